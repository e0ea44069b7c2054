import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { Failure } from '../../contract/failure.ts';
import { fileFailure } from './durable-file.ts';

/** Reads a file that Stillroom wrote. @throws Failure `integrity` that names the file when it no longer holds what it should. */
export function readStored<T extends z.ZodType>(path: string, schema: T): z.output<T> {
  try {
    return schema.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof z.ZodError) {
      throw new Failure(
        'integrity',
        `“${path}” is damaged: it is not as Stillroom wrote it. Make the result again, or restore the file from a copy.`,
      );
    }
    throw fileFailure(error, path);
  }
}

/** The text of a file that `readStored` reads. */
export const storedText = (value: unknown): string => `${JSON.stringify(value, null, 1)}\n`;
