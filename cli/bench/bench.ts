import type { Terminal } from '../terminal.ts';

/** One comparison made in one run: the same work by Stillroom and by a named peer. */
export interface BenchResult {
  readonly name: string;
  readonly work: string;
  readonly peer: string;
  /** Milliseconds of each round. */
  readonly ours: readonly number[];
  readonly theirs: readonly number[];
  /** Median of the peer over median of ours: above 1, Stillroom is faster. */
  readonly ratio: number;
}

/** A benchmark: prepares its data under `folder`, then gives two pieces of work that do the same. */
export interface Bench {
  readonly name: string;
  readonly summary: string;
  run(terminal: Terminal, folder: string, options: BenchOptions): Promise<BenchResult>;
}

export interface BenchOptions {
  readonly persons: number;
  readonly rounds: number;
}

const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!;

async function timed(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}

/** Takes turns, so that what else the machine does falls on both alike. */
export async function sideBySide(
  rounds: number,
  ours: (round: number) => Promise<unknown>,
  theirs: (round: number) => Promise<unknown>,
): Promise<Pick<BenchResult, 'ours' | 'theirs' | 'ratio'>> {
  const mine: number[] = [];
  const peer: number[] = [];
  for (let round = 0; round < rounds; round++) {
    mine.push(await timed(() => ours(round)));
    peer.push(await timed(() => theirs(round)));
  }
  return { ours: mine, theirs: peer, ratio: median(peer) / median(mine) };
}
