import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { Failure } from '../../../contract/failure.ts';
import { readKept, writeKept } from '../../vault/kept-file.ts';

const bytes = 32;
const key = z.string().regex(new RegExp(`^[0-9a-f]{${bytes * 2}}$`));
const secretsFile = z.object({ schema: z.literal(1), shift: key, hash: key });

/** What keeps shifted dates and hashed values from being undone: 256-bit keys as hexadecimal, one pair a study. */
export type GateSecrets = Pick<z.infer<typeof secretsFile>, 'shift' | 'hash'>;

const folderOf = (study: string) => join(study, 'secrets');
const fileOf = (study: string) => join(folderOf(study), 'gate.json');

/** Fresh keys that are written nowhere. */
export const newSecrets = (): GateSecrets => ({
  shift: randomBytes(bytes).toString('hex'),
  hash: randomBytes(bytes).toString('hex'),
});

/**
 * The study's secrets, made at first need: `secrets/gate.json`, readable by its owner only and ignored by git. Two
 * datasets of a study get the same offsets and hashes. Failure `integrity` where the file is damaged: with other
 * secrets the datasets would no longer fit together.
 */
export function studySecrets(study: string): GateSecrets {
  const path = fileOf(study);
  if (!existsSync(path)) {
    mkdirSync(folderOf(study), { recursive: true, mode: 0o700 });
    writeFileSync(join(folderOf(study), '.gitignore'), '*\n');
    writeKept(path, `${JSON.stringify({ schema: 1, ...newSecrets() }, null, 2)}\n`);
  }
  try {
    return secretsFile.parse(JSON.parse(readKept(path).toString('utf8')));
  } catch (error) {
    if (!(error instanceof SyntaxError || error instanceof z.ZodError)) throw error;
    throw new Failure(
      'integrity',
      'The study’s secrets (secrets/gate.json) are damaged. Restore the file from a copy, or destroy the secrets: dates and hashes of a new import will then not fit those of older ones.',
    );
  }
}

/** Whether something was shifted or hashed and the secrets of it are still here. */
export const hasSecrets = (study: string): boolean => existsSync(fileOf(study));

/**
 * Overwrites and removes the study's secrets: nobody can undo a shift or a hash any more, and a later import gets
 * other ones. False where there were none. What a disk or its backups keep of the file is theirs.
 */
export function destroySecrets(study: string): boolean {
  const path = fileOf(study);
  if (!existsSync(path)) return false;
  writeFileSync(path, randomBytes(512), { flush: true });
  rmSync(path);
  return true;
}
