import type { JobContext } from '../../../contract/context.ts';
import { foldOfRows } from '../folds.ts';
import { derivedSeed } from '../random.ts';
import type { LoadedModel } from '../session.ts';
import { stopIfCancelled } from '../stop.ts';
import type { ModelTable } from '../table.ts';
import { knownRows, viewOf } from './column-view.ts';
import { completed } from './completed.ts';
import { fitConditional } from './conditional.ts';
import { type Expectation, expectCells } from './expectation.ts';
import { fewestKnown } from './gaps.ts';
import { surprise } from './surprise.ts';

/** More rows of context make a column slower to read, hardly better. */
const mostContext = 1024;

export type TakeCell = (place: number, row: number, score: number, expected: Expectation, at: number) => void;

/** The surprise of every known cell given the rest of its row, as the rows of other folds show it. */
export async function cellSurprises(
  model: LoadedModel,
  table: ModelTable,
  plan: { readonly folds: number; readonly seed: number },
  context: JobContext,
  take: TakeCell,
): Promise<void> {
  const { rows, groups } = table;
  const fold = foldOfRows({ labels: undefined, groups, rows, ...plan });
  const cells = completed(table);
  const asked = { values: table.columns.map(({ values }) => values), completed: cells.completed };
  const inside: JobContext = { signal: context.signal, progress: () => {} };
  const all = Int32Array.from({ length: rows }, (_, row) => row);
  const total = plan.folds * table.columns.length;
  for (let k = 0; k < plan.folds; k++) {
    const others = all.filter((row) => fold[row] !== k);
    for (const [place, column] of table.columns.entries()) {
      stopIfCancelled(context);
      context.progress({ stage: 'columns', done: k * table.columns.length + place, total });
      const known = knownRows(column.values, others);
      const view = known.length < fewestKnown ? null : viewOf(column, known);
      if (!view || (view.kind === 'class' && view.levels.length === 1)) continue;
      const conditional = await fitConditional(model, {
        cells,
        place,
        view,
        features: [...table.columns.keys()].filter((other) => other !== place),
        rows: known,
        most: mostContext,
        seed: derivedSeed(plan.seed, k, place),
        isRobust: true,
      });
      const judged = knownRows(
        column.values,
        all.filter((row) => fold[row] === k),
      );
      await expectCells(model, conditional, asked, judged, inside, (expected, part) => {
        for (const [i, row] of part.entries())
          take(place, row, surprise(expected, i, column.values[row]!), expected, i);
      });
    }
  }
  context.progress({ stage: 'columns', done: total, total });
}
