import type { JobContext } from '../../../contract/context.ts';
import type { SynthesisScores } from '../../../contract/model-results.ts';
import { fewestNamed } from '../../../contract/release.ts';
import { gaussianCopula, independentMarginals } from '../../stats/gaussian-copula.ts';
import { viewOf } from '../cells/column-view.ts';
import { derivedSeed, randomOf, shuffle } from '../random.ts';
import { stopIfCancelled } from '../stop.ts';
import type { ModelTable } from '../table.ts';
import { attack } from './attack.ts';
import { correlationError, marginalLikeness } from './likeness.ts';
import { twoSampleAuc } from './two-sample.ts';
import { usefulness } from './usefulness.ts';

/** The comparison takes so many rows of each at most: nearest rows are looked for among all. */
const mostRows = 2_000;

export interface Compared {
  readonly synthetic: ModelTable;
  readonly read: ModelTable;
  readonly held: ModelTable;
  /** Column that models are to tell; the last that has two classes, neither rare, or the last, where none is named. */
  readonly target: string | undefined;
  readonly seed: number;
}

type Method = 'model' | 'copula' | 'independent';

/** Scores and attacks made rows, and beside them those of a Gaussian copula and of independent marginals. */
export function scoreSynthesis(compared: Compared, context: JobContext): SynthesisScores {
  const { seed } = compared;
  const [synthetic, read, held] = [compared.synthetic, compared.read, compared.held].map((table, i) =>
    sampled(table, derivedSeed(seed, 41, i)),
  ) as [Float64Array[], Float64Array[], Float64Array[]];
  const table = compared.read;
  const views = table.columns.map((column) => viewOf(column, Int32Array.from(column.values.keys())));
  const target = targetOf(table, views, compared.target);
  const rows = synthetic[0]!.length;
  const random = (part: number) => randomOf(derivedSeed(seed, 43, part));
  const made: Record<Method, Float64Array[]> = {
    model: synthetic,
    copula: gaussianCopula(read, rows, random(1)),
    independent: independentMarginals(read, rows, random(2)),
  };
  const real = read.map((values, i) => Float64Array.from([...values, ...held[i]!]));
  const mixed = shuffle(Int32Array.from(real[0]!.keys()), random(3));
  const realMixed = real.map((values) => Float64Array.from(mixed, (row) => values[row]!));
  const scoreOf = (method: Method, done: number) => {
    stopIfCancelled(context);
    context.progress({ stage: 'methods', done, total: 3 });
    return {
      marginals: marginalLikeness(made[method], held, views),
      correlations: correlationError(made[method], real),
      useful: usefulness(made[method], held, target, views[target]!, random(5)),
      twoSample: twoSampleAuc(made[method], realMixed, seed, random(7)),
      attack: attack(made[method], read, held, views),
    };
  };
  return {
    target: table.columns[target]!.name,
    real: usefulness(read, held, target, views[target]!, random(5)),
    model: scoreOf('model', 0),
    copula: scoreOf('copula', 1),
    independent: scoreOf('independent', 2),
  };
}

function sampled({ columns, rows }: ModelTable, seed: number): Float64Array[] {
  const all = Int32Array.from({ length: rows }, (_, row) => row);
  const drawn = rows <= mostRows ? all : shuffle(all, randomOf(seed)).slice(0, mostRows);
  return columns.map(({ values }) => Float64Array.from(drawn, (row) => values[row]!));
}

function targetOf(table: ModelTable, views: readonly ReturnType<typeof viewOf>[], name: string | undefined): number {
  if (name !== undefined) return table.columns.findIndex((column) => column.name === name);
  // A rare class is not made again, so that nothing made could tell it.
  const twoClasses = views.findLastIndex(
    (view) =>
      view?.kind === 'class' && view.levels.length === 2 && Math.min(...view.shares) * table.rows >= 2 * fewestNamed,
  );
  return twoClasses >= 0 ? twoClasses : views.findLastIndex((view) => view !== null);
}
