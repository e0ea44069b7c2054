import { execFileSync } from 'node:child_process';

interface Process {
  readonly pid: number;
  readonly parent: number;
  readonly command: string;
}

const all = (): readonly Process[] =>
  execFileSync('ps', ['-A', '-ww', '-o', 'pid=,ppid=,args='], { encoding: 'utf8' })
    .split('\n')
    .flatMap((line) => {
      const found = /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line);
      return found ? [{ pid: Number(found[1]), parent: Number(found[2]), command: found[3] ?? '' }] : [];
    });

/** Process ids below `root` whose command line fits. */
export function descendants(root: number, command: RegExp): readonly number[] {
  const processes = all();
  const below = (pid: number): readonly Process[] =>
    processes.filter(({ parent }) => parent === pid).flatMap((child) => [child, ...below(child.pid)]);
  return below(root)
    .filter((one) => command.test(one.command))
    .map(({ pid }) => pid);
}

/** Ends the one process below `root` whose command line fits, at once, as a crash would. */
export function killDescendant(root: number, command: RegExp): void {
  const [pid, ...others] = descendants(root, command);
  if (pid === undefined || others.length > 0) {
    throw new Error(
      `Expected one process like ${command} below ${root}, found ${pid === undefined ? 0 : others.length + 1}.`,
    );
  }
  process.kill(pid, 'SIGKILL');
}
