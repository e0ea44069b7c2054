import { createHash } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { JobContext } from '../../contract/context.ts';
import type { Verification } from '../../contract/findings.ts';
import { datasetFolder, datasetNames, readManifest } from './datasets.ts';
import { verifyLedger } from './ledger.ts';
import { readLines } from './lines.ts';

/** sha256 of a file, streamed. */
export async function hashFile(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
}

/** Recomputes what a study claims of itself: the ledger's chain and the hash of every dataset. */
export async function verifyStudy(studyPath: string, { signal, progress }: JobContext): Promise<Verification> {
  const problems = verifyLedger(studyPath);
  const names = datasetNames(studyPath);
  for (const [done, name] of names.entries()) {
    signal.throwIfAborted();
    progress({ stage: `Reading dataset ${name}`, done, total: names.length });
    const file = join(datasetFolder(studyPath, name), 'dataset.duckdb');
    if (!existsSync(file)) problems.push(`The data of “${name}” is missing.`);
    else if ((await hashFile(file)) !== readManifest(studyPath, name).sha256)
      problems.push(`The data of “${name}” changed after its import.`);
  }
  const checked = readLines(join(studyPath, 'ledger.ndjson')).lines.length + names.length;
  return { ok: problems.length === 0, problems, checked };
}
