import { join } from 'node:path';
import { root } from '../e2e/hosts/root.ts';
import type { Evidence, Kind } from './evidence.ts';
import { marks } from './marks.ts';
import type { Means } from './means.ts';
import type { Part, Recording } from './record.ts';

/** Where a planted leak goes: an address for documentation (RFC 5737) and a name that never exists (RFC 6761). */
export const plantedAddress = '192.0.2.1';
export const plantedName = 'planted.stillroom.invalid';

/** As the walked data have them. */
export const plantedValue = `${marks.text}planted`;

export interface Plant {
  readonly name: string;
  readonly where: string;
  /** What it must be recorded as. */
  readonly kind: Kind;
  readonly part: Part;
}

const inProcess = (plant: string): Part => ({
  name: `planted ${plant}`,
  command: [process.execPath, join(root, 'out', 'node', 'stillroom.js'), 'analyse', '--json'],
  environment: {
    NODE_OPTIONS: `--import=${JSON.stringify(join(root, 'tests', 'offline', 'plant.mjs'))}`,
    STILLROOM_PLANT: plant,
    STILLROOM_PLANTED_VALUE: plantedValue,
  },
});

export const windowTests = (project: string, title: string): readonly string[] => [
  process.execPath,
  join(root, 'node_modules', '@playwright', 'test', 'cli.js'),
  'test',
  '--config=tests/offline/playwright.config.ts',
  `--project=${project}`,
  '--grep',
  title,
];

const inWindow = (plant: string): Part => ({ name: `planted ${plant}`, command: windowTests('plant', plant) });

export const plants: readonly Plant[] = [
  { name: 'a TCP connection', where: 'a process started by the program', kind: 'connection', part: inProcess('tcp') },
  { name: 'a UDP datagram', where: 'a process started by the program', kind: 'datagram', part: inProcess('udp') },
  { name: 'a name lookup', where: 'a process started by the program', kind: 'lookup', part: inProcess('lookup') },
  { name: 'a fetch', where: 'the window, its policy taken away', kind: 'request', part: inWindow('fetch') },
  { name: 'a DNS prefetch', where: 'the window', kind: 'lookup', part: inWindow('prefetch') },
  {
    name: 'a value of the data, written',
    where: 'a process started by the program',
    kind: 'value',
    part: inProcess('message'),
  },
  { name: 'a value of the data, as a title', where: 'the window', kind: 'value', part: inWindow('title') },
];

/**
 * The evidence of this plant and no other: a browser that talks by itself must not pass for it. A resolver is asked by
 * its own address, and a value is said by its kind, so these are known by being the only ones; without strace, the
 * kernel's count has no names.
 */
export function evidenceOf(means: Means, { kind, part }: Plant, { evidence }: Recording): string | null {
  const isNamed = (what: string) => what.includes(plantedAddress) || what.includes(plantedName);
  const isOnly = kind === 'value' || part.name === 'planted lookup';
  const isOurs = (one: Evidence) => one.kind === kind && (isNamed(one.what) || isOnly);
  const isCounted = (one: Evidence) => means.strace === null && one.kind === 'unrouted';
  return evidence.find((one) => isOurs(one) || isCounted(one))?.what ?? null;
}
