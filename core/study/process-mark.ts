import { readFileSync } from 'node:fs';

/** Tells a process from a later one that was given the same number. Null where the system does not say (only Linux does). */
export interface ProcessMark {
  /** Clock ticks from the machine's start to the process's. */
  readonly started: string | null;
  /** Changes with every start of the machine. */
  readonly boot: string | null;
}

function readProc(path: string): string | null {
  if (process.platform !== 'linux') return null;
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ESRCH' || code === 'EACCES' || code === 'EPERM') return null;
    throw error;
  }
}

/** proc(5): `starttime` is the 22nd field of stat; the 2nd is the command in brackets, which may hold anything. */
export function markOf(pid: number): ProcessMark {
  const stat = readProc(`/proc/${pid}/stat`);
  const started = stat?.slice(stat.lastIndexOf(')') + 2).split(' ')[22 - 3] ?? null;
  return { started, boot: readProc('/proc/sys/kernel/random/boot_id')?.trim() ?? null };
}
