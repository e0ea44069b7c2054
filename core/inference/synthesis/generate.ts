import type { JobContext } from '../../../contract/context.ts';
import type { ColumnView } from '../cells/column-view.ts';
import { knownRows } from '../cells/column-view.ts';
import { type Cells, fitConditional } from '../cells/conditional.ts';
import { drawnValue, expectCells } from '../cells/expectation.ts';

import { derivedSeed, randomOf } from '../random.ts';
import type { LoadedModel } from '../session.ts';
import { stopIfCancelled } from '../stop.ts';
import type { ModelColumn } from '../table.ts';

/** More rows of context make a column slower to read, hardly better. */
const mostContext = 2048;

/** Rows drawn so far, in columns: as they will be, and before cells were taken away again. */
interface Drawn {
  readonly values: Float64Array[];
  readonly completed: Float64Array[];
}

export interface GenerationPlan {
  readonly cells: Cells;
  readonly views: readonly (ColumnView | null)[];
  readonly order: readonly number[];
  readonly rows: number;
  readonly seed: number;
}

/**
 * Draws rows one column after another, each from its predictive distribution given the columns before it; where real
 * cells are missing, first whether this one is. Values stay within those that occur: categories that exist, numbers within
 * the range that `trimmed` leaves, whole numbers where all are.
 */
export async function generateRows(
  model: LoadedModel,
  plan: GenerationPlan,
  context: JobContext,
): Promise<Float64Array[]> {
  const { cells, rows, order, seed } = plan;
  const drawn: Drawn = {
    values: cells.columns.map(() => new Float64Array(rows).fill(Number.NaN)),
    completed: cells.columns.map(() => new Float64Array(rows).fill(Number.NaN)),
  };
  for (const [done, place] of order.entries()) {
    stopIfCancelled(context);
    context.progress({ stage: 'columns', done, total: order.length });
    const random = randomOf(derivedSeed(seed, 23, place));
    const before = order.slice(0, done);
    const missing = await drawMissing(model, plan, drawn, before, place, random, context);
    await drawColumn(model, plan, drawn, before, place, random, context);
    drawn.values[place] = drawn.completed[place]!.map((value, row) => (missing[row] ? Number.NaN : value));
  }
  context.progress({ stage: 'columns', done: order.length, total: order.length });
  return drawn.values;
}

async function drawColumn(
  model: LoadedModel,
  { cells, views, seed }: GenerationPlan,
  drawn: Drawn,
  before: readonly number[],
  place: number,
  random: () => number,
  context: JobContext,
): Promise<void> {
  const view = views[place]!;
  const out = drawn.completed[place]!;
  const isConstant = view.kind === 'class' && view.levels.length === 1;
  if (before.length === 0 || isConstant) {
    for (let row = 0; row < out.length; row++) out[row] = marginal(view, random);
    return;
  }
  const all = Int32Array.from(cells.columns[place]!.values.keys());
  const conditional = await fitConditional(model, {
    cells,
    place,
    view,
    features: before,
    rows: allowed(cells.columns[place]!, view, knownRows(cells.columns[place]!.values, all)),
    most: mostContext,
    seed: derivedSeed(seed, place),
  });
  const inside: JobContext = { signal: context.signal, progress: () => {} };
  await expectCells(model, conditional, drawn, Int32Array.from(out.keys()), inside, (expected, part) => {
    for (const [i, row] of part.entries()) out[row] = drawnValue(expected, i, random);
  });
}

/** Rows whose cell is one that may be drawn. */
function allowed({ values }: ModelColumn, view: ColumnView, rows: Int32Array): Int32Array {
  if (view.kind === 'number') return rows;
  const levels = new Set(view.levels);
  return rows.filter((row) => levels.has(values[row]!));
}

/** Which cells of the column are missing: drawn like a class of two. */
async function drawMissing(
  model: LoadedModel,
  { cells, seed }: GenerationPlan,
  drawn: Drawn,
  before: readonly number[],
  place: number,
  random: () => number,
  context: JobContext,
): Promise<Uint8Array> {
  const { values } = cells.columns[place]!;
  const isMissing = values.map((value) => (Number.isFinite(value) ? 0 : 1));
  const share = isMissing.reduce((sum, v) => sum + v, 0) / values.length;
  const out = new Uint8Array(drawn.values[place]!.length);
  if (share === 0) return out;
  if (before.length === 0) return out.map(() => (random() < share ? 1 : 0));
  // The column of gaps stands in the place of the column itself.
  const column: ModelColumn = { name: cells.columns[place]!.name, kind: 'number', values: isMissing };
  const conditional = await fitConditional(model, {
    cells: { ...cells, columns: cells.columns.map((one, i) => (i === place ? column : one)) },
    place,
    view: {
      kind: 'class',
      name: column.name,
      levels: Float64Array.of(0, 1),
      shares: Float64Array.of(1 - share, share),
    },
    features: before,
    rows: Int32Array.from(values.keys()),
    most: mostContext,
    seed: derivedSeed(seed, 29, place),
  });
  const inside: JobContext = { signal: context.signal, progress: () => {} };
  await expectCells(model, conditional, drawn, Int32Array.from(out.keys()), inside, (expected, part) => {
    for (const [i, row] of part.entries()) out[row] = drawnValue(expected, i, random);
  });
  return out;
}

function marginal(view: ColumnView, random: () => number): number {
  const level = random();
  if (view.kind === 'number') {
    const { sorted } = view.scores;
    const place = level * (sorted.length - 1);
    const low = sorted[Math.floor(place)]!;
    const value = low + (sorted[Math.ceil(place)]! - low) * (place - Math.floor(place));
    return view.isWhole ? Math.round(value) : value;
  }
  let below = 0;
  for (const [code, share] of view.shares.entries()) {
    below += share;
    if (level < below) return view.levels[code]!;
  }
  return view.levels[view.levels.length - 1]!;
}
