import { createHash, randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { Failure } from '../../contract/failure.ts';
import { fileFailure, writeDurably } from '../study/durable-file.ts';
import { type Derivation, derivation, keyFromPassphrase, newDerivation } from './passphrase-key.ts';
import { unwrap, wrap } from './wrap.ts';

const hex = (bytes: number) => z.string().regex(new RegExp(`^[0-9a-f]{${bytes * 2}}$`));

/** `keys.json`: the study's key, wrapped by one that the passphrase gives. `sha256` tells damage from a wrong passphrase. */
const keyFile = z.strictObject({
  schema: z.literal(1),
  study: hex(16),
  derivation,
  wrapped: hex(12 + 32 + 16),
  sha256: hex(32),
});
type KeyFile = z.infer<typeof keyFile>;

export interface StudyKey {
  /** Names the study in everything that its keys protect. */
  readonly study: string;
  readonly key: Uint8Array;
}

export const keyFilePath = (studyPath: string): string => join(studyPath, 'keys.json');

/** True for a study that was made with a passphrase. */
export const hasKeyFile = (studyPath: string): boolean => existsSync(keyFilePath(studyPath));

const textOf = (file: KeyFile) => `${JSON.stringify(file, null, 2)}\n`;

function checksum({ schema, study, derivation, wrapped }: Omit<KeyFile, 'sha256'>): string {
  return createHash('sha256').update(JSON.stringify({ schema, study, derivation, wrapped })).digest('hex');
}

/** Everything else in the file is authenticated with the key that it wraps. */
const about = (study: string, how: Derivation) =>
  `stillroom study key 1 ${study} ${how.name} ${how.memoryKiB} ${how.passes} ${how.lanes} ${how.salt}`;

function damaged(path: string): Failure {
  return new Failure(
    'integrity',
    `“${path}” is damaged or was changed. Restore it from a copy: without it nobody can read the study's data.`,
  );
}

/** Reads a key file and refuses one with any byte changed. */
function readKeyFile(studyPath: string): KeyFile {
  const path = keyFilePath(studyPath);
  try {
    const text = readFileSync(path, 'utf8');
    const content = JSON.parse(text);
    if (typeof content?.schema === 'number' && content.schema > 1)
      throw new Failure('unsupported', `“${path}” was made by a newer Stillroom. Open the study with that one.`);
    const file = keyFile.parse(content);
    if (textOf(file) !== text || checksum(file) !== file.sha256) throw damaged(path);
    return file;
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof z.ZodError) throw damaged(path);
    throw error instanceof Failure ? error : fileFailure(error, path);
  }
}

async function write(studyPath: string, { study, key }: StudyKey, passphrase: string): Promise<void> {
  const how = newDerivation();
  const wrapped = wrap(await keyFromPassphrase(passphrase, how), about(study, how), key).toString('hex');
  const file = { schema: 1 as const, study, derivation: how, wrapped };
  writeDurably(keyFilePath(studyPath), textOf({ ...file, sha256: checksum(file) }));
}

/** Makes a study's key and writes its key file. */
export async function makeStudyKey(studyPath: string, passphrase: string): Promise<StudyKey> {
  const made = { study: randomBytes(16).toString('hex'), key: randomBytes(32) };
  await write(studyPath, made, passphrase);
  return made;
}

/**
 * The study's key by its passphrase. Each try costs one run of Argon2id and changes nothing.
 * @throws Failure `passphrase` for a wrong one, `integrity` where the key file is damaged, `not_found` where there is none.
 */
export async function readStudyKey(studyPath: string, passphrase: string): Promise<StudyKey> {
  const { study, derivation: how, wrapped } = readKeyFile(studyPath);
  const given = await keyFromPassphrase(passphrase, how);
  const key = unwrap(given, about(study, how), Buffer.from(wrapped, 'hex'));
  if (key) return { study, key };
  throw new Failure('passphrase', 'This is not the passphrase of the study. Nothing was changed; try again.', {
    wrong: true,
  });
}

/** Wraps the same key under another passphrase: one small file, old or new after a crash, and no data is touched. */
export async function changePassphrase(studyPath: string, current: string, next: string): Promise<void> {
  await write(studyPath, await readStudyKey(studyPath, current), next);
}
