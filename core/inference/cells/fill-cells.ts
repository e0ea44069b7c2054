import type { JobContext } from '../../../contract/context.ts';
import { derivedSeed } from '../random.ts';
import type { LoadedModel } from '../session.ts';
import { stopIfCancelled } from '../stop.ts';
import { knownRows, viewOf } from './column-view.ts';
import { type Cells, type Conditional, fitConditional } from './conditional.ts';
import { type Expectation, expectCells } from './expectation.ts';
import type { Gaps } from './gaps.ts';

/** More rows of context make a column slower to read, hardly better. */
const mostContext = 1024;

/**
 * The line reads every column; of what it leaves, as of a class, those least associated tell nothing more: on simulated
 * tables of 45 columns the error with 20 was no larger than with all.
 */
export const mostFeatures = 24;

/** Reads each column with gaps from all others, one after another; `fill` is given the column's reading. */
export async function eachGappyColumn(
  model: LoadedModel,
  cells: Cells,
  gaps: readonly Gaps[],
  seed: number,
  context: JobContext,
  fill: (conditional: Conditional, gap: Gaps) => Promise<void>,
): Promise<void> {
  for (const [done, gap] of gaps.entries()) {
    stopIfCancelled(context);
    context.progress({ stage: 'columns', done, total: gaps.length });
    const column = cells.columns[gap.place]!;
    const rows = knownRows(column.values, Int32Array.from(column.values.keys()));
    const conditional = await fitConditional(model, {
      cells,
      place: gap.place,
      view: viewOf(column, rows)!,
      features: [...cells.columns.keys()].filter((place) => place !== gap.place),
      rows,
      most: mostContext,
      mostFeatures,
      seed: derivedSeed(seed, gap.place),
    });
    await fill(conditional, gap);
  }
  context.progress({ stage: 'columns', done: gaps.length, total: gaps.length });
}

/** What is expected of every gap of a table; `take` gets each row's place in the gap's list. */
export async function expectGaps(
  model: LoadedModel,
  cells: Cells,
  gaps: readonly Gaps[],
  seed: number,
  context: JobContext,
  take: (gap: Gaps, at: number, expected: Expectation, row: number) => void,
): Promise<void> {
  const asked = { values: cells.columns.map(({ values }) => values), completed: cells.completed };
  const inside: JobContext = { signal: context.signal, progress: () => {} };
  await eachGappyColumn(model, cells, gaps, seed, context, (conditional, gap) =>
    expectCells(model, conditional, asked, gap.rows, inside, (expected, part, from) => {
      for (let i = 0; i < part.length; i++) take(gap, from + i, expected, i);
    }),
  );
}
