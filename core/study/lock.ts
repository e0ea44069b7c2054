import { linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { fileFailure } from './durable-file.ts';

export interface StudyLock {
  release(): void;
}

interface Holder {
  readonly pid: number;
  readonly host: string;
}

function isAlive({ pid, host }: Holder): boolean {
  if (host !== hostname()) return true;
  if (pid === process.pid) return true;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function holderOf(path: string): Holder | null {
  try {
    const { pid, host } = JSON.parse(readFileSync(path, 'utf8')) as Partial<Holder>;
    return typeof pid === 'number' && typeof host === 'string' ? { pid, host } : null;
  } catch (error) {
    if (error instanceof SyntaxError || (error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw fileFailure(error, path);
  }
}

/**
 * Takes the study's one writer lock, or returns null when a living process holds it: the study then opens read-only.
 * A lock whose process has died is taken over. The file appears with its content at once (a link), so nobody ever
 * mistakes one being written for one left over. A read-only folder gives null as well.
 */
export function takeLock(studyPath: string): StudyLock | null {
  const path = join(studyPath, '.lock');
  for (let attempt = 0; attempt < 2; attempt++) {
    const draft = `${path}.${process.pid}`;
    try {
      writeFileSync(draft, JSON.stringify({ pid: process.pid, host: hostname() }), { mode: 0o600 });
      linkSync(draft, path);
      return { release: () => rmSync(path, { force: true }) };
    } catch (error) {
      const code = (error as NodeJS.ErrnoException).code;
      if (code === 'EACCES' || code === 'EROFS') return null;
      if (code !== 'EEXIST') throw fileFailure(error, path);
    } finally {
      rmSync(draft, { force: true });
    }
    const holder = holderOf(path);
    if (holder && isAlive(holder)) return null;
    rmSync(path, { force: true });
  }
  return null;
}
