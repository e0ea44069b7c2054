import { open } from 'node:fs/promises';
import { constants, gunzipSync } from 'node:zlib';
import type { JobContext } from '../../../contract/context.ts';
import { stopIfCancelled } from '../cancelled.ts';
import type { Detection } from '../importer.ts';
import type { SourceFile } from '../source-files.ts';

const headBytes = 64 * 1024;
const isCandidate = ({ name }: SourceFile): boolean => /\.(ndjson|jsonl|json)(\.gz)?$/i.test(name);

/** The type of the first resource in a file, from its first 64 KB; null where it begins otherwise. */
async function firstType(file: SourceFile): Promise<string | null> {
  const handle = await open(file.path);
  const { buffer, bytesRead } = await handle
    .read(Buffer.alloc(headBytes), 0, headBytes, 0)
    .finally(() => handle.close());
  const raw = buffer.subarray(0, bytesRead);
  const head = (raw[0] === 0x1f && raw[1] === 0x8b ? unzipped(raw) : raw).toString('utf8');
  const line = head.slice(0, head.indexOf('\n') < 0 ? head.length : head.indexOf('\n'));
  return line.match(/^\s*\{/) ? (/"resourceType"\s*:\s*"([A-Z][A-Za-z]+)"/.exec(line)?.[1] ?? null) : null;
}

/** What is packed in the beginning of a gzip file; nothing of a damaged one, which the reading itself will name. */
function unzipped(raw: Buffer): Buffer {
  try {
    return gunzipSync(raw, { finishFlush: constants.Z_SYNC_FLUSH, maxOutputLength: 64 * headBytes });
  } catch {
    return Buffer.alloc(0);
  }
}

/** `Patient.ndjson`, `Patient.000.ndjson.gz`, `Observation_1.ndjson`: the type that a file's name promises. */
const namedType = ({ name }: SourceFile): string | null =>
  /(?:^|\/)([A-Z][A-Za-z]+)(?:[._-]?\d+)*\.ndjson(?:\.gz)?$/.exec(name)?.[1] ?? null;

/** The files that hold FHIR resources, one a line, with the type of the first; by content, else by name. */
export async function fhirFiles(
  files: readonly SourceFile[],
  context: JobContext,
): Promise<{ file: SourceFile; type: string }[]> {
  const found: { file: SourceFile; type: string }[] = [];
  for (const file of files.filter(isCandidate)) {
    stopIfCancelled(context);
    const type = (await firstType(file)) ?? namedType(file);
    if (type !== null) found.push({ file, type });
  }
  return found;
}

export async function detectFhir(files: readonly SourceFile[], context: JobContext): Promise<Detection | null> {
  const found = await fhirFiles(files, context);
  if (found.length === 0) return null;
  const types = [...new Set(found.map(({ type }) => type))];
  const isCertain = types.includes('Patient') || types.includes('Bundle');
  const share = found.length / files.length;
  return {
    confidence: isCertain ? 0.8 + 0.2 * share : 0.4 * share,
    reason: `FHIR resources: ${types.slice(0, 4).join(', ')}${types.length > 4 ? ` and ${types.length - 4} more` : ''}`,
    files: found.map(({ file }) => file),
  };
}
