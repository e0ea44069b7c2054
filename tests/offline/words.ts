import { type Kind, kinds } from './evidence.ts';
import { leaksOf, type Proof } from './proof.ts';
import type { Recording } from './record.ts';

const line = (left: string, ...rest: readonly (string | number)[]) =>
  `${left.padEnd(46)}${rest.map((one) => String(one).padStart(10)).join('')}`;
const seconds = (ms: number) => `${Math.round(ms / 1000)} s`;
const short: Readonly<Record<string, string>> = {
  terminal: 'terminal',
  verify: 'verify',
  'terminal, hostile data': 'hostile',
  'window in a browser': 'browser',
  'window of the desktop': 'desktop',
};

function countsTable(parts: readonly Recording[]): string[] {
  const row = (title: string, of: (part: Recording) => number) =>
    line(
      title,
      ...parts.map(of),
      parts.reduce((sum, part) => sum + of(part), 0),
    );
  const counted = (kind: Kind) => (part: Recording) => part.evidence.filter((one) => one.kind === kind).length;
  return [
    line('', ...parts.map(({ name }) => short[name] ?? name), 'together'),
    ...Object.entries(kinds).map(([kind, title]) => row(title, counted(kind as Kind))),
    '',
    'On this machine only, and allowed:',
    row('  loopback connections', ({ beside }) => beside.loopback),
    row('  connections to local sockets (AF_UNIX)', ({ beside }) => beside.local),
    row('  questions to the kernel (netlink)', ({ beside }) => beside.netlink),
    row('  Chromium asking the kernel for an IPv6 way', ({ beside }) => beside.probes),
    row('  updates the browser itself asked for in vain', ({ beside }) => beside.browserOwn),
    row('  programs started', ({ programs }) => programs.length),
    row('  threads watched', ({ threads }) => threads),
    row('  events in Chromium’s network logs', ({ netLogEvents }) => netLogEvents),
    line(
      '  took',
      ...parts.map(({ elapsedMs }) => seconds(elapsedMs)),
      seconds(parts.reduce((sum, { elapsedMs }) => sum + elapsedMs, 0)),
    ),
  ];
}

function notProved({ means }: Proof): string[] {
  return [
    ...(means.namespace ? [] : [`that nothing could have gone out: ${means.noNamespace}, so the run was only watched`]),
    ...(means.strace ? [] : [`what libraries did by system calls of their own: ${means.noStrace}`]),
    'your own browser: it ran here with the desktop’s switches; yours may fetch its updates and ask about the kind of fields',
    'Electron’s own binary: a Chromium with the shell’s code and switches stood in for it',
    'an administrator, another program, a camera at the screen, or a person who copies a bundle',
  ];
}

/** The proof as a person reads it. */
export function inWords(proof: Proof): string {
  const { means, planted, faults, version, at } = proof;
  const leaks = leaksOf(proof);
  const recorders = [means.strace, means.namespace && 'the kernel’s own counters', 'Chromium’s network log'];
  return [
    `Stillroom ${version}, ${at.slice(0, 16).replace('T', ' ')} UTC, ${means.system}`,
    `Shut in     ${means.namespace ?? `not: ${means.noNamespace}`}`,
    `Recorded by ${recorders.filter(Boolean).join('; ')}`,
    'Walked      import, cohorts, analyses, model, findings, export, verify; in the terminal and in both windows',
    '            there with hostile data: every name, label, note and value is a page that would load, and so is the report',
    'Searched    what every process wrote, titles, profiles, crash and temporary folders, for each value of those data',
    '',
    ...countsTable(proof.parts),
    '',
    'Leaks planted on purpose, each in a run of its own:',
    ...planted.map(({ name, where, caught }) => `  ${name}, ${where}: ${caught ? `caught (${caught})` : 'NOT CAUGHT'}`),
    '',
    'Not proved:',
    ...notProved(proof).map((one) => `  ${one}`),
    '',
    ...leaks.slice(0, 20).map(({ kind, what }) => `LEFT THE MACHINE, or tried to: ${kinds[kind]}: ${what}`),
    ...faults.map((fault) => `FAULT: ${fault}`),
    leaks.length + faults.length === 0
      ? `Nothing left this machine, and each of ${planted.length} planted leaks was caught.`
      : `NOT PROVED: ${leaks.length} found, ${faults.length} faults.`,
  ].join('\n');
}
