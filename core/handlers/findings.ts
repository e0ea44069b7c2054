import { resolve } from 'node:path';
import { Failure } from '../../contract/failure.ts';
import type { Finding, findingMethods, Run } from '../../contract/findings.ts';
import { checkSolved } from '../disclosure/check-solved.ts';
import { findingFiles } from '../report/finding-files.ts';
import { renderReport } from '../report/html.ts';
import type { Session } from '../session.ts';
import { findingFile, findings, readFinding, removeFinding, saveFinding } from '../study/findings.ts';
import { recordedFile, removedFile } from '../study/recorded-files.ts';
import { readRun } from '../study/runs.ts';
import { checkedTogether, exportFindings } from './export.ts';
import { findingGroupingHandlers } from './finding-coarser.ts';
import type { HandlersOf } from './handlers.ts';
import { methodsByName } from './methods.ts';

/** A name for people and file systems: the day, then the title in plain letters. */
function findingId(title: string, taken: ReadonlySet<string>): string {
  const day = new Date().toISOString().slice(0, 10);
  const slug =
    title
      .normalize('NFKD')
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-|-$/g, '')
      .slice(0, 48)
      .replace(/-$/, '') || 'finding';
  for (let n = 1; ; n++) {
    const id = `${day}-${slug}${n > 1 ? `-${n}` : ''}`;
    if (!taken.has(id)) return id;
  }
}

/** What speaks of single persons is kept in no run; should one be put into the folder by hand, no finding is made of it. */
function refuseInside({ result }: Run): void {
  if (typeof result !== 'object' || result === null || !('insideStudy' in result)) return;
  throw new Failure(
    'disclosure',
    'This result speaks of single persons: it stays in the study, and no finding is made of it.',
  );
}

async function makeFinding(run: Run, title: string, context: string, taken: ReadonlySet<string>): Promise<Finding> {
  refuseInside(run);
  const checked = await checkSolved(run.release);
  if (checked.summary.refused) {
    throw new Failure(
      'disclosure',
      `Nothing of “${title}” may leave: every number rests on fewer than ${checked.policy.threshold} persons. Use a larger cohort or broader groups.`,
      { changes: checked.changes },
    );
  }
  return {
    id: findingId(title, taken),
    title,
    context,
    run: run.id,
    createdAt: new Date().toISOString(),
    provenance: run.provenance,
    checked,
  };
}

export const findingHandlers = (session: Session): HandlersOf<typeof findingMethods> => ({
  ...findingGroupingHandlers(session),
  'run.get': ({ run }) => readRun(session.study().path, run),
  'finding.preview': ({ run }) => checkSolved(readRun(session.study().path, run).release),
  'finding.add': async ({ run, title, context }) => {
    const study = session.writable();
    const made = readRun(study.path, run);
    const taken = new Set(findings(study.path).map(({ id }) => id));
    const finding = await makeFinding(made, title ?? made.title, context, taken);
    saveFinding(study.path, finding, findingFiles(finding));
    const { withheld, published } = finding.checked.summary;
    const file = recordedFile(study.path, findingFile(study.path, finding.id));
    study.record({
      act: 'finding',
      summary: `Finding “${finding.title}” added`,
      detail: { finding: finding.id, run, file, published, withheld },
    });
    return finding;
  },
  'finding.edit': ({ id, title, context }) => {
    const study = session.writable();
    const finding = { ...readFinding(study.path, id), title, context };
    saveFinding(study.path, finding, findingFiles(finding));
    const file = recordedFile(study.path, findingFile(study.path, id));
    study.record({ act: 'edit', summary: `Words of finding “${title}” edited`, detail: { finding: id, file } });
    return finding;
  },
  'finding.remove': ({ id }) => {
    const study = session.writable();
    removeFinding(study.path, id);
    const file = removedFile(study.path, findingFile(study.path, id));
    study.record({ act: 'finding', summary: `Finding “${id}” removed`, detail: { finding: id, file } });
    return {};
  },
  'finding.list': () => findings(session.study().path),
  'finding.get': ({ id }) => readFinding(session.study().path, id),
  'finding.report': async ({ findings: ids }, context) => {
    const { findings } = await checkedTogether(session, ids, context);
    return { html: renderReport({ study: session.study().name, methods: methodsByName(), findings }) };
  },
  'finding.together': async ({ findings: ids }, context) => {
    const { findings } = await checkedTogether(session, ids, context);
    return findings.map(({ id, checked }) => ({ id, checked }));
  },
  'export.bundle': ({ findings: ids, out }, context) => exportFindings(session, ids, resolve(out), context),
});
