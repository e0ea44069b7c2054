import { z } from 'zod';
import { Failure } from '../../contract/failure.ts';
import { readKept, writeKept } from '../vault/kept-file.ts';

/** Reads a file that Stillroom wrote. @throws Failure `integrity` that names the file when it no longer holds what it should. */
export function readStored<T extends z.ZodType>(path: string, schema: T): z.output<T> {
  try {
    return schema.parse(JSON.parse(readKept(path).toString('utf8')));
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof z.ZodError) {
      throw new Failure(
        'integrity',
        `“${path}” is damaged: it is not as Stillroom wrote it. Make the result again, or restore the file from a copy.`,
      );
    }
    throw error;
  }
}

/** Writes a file that `readStored` reads; `as` is the place it will have, where it is moved later. */
export const writeStored = (path: string, value: unknown, as = path): void =>
  writeKept(path, `${JSON.stringify(value, null, 1)}\n`, as);
