import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import type { JobContext } from '../../contract/context.ts';
import { Failure } from '../../contract/failure.ts';
import { checkRelease } from '../disclosure/check.ts';
import { buildBundle } from '../report/bundle.ts';
import { canonicalJson } from '../report/canonical-json.ts';
import type { Session } from '../session.ts';
import { writeDurably } from '../study/durable-file.ts';
import { readFinding } from '../study/findings.ts';
import { readRun } from '../study/runs.ts';
import { methodsByName } from './methods.ts';

/** The check is made again from the run: a finding.json edited by hand does not leave. */
function checkedAgain(studyPath: string, id: string) {
  const finding = readFinding(studyPath, id);
  const run = readRun(studyPath, finding.run);
  const same =
    canonicalJson(checkRelease(run.release)) === canonicalJson(finding.checked) &&
    canonicalJson(run.provenance) === canonicalJson(finding.provenance);
  if (!same) {
    throw new Failure(
      'integrity',
      `The finding “${finding.title}” is not what the check made of its result: its file was changed since. Remove it and add it again.`,
    );
  }
  return finding;
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
  const findings = ids.map((id) => checkedAgain(study.path, id));
  signal.throwIfAborted();
  progress({ stage: 'Writing the bundle' });
  const bytes = buildBundle({ study: study.name, findings, ledgerHead: study.ledger.head(), methods: methodsByName() });
  writeDurably(out, bytes);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const changes = findings.flatMap(({ checked }) => checked.changes);
  study.record({
    act: 'export',
    summary: `Bundle exported: ${findings.length} findings`,
    detail: { sha256, findings: ids },
  });
  return { bundle: out, sha256, findings: [...ids], changes };
}
