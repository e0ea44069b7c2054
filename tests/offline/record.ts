import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../e2e/hosts/root.ts';
import {
  type Beside,
  countBeside,
  type Evidence,
  judgeKernel,
  judgeNetLog,
  judgeTrace,
  judgeTraces,
} from './evidence.ts';
import { type KernelCounts, readKernel } from './kernel.ts';
import { markedFiles } from './marks.ts';
import { inNamespace, type Means, raiseLoopback } from './means.ts';
import { readNetLog } from './net-log.ts';
import { readTrace } from './trace.ts';

export interface Part {
  readonly name: string;
  readonly command: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
}

export interface Recording {
  readonly name: string;
  /** The command's own exit code: a walk that did not reach its end proves nothing. */
  readonly exit: number | null;
  readonly output: string;
  readonly evidence: readonly Evidence[];
  readonly beside: Beside;
  readonly programs: readonly string[];
  readonly threads: number;
  readonly netLogs: number;
  readonly netLogEvents: number;
  readonly kernel: KernelCounts | null;
  readonly elapsedMs: number;
}

const calls = 'execve,socket,connect,bind,sendto,sendmsg,sendmmsg,io_uring_setup';

/** `sh -c` that raises loopback where it must, runs what follows, and keeps what the kernel counted. */
function script({ namespace, strace }: Means): string {
  const recorded = `strace -f -Y -qq --seccomp-bpf -s 0 -e signal=none -e trace=${calls} -o "$0/trace" "$@"`;
  return [
    ...(namespace ? [`{ ${raiseLoopback}; } 2>/dev/null || exit 70`] : []),
    strace ? recorded : '"$@"',
    'status=$?',
    ...(namespace ? ['cat /proc/net/snmp /proc/net/snmp6 >"$0/kernel"'] : []),
    'exit $status',
  ].join('\n');
}

/** A Chromium that keeps a log of its network stack beside the other records. */
function chromiumWithLog(chromium: string, folder: string): string {
  const wrapper = join(folder, 'chromium.sh');
  writeFileSync(wrapper, `#!/bin/sh\nexec "${chromium}" --log-net-log="${folder}/net-log-$$.json" "$@"\n`, {
    mode: 0o755,
  });
  return wrapper;
}

/** Where a program could leave something of the data without being asked: all of it below the record's folder. */
function surroundings(folder: string, chromium: string): Readonly<Record<string, string>> {
  const at = (name: string) => join(folder, name);
  for (const name of ['user', 'temp', 'walk']) mkdirSync(at(name), { recursive: true });
  return {
    CHROMIUM: chromiumWithLog(chromium, folder),
    HOME: at('user'),
    XDG_CONFIG_HOME: at('user'),
    XDG_CACHE_HOME: at('user'),
    XDG_DATA_HOME: at('user'),
    TMPDIR: at('temp'),
    STILLROOM_WALK: at('walk'),
    // Chromium's own lines, which the test runner would keep to itself.
    DEBUG: 'pw:browser',
  };
}

function run(means: Means, { command, environment }: Part, folder: string, chromium: string) {
  const [program = '', ...args] = [
    ...(means.namespace ? inNamespace : []),
    'sh',
    '-c',
    script(means),
    folder,
    ...command,
  ];
  const child = spawn(program, args, {
    cwd: root,
    env: { ...process.env, ...surroundings(folder, chromium), ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const pieces: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (piece: Buffer) => pieces.push(piece));
  return new Promise<{ exit: number | null; written: Buffer }>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (exit) => resolve({ exit, written: Buffer.concat(pieces) }));
  });
}

const readIfThere = (path: string) => (existsSync(path) ? readFileSync(path, 'utf8') : '');

/** Runs one part, shut in and recorded as far as this system can, and judges what was seen. */
export async function record(means: Means, part: Part, parent: string, chromium: string): Promise<Recording> {
  const folder = join(parent, part.name.replace(/\W+/g, '-'));
  mkdirSync(folder, { recursive: true });
  const started = performance.now();
  const { exit, written } = await run(means, part, folder, chromium);
  const trace = readTrace(readIfThere(join(folder, 'trace')));
  const kernel = means.namespace ? readKernel(readIfThere(join(folder, 'kernel'))) : null;
  const netLogs = readdirSync(folder)
    .filter((name) => name.startsWith('net-log-'))
    .map((name) => readNetLog(readFileSync(join(folder, name), 'utf8')));
  const beside = countBeside(trace, netLogs);
  // Without strace nobody counted Chromium's questions for an IPv6 way, so they cannot be told from the rest.
  const probes = means.strace ? beside.probes : Number.POSITIVE_INFINITY;
  return {
    name: part.name,
    exit,
    output: written.toString('utf8'),
    evidence: [
      ...judgeTrace(trace),
      ...netLogs.flatMap(judgeNetLog),
      ...(kernel ? judgeKernel(kernel, probes) : []),
      ...judgeTraces(written, markedFiles(folder)),
    ],
    beside,
    programs: trace.programs,
    threads: trace.threads,
    netLogs: netLogs.length,
    netLogEvents: netLogs.reduce((sum, { events }) => sum + events, 0),
    kernel,
    elapsedMs: performance.now() - started,
  };
}
