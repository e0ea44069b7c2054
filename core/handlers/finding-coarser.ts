import { Failure } from '../../contract/failure.ts';
import type { findingMethods } from '../../contract/findings.ts';
import { coarserProposals } from '../coarser/proposals.ts';
import { checkSolved } from '../disclosure/check-solved.ts';
import { findingFiles } from '../report/finding-files.ts';
import type { Session } from '../session.ts';
import { keepFindingOrder } from '../study/finding-order.ts';
import { findingFile, findings, readFinding, saveFinding } from '../study/findings.ts';
import { recordedFile } from '../study/recorded-files.ts';
import { readRun, runIds } from '../study/runs.ts';
import { checkBeside } from './earlier-releases.ts';
import { runOf } from './finding-run.ts';
import type { HandlersOf } from './handlers.ts';

type Methods = Pick<typeof findingMethods, 'run.list' | 'finding.coarser' | 'finding.coarsen' | 'finding.order'>;

/** A finding's rows put together or apart again, and the order of findings. */
export const findingGroupingHandlers = (session: Session): HandlersOf<Methods> => ({
  'run.list': () => runIds(session.study().path),
  'finding.coarser': async ({ id, beside }, context) => {
    const { path } = session.study();
    const finding = readFinding(path, id);
    const made = findings(path)
      .filter((one) => one.id === id || beside.includes(one.id))
      .map((one) => ({ finding: one, run: runOf(path, one) }));
    const check = await checkBeside(session, made, context);
    return coarserProposals(readRun(path, finding.run).release, finding.joined ?? [], (release, joined) => {
      context.signal.throwIfAborted();
      context.progress({ stage: 'Checking coarser groups' });
      const again = made.map((one) =>
        one.finding.id === id ? { finding: { ...finding, joined: [...joined] }, run: { ...one.run, release } } : one,
      );
      return check(again).findings.find((one) => one.id === id)!.checked;
    });
  },
  'finding.coarsen': async ({ id, joined }) => {
    const study = session.writable();
    const { joined: _, ...before } = readFinding(study.path, id);
    const checked = await checkSolved(runOf(study.path, { run: before.run, joined }).release);
    if (checked.summary.refused)
      throw new Failure('disclosure', `Put together like this, nothing of “${before.title}” could be published.`);
    const finding = { ...before, ...(joined.length > 0 ? { joined } : {}), checked };
    saveFinding(study.path, finding, findingFiles(finding));
    const { published, withheld } = checked.summary;
    study.record({
      act: 'finding',
      summary: `Finding “${finding.title}”: ${joined.length > 0 ? 'rows put together' : 'all rows apart again'}`,
      detail: {
        finding: id,
        run: finding.run,
        file: recordedFile(study.path, findingFile(study.path, id)),
        joined,
        published,
        withheld,
      },
    });
    return finding;
  },
  'finding.order': ({ ids }) => {
    const { path } = session.writable();
    for (const id of ids) readFinding(path, id);
    keepFindingOrder(path, ids);
    return {};
  },
});
