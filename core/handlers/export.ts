import { existsSync } from 'node:fs';
import type { JobContext } from '../../contract/context.ts';
import { Failure } from '../../contract/failure.ts';
import type { Finding } from '../../contract/findings.ts';
import { rulesEdition } from '../../contract/release.ts';
import { checkSolved } from '../disclosure/check-solved.ts';
import { buildBundle } from '../report/bundle.ts';
import { canonicalJson } from '../report/canonical-json.ts';
import type { Session } from '../session.ts';
import { inFindingOrder } from '../study/finding-order.ts';
import { readFinding } from '../study/findings.ts';
import type { Act } from '../study/ledger-entry.ts';
import { publishFile } from '../study/publish-file.ts';
import type { Study } from '../study/study.ts';
import { runOf } from './finding-run.ts';
import { methodsByName } from './methods.ts';

/**
 * A finding, checked again from its run: a finding.json edited by hand does not leave. One that was checked under an earlier
 * edition of the rules is given the check of this one.
 * @throws Failure `integrity`.
 */
export async function checkedAgain(studyPath: string, id: string): Promise<Finding> {
  const finding = readFinding(studyPath, id);
  const run = runOf(studyPath, finding);
  const checked = await checkSolved(run.release);
  const same =
    (finding.checked.edition !== rulesEdition || canonicalJson(checked) === canonicalJson(finding.checked)) &&
    canonicalJson(run.provenance) === canonicalJson(finding.provenance);
  if (!same) {
    throw new Failure(
      'integrity',
      `The finding “${finding.title}” is not what the check made of its result: its file was changed since. Remove it and add it again.`,
    );
  }
  return { ...finding, checked };
}

/** The ledger learns of it first, so that nothing has left that it does not know; and then if it did not leave after all. */
function leave(study: Study, out: string, bytes: Uint8Array, { summary, detail }: Omit<Act, 'act'>): void {
  study.record({ act: 'export', summary, detail });
  try {
    publishFile(out, bytes);
  } catch (error) {
    const { code } = Failure.from(error);
    study.record({ act: 'export', summary: 'Bundle not exported after all', detail: { ...detail, code } });
    throw error;
  }
}

/**
 * Writes findings as one bundle. Every finding is checked again first; nothing is written when one fails.
 * @throws Failure `integrity`, `not_found`, `conflict` (the file exists), `disk_full`.
 */
export async function exportFindings(
  session: Session,
  ids: readonly string[],
  out: string,
  { signal, progress }: JobContext,
) {
  const study = session.writable();
  if (existsSync(out))
    throw new Failure('conflict', `“${out}” exists already. Choose another name; a bundle is never overwritten.`);
  progress({ stage: 'Checking', done: 0, total: ids.length });
  const inOrder = inFindingOrder(study.path, ids, (id) => id);
  const findings = await Promise.all(inOrder.map((id) => checkedAgain(study.path, id)));
  signal.throwIfAborted();
  progress({ stage: 'Writing the bundle' });
  const { bytes, sha256 } = await buildBundle({ study: study.name, findings, methods: methodsByName() }, study.ledger);
  const changes = findings.flatMap(({ checked }) => checked.changes);
  leave(study, out, bytes, {
    summary: `Bundle exported: ${findings.length} finding${findings.length === 1 ? '' : 's'}`,
    detail: { sha256, findings: inOrder },
  });
  return { bundle: out, sha256, findings: inOrder, changes };
}
