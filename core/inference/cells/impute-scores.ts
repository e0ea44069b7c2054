import type { JobContext } from '../../../contract/context.ts';
import type { ImputationScores } from '../../../contract/model-results.ts';
import { chainedRidge } from '../../stats/chained-ridge.ts';
import { derivedSeed, randomOf, shuffle } from '../random.ts';
import { mean } from '../ranks.ts';
import type { LoadedModel } from '../session.ts';
import type { ModelColumn, ModelTable } from '../table.ts';
import { type ColumnView, viewOf } from './column-view.ts';
import { gappy } from './completed.ts';
import { filledValue } from './expectation.ts';
import { expectGaps } from './fill-cells.ts';
import { countKnown, fewestKnown, type Gaps } from './gaps.ts';

type Method = 'model' | 'chainedRidge' | 'mean' | 'median';
const methods: readonly Method[] = ['model', 'chainedRidge', 'mean', 'median'];

/** The baseline reads every row: beyond this many rows, only these are hidden in and compared. */
const mostRows = 5_000;

/**
 * Hides a share of the known cells, completely at random, fills them, and compares: for numbers the root mean squared
 * error over the column's standard deviation (NRMSE; the mean of known cells scores about 1), for classes the share that
 * is right. Beside it the mean or most frequent class, the median, and chained ridge regressions on the same holes.
 */
export async function scoreImputation(
  model: LoadedModel,
  whole: ModelTable,
  hidden: number,
  seed: number,
  context: JobContext,
): Promise<ImputationScores> {
  const table = firstRows(whole, mostRows, seed);
  const gaps = hiddenCells(table, hidden, seed);
  const holed = withHoles(table, gaps);
  const views = gaps.map(({ place, rows }) => viewOf(holed.columns[place]!, without(holed.rows, rows))!);
  const guesses = gaps.map(({ rows }) => new Float64Array(rows.length));
  const ridge = chainedRidge(holed.columns.map(gappy));
  const cells = { columns: holed.columns, completed: ridge };
  await expectGaps(model, cells, gaps, seed, context, (gap, at, expected, row) => {
    guesses[gaps.indexOf(gap)]![at] = filledValue(expected, row);
  });
  const columns = gaps.map((gap, i) => {
    const column = table.columns[gap.place]!;
    const view = views[i]!;
    const truth = Float64Array.from(gap.rows, (row) => column.values[row]!);
    const filled: Record<Method, (at: number) => number> = {
      model: (at) => guesses[i]![at]!,
      chainedRidge: (at) => ridge[gap.place]![gap.rows[at]!]!,
      mean: () => centreOf(view),
      median: () => (view.kind === 'number' ? middleOf(view) : centreOf(view)),
    };
    const error = (method: Method) => errorOf(view, column, truth, filled[method]);
    return {
      name: column.name,
      kind: view.kind,
      cells: truth.length,
      errors: Object.fromEntries(methods.map((method) => [method, error(method)])) as Record<Method, number>,
    };
  });
  return { hidden, columns, numbers: meansOf(columns, 'number'), classes: meansOf(columns, 'class') };
}

function meansOf(columns: ImputationScores['columns'], kind: ColumnView['kind']): ImputationScores['numbers'] {
  const chosen = columns.filter((column) => column.kind === kind);
  if (chosen.length === 0) return null;
  return Object.fromEntries(
    methods.map((method) => [method, mean(chosen.map(({ errors }) => errors[method]))]),
  ) as Record<Method, number>;
}

function firstRows(table: ModelTable, most: number, seed: number): ModelTable {
  if (table.rows <= most) return table;
  const drawn = shuffle(
    Int32Array.from({ length: table.rows }, (_, row) => row),
    randomOf(derivedSeed(seed, 3)),
  ).slice(0, most);
  return {
    rows: most,
    columns: table.columns.map((column) => ({
      ...column,
      values: Float64Array.from(drawn, (row) => column.values[row]!),
    })),
  };
}

/**
 * A share of each column's known cells, so that enough stay known: of the columns that have gaps to fill, or of all where
 * none has.
 */
function hiddenCells({ columns, rows }: ModelTable, share: number, seed: number): Gaps[] {
  const isAnyGappy = columns.some((column) => countKnown(column) < rows);
  return columns.flatMap((column, place) => {
    if (isAnyGappy && countKnown(column) === rows) return [];
    const all = Int32Array.from({ length: rows }, (_, row) => row);
    const known = shuffle(
      all.filter((row) => Number.isFinite(column.values[row]!)),
      randomOf(derivedSeed(seed, 5, place)),
    );
    const size = Math.min(Math.ceil(known.length * share), known.length - fewestKnown);
    const isConstant = known.every((row) => column.values[row] === column.values[known[0]!]);
    return size < 1 || isConstant || countKnown(column) < 2 * fewestKnown
      ? []
      : [{ place, rows: known.slice(0, size).sort() }];
  });
}

function withHoles(table: ModelTable, gaps: readonly Gaps[]): ModelTable {
  const columns = [...table.columns];
  for (const { place, rows } of gaps) {
    const values = columns[place]!.values.slice();
    for (const row of rows) values[row] = Number.NaN;
    columns[place] = { ...columns[place]!, values };
  }
  return { ...table, columns };
}

function without(rows: number, taken: Int32Array): Int32Array {
  const gone = new Set(taken);
  return Int32Array.from({ length: rows }, (_, row) => row).filter((row) => !gone.has(row));
}

function centreOf(view: ColumnView): number {
  if (view.kind === 'number') return mean(view.scores.sorted);
  return view.levels[view.shares.indexOf(Math.max(...view.shares))]!;
}

const middleOf = ({ scores: { sorted } }: Extract<ColumnView, { kind: 'number' }>): number =>
  sorted[Math.floor(sorted.length / 2)]!;

function errorOf(
  view: ColumnView,
  { values }: ModelColumn,
  truth: Float64Array,
  guess: (at: number) => number,
): number {
  if (view.kind === 'class') return mean(truth.map((v, at) => (v === guess(at) ? 1 : 0)));
  const known = values.filter(Number.isFinite);
  const centre = mean(known);
  const sd = Math.sqrt(mean(known.map((v) => (v - centre) ** 2)));
  return Math.sqrt(mean(truth.map((v, at) => (v - guess(at)) ** 2))) / sd;
}
