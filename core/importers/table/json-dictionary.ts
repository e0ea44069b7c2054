import { randomBytes } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Failure } from '../../../contract/failure.ts';
import type { Connection } from '../../engine/database.ts';
import { unreadable } from '../reading/read-failure.ts';
import { plainCopyFolder } from '../reading/stage-catalog.ts';
import type { SourceFile } from '../source-files.ts';

const mostBytes = 20 * 1024 * 1024;

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Text of codes given as an object or a list, in the form of a dictionary's column. */
const flat = (value: unknown): unknown =>
  isObject(value)
    ? Object.entries(value)
        .map(([code, label]) => `${code}=${String(label)}`)
        .join('; ')
    : value;

/** `[{"column": …}]`, or `{"sex": {"label": …}}` and `{"sex": "label"}`, as one entry a column. */
function entriesOf(content: unknown): Record<string, unknown>[] {
  if (Array.isArray(content)) return content.filter(isObject);
  if (!isObject(content)) return [];
  return Object.entries(content).map(([column, said]) =>
    isObject(said) ? { column, ...said } : { column, label: said },
  );
}

/** A dictionary in JSON as JSON lines in the private folder, to be read as any table. Failure `unreadable`, `unsupported`. */
export async function jsonDictionary(file: SourceFile, connection: Connection): Promise<SourceFile> {
  if (file.bytes > mostBytes)
    throw new Failure(
      'unsupported',
      `“${file.name}” is larger than 20 MB, which no data dictionary is. Save it as CSV.`,
    );
  const folder = await plainCopyFolder(connection);
  if (!folder)
    throw new Failure(
      'unsupported',
      `“${file.name}” cannot be unpacked here: an import into an encrypted study makes no plain copy. Save the dictionary as CSV and import that.`,
    );
  const entries = await readFile(file.path, 'utf8')
    .then(
      (text) => entriesOf(JSON.parse(text)),
      (error: unknown) => {
        throw unreadable([file], error);
      },
    )
    .catch((error: unknown) => {
      throw error instanceof Failure ? error : unreadable([file], error);
    });
  const lines = entries.map((entry) =>
    JSON.stringify(Object.fromEntries(Object.entries(entry).map(([name, value]) => [name, flat(value)]))),
  );
  const path = join(folder, `dictionary-${randomBytes(6).toString('hex')}.jsonl`);
  await writeFile(path, lines.join('\n'), { mode: 0o600 });
  return { ...file, path };
}
