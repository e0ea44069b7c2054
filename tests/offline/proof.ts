import { join } from 'node:path';
import { root } from '../e2e/hosts/root.ts';
import type { Means } from './means.ts';
import { evidenceOf, type Plant, plants, windowTests } from './plants.ts';
import { type Part, type Recording, record } from './record.ts';

export interface PlantedRun {
  readonly name: string;
  readonly where: string;
  /** What it was recorded as; null: it was not caught. */
  readonly caught: string | null;
  readonly exit: number | null;
}

export interface Proof {
  readonly version: string;
  readonly at: string;
  readonly means: Means;
  readonly parts: readonly Recording[];
  readonly planted: readonly PlantedRun[];
  /** Why this run proves nothing; empty where it does. */
  readonly faults: readonly string[];
}

export interface ProofOptions {
  readonly version: string;
  readonly means: Means;
  readonly folder: string;
  readonly chromium: string;
  readonly say: (line: string) => void;
}

const stillroom = join(root, 'out', 'node', 'stillroom.js');

function partsOf(folder: string): readonly Part[] {
  const demo = join(folder, 'demo');
  const terminal = (name: string, ...args: readonly string[]): Part => ({
    name,
    command: [process.execPath, stillroom, ...args],
    environment: { STILLROOM_HOME: join(folder, 'home') },
  });
  return [
    terminal('terminal', 'demo', '--out', demo, '--json'),
    terminal('verify', 'verify', join(demo, 'findings.zip')),
    {
      name: 'terminal, hostile data',
      command: [process.execPath, '--import', 'tsx', join(root, 'tests', 'offline', 'walk-terminal.ts')],
    },
    { name: 'window in a browser', command: windowTests('walk', '· browser') },
    { name: 'window of the desktop', command: windowTests('walk', '· desktop double') },
  ];
}

/** What a recording must hold to be one: a recorder that saw nothing has not seen that there was nothing. */
function faultsOf(means: Means, { name, exit, output, programs, beside, netLogs, netLogEvents }: Recording): string[] {
  const isWindow = name.startsWith('window');
  const last = output.trimEnd().split('\n').slice(-12).join('\n');
  return [
    ...(exit === 0 ? [] : [`“${name}” did not reach its end (exit ${exit}):\n${last}`]),
    ...(means.strace && programs.length === 0 ? [`“${name}”: no program was seen to start.`] : []),
    ...(means.strace && isWindow && beside.loopback + beside.local === 0
      ? [`“${name}”: no local socket was seen.`]
      : []),
    ...(isWindow && (netLogs === 0 || netLogEvents === 0) ? [`“${name}”: Chromium’s own log is missing.`] : []),
  ];
}

function judgePlant(means: Means, plant: Plant, recording: Recording): PlantedRun {
  const { name, where } = plant;
  return { name, where, caught: evidenceOf(means, plant, recording), exit: recording.exit };
}

/** Walks every part and plants every leak, each in a recording of its own. */
export async function prove({ version, means, folder, chromium, say }: ProofOptions): Promise<Proof> {
  const parts: Recording[] = [];
  for (const part of partsOf(folder)) {
    say(`${part.name} …`);
    parts.push(await record(means, part, folder, chromium));
  }
  const planted: PlantedRun[] = [];
  for (const plant of plants) {
    say(`planted: ${plant.name} …`);
    planted.push(judgePlant(means, plant, await record(means, plant.part, folder, chromium)));
  }
  const faults = [
    ...parts.flatMap((recording) => faultsOf(means, recording)),
    ...planted.filter(({ caught }) => caught === null).map(({ name }) => `${name} was planted and not caught.`),
  ];
  return { version, at: new Date().toISOString(), means, parts, planted, faults };
}

export const leaksOf = ({ parts }: Proof) => parts.flatMap(({ evidence }) => evidence);
