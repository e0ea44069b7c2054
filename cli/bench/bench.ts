import type { Terminal } from '../terminal.ts';

/** One comparison made in one run: the same work by Stillroom and by a named peer. */
export interface BenchResult {
  readonly name: string;
  readonly work: string;
  readonly peer: string;
  /** Milliseconds of each round. */
  readonly ours: readonly number[];
  readonly theirs: readonly number[];
  /** Median of the peer over median of ours: above 1, Stillroom is faster. NaN without a peer. */
  readonly ratio: number;
  /** Area under the ROC curve, of a prediction. */
  readonly auc?: Sides;
  /** Processor time of each side, of the middle round. */
  readonly cpuSeconds?: Sides;
  /** Most memory of each side's process, in MB, where the system tells. */
  readonly peakMb?: Sides;
  /** Why the two did not do the same, or one of them failed. */
  readonly problem?: string;
}

export interface Sides {
  readonly ours: number | null;
  readonly theirs: number | null;
}

/** A benchmark: prepares its data under `folder`, then gives pieces of work that both sides did. */
export interface Bench {
  readonly name: string;
  readonly summary: string;
  run(terminal: Terminal, folder: string, options: BenchOptions): Promise<readonly BenchResult[]>;
}

export interface BenchOptions {
  readonly persons: number;
  readonly rounds: number;
  readonly threads: number;
  readonly memoryLimit: string;
  /** Folders of definitions and of reference SQL, in place of the shipped ones. */
  readonly definitions?: string;
  readonly reference?: string;
  /** An OMOP folder or DuckDB file, in place of a population made for the purpose. */
  readonly data?: string;
  /** A study, and its dataset, in place of one. */
  readonly study?: string;
  readonly dataset?: string;
}

const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!;

async function timed(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}

/** Takes turns, so that what else the machine does falls on both alike. `before` is not timed. */
export async function sideBySide(
  rounds: number,
  ours: (round: number) => Promise<unknown>,
  theirs: (round: number) => Promise<unknown>,
  before: () => Promise<unknown> = async () => {},
): Promise<Pick<BenchResult, 'ours' | 'theirs' | 'ratio'>> {
  const mine: number[] = [];
  const peer: number[] = [];
  for (let round = 0; round < rounds; round++) {
    await before();
    mine.push(await timed(() => ours(round)));
    await before();
    peer.push(await timed(() => theirs(round)));
  }
  return { ours: mine, theirs: peer, ratio: median(peer) / median(mine) };
}

/** All results of one benchmark in a few numbers; those with a problem are left out, and counted. */
export function summarised(name: string, results: readonly BenchResult[]) {
  const sound = results.filter(({ problem, ratio }) => problem === undefined && Number.isFinite(ratio));
  const sum = (values: (result: BenchResult) => readonly number[]) =>
    sound.reduce((total, result) => total + median(values(result)), 0);
  const worst = sound.reduce<BenchResult | null>((low, one) => (low && low.ratio <= one.ratio ? low : one), null);
  return {
    name,
    compared: sound.length,
    withProblem: results.filter(({ problem }) => problem !== undefined).length,
    geometricMean: Math.exp(sound.reduce((total, { ratio }) => total + Math.log(ratio), 0) / sound.length),
    worst: worst && { work: worst.work, ratio: worst.ratio },
    slower: sound.filter(({ ratio }) => ratio < 1).length,
    oursMs: sum(({ ours }) => ours),
    theirsMs: sum(({ theirs }) => theirs),
  };
}
