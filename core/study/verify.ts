import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { JobContext } from '../../contract/context.ts';
import type { Verification } from '../../contract/findings.ts';
import { datasetFolder, datasetNames, readManifest } from './datasets.ts';
import { hashFile } from './hash-file.ts';
import { readLines } from './lines.ts';
import { verifyReadersLedger } from './readers-ledger.ts';
import { verifyLedger } from './verify-ledger.ts';

/** Recomputes what a study claims of itself: the ledger's chain and the hash of every dataset. */
export async function verifyStudy(studyPath: string, context: JobContext): Promise<Verification> {
  const problems = [...verifyLedger(studyPath), ...verifyReadersLedger(studyPath)];
  const names = datasetNames(studyPath);
  for (const [done, name] of names.entries()) {
    context.signal.throwIfAborted();
    context.progress({ stage: `Reading dataset ${name}`, done, total: names.length });
    const file = join(datasetFolder(studyPath, name), 'dataset.duckdb');
    if (!existsSync(file)) problems.push(`The data of “${name}” is missing.`);
    else if ((await hashFile(file, context)) !== readManifest(studyPath, name).sha256)
      problems.push(`The data of “${name}” changed after its import.`);
  }
  const checked = readLines(join(studyPath, 'ledger.ndjson')).lines.length + names.length;
  return { ok: problems.length === 0, problems, checked };
}
