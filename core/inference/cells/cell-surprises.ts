import type { JobContext } from '../../../contract/context.ts';
import { foldOfRows } from '../folds.ts';
import { derivedSeed } from '../random.ts';
import type { LoadedModel } from '../session.ts';
import { stopIfCancelled } from '../stop.ts';
import type { ModelTable } from '../table.ts';
import { knownRows, viewOf } from './column-view.ts';
import { completed } from './completed.ts';
import { type Cells, fitConditional } from './conditional.ts';
import { type Expectation, expectCells } from './expectation.ts';
import { mostFeatures } from './fill-cells.ts';
import { fewestKnown } from './gaps.ts';
import { surprise } from './surprise.ts';

/** More rows of context make a column slower to read, hardly better. */
const mostContext = 1024;

export type TakeCell = (place: number, row: number, score: number, expected: Expectation, at: number) => void;

interface Plan {
  readonly folds: number;
  readonly seed: number;
}

/** The surprise of every known cell given the rest of its row, as the rows of other folds show it. */
export async function cellSurprises(
  model: LoadedModel,
  table: ModelTable,
  { folds, seed }: Plan,
  context: JobContext,
  take: TakeCell,
): Promise<void> {
  const { rows, groups } = table;
  const fold = foldOfRows({ labels: undefined, groups, rows, folds, seed });
  const cells = completed(table);
  const all = Int32Array.from({ length: rows }, (_, row) => row);
  const total = folds * table.columns.length;
  for (let k = 0; k < folds; k++) {
    const [others, own] = [all.filter((row) => fold[row] !== k), all.filter((row) => fold[row] === k)];
    for (const place of table.columns.keys()) {
      context.progress({ stage: 'columns', done: k * table.columns.length + place, total });
      stopIfCancelled(context);
      await judgeColumn(model, cells, place, { others, own, seed: derivedSeed(seed, k, place) }, context, take);
    }
  }
  context.progress({ stage: 'columns', done: total, total });
}

/** One column of one fold; nothing is said of a column that does not vary, or is hardly known. */
async function judgeColumn(
  model: LoadedModel,
  cells: Cells,
  place: number,
  { others, own, seed }: { readonly others: Int32Array; readonly own: Int32Array; readonly seed: number },
  context: JobContext,
  take: TakeCell,
): Promise<void> {
  const { values } = cells.columns[place]!;
  const known = knownRows(values, others);
  const view = known.length < fewestKnown ? null : viewOf(cells.columns[place]!, known);
  if (!view || (view.kind === 'class' && view.levels.length === 1)) return;
  const conditional = await fitConditional(model, {
    cells,
    place,
    view,
    features: [...cells.columns.keys()].filter((other) => other !== place),
    rows: known,
    most: mostContext,
    mostFeatures,
    seed,
    isRobust: true,
  });
  const asked = { values: cells.columns.map((column) => column.values), completed: cells.completed };
  const inside: JobContext = { signal: context.signal, progress: () => {} };
  await expectCells(model, conditional, asked, knownRows(values, own), inside, (expected, part) => {
    for (const [i, row] of part.entries()) take(place, row, surprise(expected, i, values[row]!), expected, i);
  });
}
