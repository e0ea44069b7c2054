import { chooseColumns } from '../association.ts';
import { type Fit, fitContext } from '../in-context.ts';
import { strataOf, stratifiedSample } from '../sample.ts';
import type { LoadedModel } from '../session.ts';
import type { ModelColumn } from '../table.ts';
import { type ClassView, type ColumnView, knownRows } from './column-view.ts';
import { type LinearBase, linearBase } from './linear-base.ts';
import { toScore } from './normal-scores.ts';

/** A table whose cells are asked for: as it is, and with its gaps filled provisionally (for straight lines only). */
export interface Cells {
  readonly columns: readonly ModelColumn[];
  readonly completed: readonly Float64Array[];
}

/** A column read from other columns of the same rows: answers for any rows of the same columns. */
export interface Conditional {
  readonly view: ColumnView;
  readonly fit: Fit;
  /** Places of the columns that were read. */
  readonly features: readonly number[];
  /** Of a class with more levels than the model knows: the model's class of each level. */
  readonly merged: Int32Array | undefined;
  /** Of a number: the straight line, and places of the columns it reads. */
  readonly base: (LinearBase & { readonly features: readonly number[] }) | undefined;
}

export interface ConditionalPlan {
  readonly cells: Cells;
  readonly place: number;
  readonly view: ColumnView;
  /** Places of the columns that may be read. */
  readonly features: readonly number[];
  /** Rows that may be read; their cell must be known. */
  readonly rows: Int32Array;
  /** Most rows to read; the model's own limit where that is less. */
  readonly most: number;
  /** Most features to read, the most associated; the model's own limit where that is less. */
  readonly mostFeatures?: number;
  readonly seed: number;
  /** Whether what the line leaves is clipped, so that an error among the rows read does not widen what is expected. */
  readonly isRobust?: boolean;
}

/** Reads one column from others. Rows and features beyond the limits: a stratified sample, the most associated. */
export async function fitConditional(model: LoadedModel, plan: ConditionalPlan): Promise<Conditional> {
  const { cells, place, view, seed } = plan;
  const merged = view.kind === 'class' ? mergedLevels(view, model.limits.classes) : undefined;
  const target = targetOf(view, cells.columns[place]!.values, merged);
  const classes = view.kind === 'class' ? Math.min(view.levels.length, model.limits.classes) : 0;
  const most = Math.min(plan.most, model.limits.contextRows);
  const rows = stratifiedSample(plan.rows, strataOf(target, plan.rows, classes === 0), most, seed);
  const { mostFeatures = model.limits.features } = plan;
  const features = telling(plan, rows, target, classes, Math.min(mostFeatures, model.limits.features));
  const columns = features.map((feature) => cells.columns[feature]!.values);
  const known = { columns, rows, target, classes };
  if (view.kind === 'class') {
    return { view, features, merged, base: undefined, fit: await fitContext(model, known) };
  }
  const straight = telling(plan, rows, target, classes, model.limits.features);
  const base = linearBase(
    straight.map((feature) => cells.columns[feature]!),
    straight.map((feature) => cells.completed[feature]!),
    rows,
    Float64Array.from(rows, (row) => target[row]!),
  );
  const expected = new Float64Array(target.length);
  rows.forEach((row, i) => {
    expected[row] = base.fit.leftOut[i]!;
  });
  const differences = target.map((score, row) => score - expected[row]!);
  const left = plan.isRobust ? clipped(differences, rows) : differences;
  const fit = await fitContext(model, { ...known, target: left, isRemainder: true });
  return { view, features, merged, base: { ...base, features: straight }, fit };
}

/** Within ten robust standard deviations of the median (Hampel, 1974: the median absolute deviation). */
function clipped(values: Float64Array, rows: Int32Array): Float64Array {
  const middleOf = (of: Float64Array) => of.sort()[Math.floor(of.length / 2)]!;
  const middle = middleOf(Float64Array.from(rows, (row) => values[row]!));
  const reach = 10 * 1.4826 * middleOf(Float64Array.from(rows, (row) => Math.abs(values[row]! - middle)));
  return reach === 0 ? values : values.map((v) => Math.max(middle - reach, Math.min(middle + reach, v)));
}

/** Columns that say something: at least two different cells known; the most associated where there are too many. */
function telling(
  { cells: { columns }, features }: ConditionalPlan,
  rows: Int32Array,
  target: Float64Array,
  classes: number,
  most: number,
): number[] {
  const usable = features.filter((feature) => knownRows(columns[feature]!.values, rows).length > 0);
  if (usable.length <= most) return usable;
  const offered = usable.map((feature) => columns[feature]!);
  return chooseColumns(offered, rows, target, classes, most).map((i) => usable[i]!);
}

function targetOf(view: ColumnView, values: Float64Array, merged: Int32Array | undefined): Float64Array {
  if (view.kind === 'number') {
    return values.map((v) => (Number.isFinite(v) ? toScore(view.scores, v) : Number.NaN));
  }
  const codes = new Map(Array.from(view.levels, (level, code) => [level, merged ? merged[code]! : code]));
  return values.map((v) => codes.get(v) ?? Number.NaN);
}

/** Where there are too many levels the rarest share the last class. */
function mergedLevels({ levels, shares }: ClassView, most: number): Int32Array | undefined {
  if (levels.length <= most) return undefined;
  const order = [...shares.keys()].sort((a, b) => shares[b]! - shares[a]! || a - b);
  const out = new Int32Array(levels.length);
  order.forEach((level, rank) => {
    out[level] = Math.min(rank, most - 1);
  });
  return out;
}
