import type { JobContext } from '../../../contract/context.ts';
import type { OutlierScores } from '../../../contract/model-results.ts';
import { rocAuc } from '../metrics.ts';
import { derivedSeed, randomOf, shuffle } from '../random.ts';
import type { LoadedModel } from '../session.ts';
import type { ModelColumn, ModelTable } from '../table.ts';
import { cellSurprises } from './cell-surprises.ts';
import { type ColumnView, viewOf } from './column-view.ts';

const share = 0.05;
const mostRows = 5_000;

interface Planted {
  readonly table: ModelTable;
  /** `row * columns + column` of each error. */
  readonly cells: ReadonlySet<number>;
}

/**
 * Plants one error into each of five rows in a hundred (a slipped decimal point, another row's value, another class) and
 * asks how well they are told from all other cells and rows: the area under the ROC curve of the model's surprise, and,
 * beside it, of the distance from the column's median (for a class: its rarity).
 */
export async function scorePlanted(
  model: LoadedModel,
  whole: ModelTable,
  plan: { readonly folds: number; readonly seed: number },
  context: JobContext,
): Promise<OutlierScores> {
  const { table, cells } = plant(whole, plan.seed);
  const width = table.columns.length;
  const found = new Float64Array(table.rows * width).fill(Number.NaN);
  await cellSurprises(model, table, plan, context, (place, row, score) => {
    found[row * width + place] = score;
  });
  const plain = new Float64Array(table.rows * width).fill(Number.NaN);
  table.columns.forEach((column, place) => {
    const view = viewOf(column, Int32Array.from(column.values.keys()));
    for (const [row, value] of view ? column.values.entries() : []) plain[row * width + place] = farness(view!, value);
  });
  return {
    planted: cells.size,
    cellAuc: { model: aucOfCells(found, cells), univariate: aucOfCells(plain, cells) },
    rowAuc: { model: aucOfRows(found, cells, width), univariate: aucOfRows(plain, cells, width) },
  };
}

function plant(whole: ModelTable, seed: number): Planted {
  const random = randomOf(derivedSeed(seed, 11));
  const rows = Math.min(whole.rows, mostRows);
  const columns = whole.columns.map((column) => ({ ...column, values: column.values.slice(0, rows) }));
  const drawn = shuffle(
    Int32Array.from({ length: rows }, (_, row) => row),
    random,
  ).subarray(0, Math.max(1, Math.round(rows * share)));
  const cells = new Set<number>();
  for (const row of drawn) {
    const place = Math.floor(random() * columns.length);
    const { values } = columns[place]!;
    const wrong = wrongValue(columns[place]!, row, random);
    if (wrong === null) continue;
    values[row] = wrong;
    cells.add(row * columns.length + place);
  }
  return { table: { rows, columns, ...(whole.groups && { groups: whole.groups.slice(0, rows) }) }, cells };
}

/** Null where the cell is missing or no other value can be had. */
function wrongValue(column: ModelColumn, row: number, random: () => number): number | null {
  const value = column.values[row]!;
  const view = viewOf(column, Int32Array.from(column.values.keys()));
  if (!view || !Number.isFinite(value)) return null;
  if (view.kind === 'class') {
    const others = view.levels.filter((level) => level !== value);
    return others.length === 0 ? null : others[Math.floor(random() * others.length)]!;
  }
  if (random() < 0.5 && value !== 0) return random() < 0.5 ? value * 10 : value / 10;
  const { sorted } = view.scores;
  const others = sorted.filter((v) => v !== value);
  return others[Math.floor(random() * others.length)]!;
}

/** Interquartile ranges from the median; for a class, the negative log of its share. */
function farness(view: ColumnView, value: number): number {
  if (!Number.isFinite(value)) return Number.NaN;
  if (view.kind === 'class') return -Math.log(view.shares[view.levels.indexOf(value)] ?? 1e-6);
  const { sorted, spread } = view.scores;
  return Math.abs(value - sorted[Math.floor(sorted.length / 2)]!) / spread;
}

function aucOfCells(scores: Float64Array, planted: ReadonlySet<number>): number | null {
  const cells = Int32Array.from(scores.keys()).filter((cell) => !Number.isNaN(scores[cell]!));
  return rocAuc(
    Float64Array.from(cells, (cell) => scores[cell]!),
    Uint8Array.from(cells, (cell) => (planted.has(cell) ? 1 : 0)),
  );
}

function aucOfRows(scores: Float64Array, planted: ReadonlySet<number>, width: number): number | null {
  const rows = scores.length / width;
  const wrong = new Uint8Array(rows);
  for (const cell of planted) wrong[Math.floor(cell / width)] = 1;
  return rocAuc(rowScoresOf(scores, width), wrong);
}

/** A row's score is that of its least expected cell. */
export function rowScoresOf(scores: Float64Array, width: number): Float64Array {
  return Float64Array.from({ length: scores.length / width }, (_, row) => {
    let most = 0;
    for (let place = 0; place < width; place++) most = Math.max(most, scores[row * width + place]! || 0);
    return most;
  });
}
