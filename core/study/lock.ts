import { randomBytes } from 'node:crypto';
import { linkSync, rmSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { fileFailure } from './durable-file.ts';
import { markOf } from './process-mark.ts';
import { removeExactly, textOf } from './remove-exactly.ts';

export interface StudyLock {
  release(): void;
}

const holder = z.object({
  pid: z.number().int(),
  host: z.string(),
  started: z.string().nullable().default(null),
  boot: z.string().nullable().default(null),
});
type Holder = z.infer<typeof holder>;

const codeOf = (error: unknown) => (error as NodeJS.ErrnoException).code;

/** Two marks that are both known and differ. */
const differ = (a: string | null, b: string | null) => a !== null && b !== null && a !== b;

function isAlive({ pid, host, started, boot }: Holder): boolean {
  if (host !== hostname()) return true;
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (codeOf(error) !== 'EPERM') return false;
  }
  const now = markOf(pid);
  return !differ(boot, now.boot) && !differ(started, now.started);
}

function holderOf(text: string): Holder | null {
  try {
    return holder.parse(JSON.parse(text));
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof z.ZodError) return null;
    throw error;
  }
}

/** True when the file came to be at once with its whole content; false where one is there already. */
function place(path: string, text: string): boolean {
  const draft = `${path}.${process.pid}-${randomBytes(4).toString('hex')}`;
  try {
    writeFileSync(draft, text, { mode: 0o600, flag: 'wx' });
    linkSync(draft, path);
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  } finally {
    rmSync(draft, { force: true });
  }
}

/**
 * Takes the study's one writer lock, or returns null when a living process holds it: the study then opens read-only.
 * A lock whose process has died is taken over, also where its number was given to another process since. The file
 * appears with its content at once (a link), so nobody ever mistakes one being written for one left over. A read-only
 * folder gives null as well.
 */
export function takeLock(studyPath: string): StudyLock | null {
  const path = join(studyPath, '.lock');
  const own: Holder & { token: string } = {
    pid: process.pid,
    host: hostname(),
    ...markOf(process.pid),
    token: randomBytes(8).toString('hex'),
  };
  const text = JSON.stringify(own);
  for (let attempt = 0; attempt < 2; attempt++) {
    try {
      if (place(path, text)) {
        return {
          release() {
            if (textOf(path) === text) removeExactly(path, text);
          },
        };
      }
    } catch (error) {
      if (codeOf(error) === 'EACCES' || codeOf(error) === 'EROFS') return null;
      throw fileFailure(error, path);
    }
    const found = textOf(path);
    const holding = found === null ? null : holderOf(found);
    if (holding && isAlive(holding)) return null;
    if (found !== null) removeExactly(path, found);
  }
  return null;
}
