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
import { checkedBeside, type Made, type Together } from './earlier-releases.ts';
import { runOf } from './finding-run.ts';
import { methodsByName } from './methods.ts';

/**
 * A finding, checked again from its run: a finding.json edited by hand does not leave. One that was checked under an earlier
 * edition of the rules is given the check of this one.
 * @throws Failure `integrity`.
 */
async function checkedAgain(studyPath: string, id: string): Promise<Made> {
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
  return { finding, run };
}

/**
 * Findings as they would leave together, in the study's order: each checked again by itself, then all of them beside what
 * has left before.
 * @throws Failure `integrity`, `not_found`, `disclosure`.
 */
export async function checkedTogether(
  session: Session,
  ids: readonly string[],
  context: JobContext,
): Promise<Together> {
  const { path } = session.study();
  const made = await Promise.all(inFindingOrder(path, ids, (id) => id).map((id) => checkedAgain(path, id)));
  return checkedBeside(session, made, context);
}

/** @throws Failure `disclosure` that names the findings of which nothing may leave, and why. */
function refuseUnfit(findings: readonly Finding[]): void {
  const refused = findings.filter(({ checked }) => checked.summary.refused);
  if (refused.length === 0) return;
  const reasons = refused.map(({ title, checked }) => `“${title}”: ${checked.changes.at(-1)!.reason}`);
  throw new Failure('disclosure', `Nothing was exported, as nothing may leave of ${reasons.join(' ')}`, {
    changes: refused.flatMap(({ checked }) => checked.changes),
  });
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
export async function exportFindings(session: Session, ids: readonly string[], out: string, context: JobContext) {
  const { signal, progress } = context;
  const study = session.writable();
  if (existsSync(out))
    throw new Failure('conflict', `“${out}” exists already. Choose another name; a bundle is never overwritten.`);
  progress({ stage: 'Checking', done: 0, total: ids.length });
  const { findings, keep } = await checkedTogether(session, ids, context);
  refuseUnfit(findings);
  signal.throwIfAborted();
  progress({ stage: 'Writing the bundle' });
  const { bytes, sha256 } = await buildBundle({ study: study.name, findings, methods: methodsByName() }, study.ledger);
  const changes = findings.flatMap(({ checked }) => checked.changes);
  leave(study, out, bytes, {
    summary: `Bundle exported: ${findings.length} finding${findings.length === 1 ? '' : 's'}`,
    detail: { sha256, findings: findings.map(({ id }) => id), file: await keep() },
  });
  return { bundle: out, sha256, findings: findings.map(({ id }) => id), changes };
}
