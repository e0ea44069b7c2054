import type { JobContext } from '../../../contract/context.ts';
import type { Cells } from '../cells/conditional.ts';
import { derivedSeed } from '../random.ts';
import type { LoadedModel } from '../session.ts';
import { stopIfCancelled } from '../stop.ts';
import type { ModelColumn } from '../table.ts';
import { columnOrders } from './column-order.ts';
import { drawColumn } from './draw-column.ts';
import { drawLevels } from './draw-levels.ts';
import type { Drawable } from './drawable.ts';
import { type GapPattern, gapPatterns } from './gap-patterns.ts';
import { type Growing, growing, learn, withGaps } from './growing.ts';

export interface GenerationPlan {
  readonly columns: readonly ModelColumn[];
  readonly drawables: readonly Drawable[];
  readonly order: readonly number[];
  readonly rows: number;
  readonly seed: number;
}

/**
 * Draws rows: first which cells are missing, pattern after pattern, then one column after another, each from its predictive
 * distribution given all that was drawn before. Values stay within those that occur: categories that exist, numbers
 * within the range that `drawable` leaves, with no more decimals than real ones have.
 */
export async function generateRows(
  model: LoadedModel,
  { columns, drawables, order, rows, seed }: GenerationPlan,
  context: JobContext,
): Promise<Float64Array[]> {
  const width = columns.length;
  const patterns = gapPatterns(columns);
  const table = growing(model, withPatterns(columns, patterns), rows, seed, context);
  const gapOrder = orderOf(patterns, seed).map((i) => width + i);
  const total = gapOrder.length + order.length;
  const step = (done: number) => {
    stopIfCancelled(context);
    context.progress({ stage: 'columns', done, total });
  };
  for (const [done, place] of gapOrder.entries()) {
    step(done);
    await drawGaps(table, place, gapOrder.slice(0, done));
  }
  for (const [done, place] of order.entries()) {
    step(gapOrder.length + done);
    const before = order.slice(0, done);
    // A pattern is seen in the cells of its columns once one of them is made.
    const untold = patterns.flatMap(({ places }, i) => (places.some((p) => before.includes(p)) ? [] : [width + i]));
    const own = patterns.findIndex(({ places }) => places.includes(place));
    const missing = own < 0 ? undefined : table.values[width + own];
    await drawColumn(table, { place, drawable: drawables[place]!, before, missing, features: [...before, ...untold] });
  }
  step(total);
  return table.values.slice(0, width);
}

/** The table with its patterns of gaps as columns behind its own. */
function withPatterns(columns: readonly ModelColumn[], patterns: readonly GapPattern[]): Cells {
  const added = patterns.map(({ missing }, i): ModelColumn => ({ name: `gaps ${i}`, kind: 'number', values: missing }));
  const all = [...columns, ...added];
  return { columns: all, completed: withGaps(all.map(({ values }) => values)).completed };
}

function orderOf(patterns: readonly GapPattern[], seed: number): readonly number[] {
  const view = { kind: 'class' as const, name: '', levels: Float64Array.of(0, 1), shares: Float64Array.of(0.5, 0.5) };
  return columnOrders(
    patterns.map(({ missing }) => missing),
    patterns.map(() => view),
    1,
    seed,
  )[0]!;
}

async function drawGaps(table: Growing, place: number, features: readonly number[]): Promise<void> {
  const codes = table.cells.columns[place]!.values;
  const drawn = await drawLevels(table, {
    place,
    codes,
    levels: 2,
    features,
    seed: derivedSeed(table.seed, 29, place),
  });
  table.values[place] = Float64Array.from(drawn);
  learn(table, codes, drawn, [0, 1]);
}
