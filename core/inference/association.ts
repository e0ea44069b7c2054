import { mean, midRanks } from './ranks.ts';
import type { ModelColumn } from './table.ts';

/**
 * Which `limit` columns go to the model: those most associated with the target, one by one, over `rows` alone (the
 * training rows: looking at held-out rows would leak). Returns their places in ascending order.
 *
 * The association is a share of variance between 0 and 1, on ranks: squared Spearman for two numbers, epsilon squared
 * of Kruskal-Wallis (Tomczak and Tomczak, 2014) where one side is a class; a class by a category takes its most
 * separable class. A column counts by its missingness where that says more.
 */
export function chooseColumns(
  columns: readonly ModelColumn[],
  rows: Int32Array,
  target: Float64Array,
  classes: number,
  limit: number,
): number[] {
  const scores = columns.map((column) => association(column, rows, target, classes));
  return [...columns.keys()]
    .sort((a, b) => scores[b]! - scores[a]! || a - b)
    .slice(0, limit)
    .sort((a, b) => a - b);
}

function association(column: ModelColumn, rows: Int32Array, target: Float64Array, classes: number): number {
  const outcome = at(target, rows);
  const cells = at(column.values, rows);
  const isPresent = (_: number, i: number) => !Number.isNaN(cells[i]!);
  const values = cells.filter(isPresent);
  const isWhole = values.length === rows.length;
  const outcomes = isWhole ? outcome : outcome.filter(isPresent);
  const byValue = (values.length / rows.length) * ofValues(values, outcomes, column.kind === 'category', classes);
  if (isWhole) return byValue;
  const missing = cells.map((value) => (Number.isNaN(value) ? 1 : 0));
  const byMissing = classes > 0 ? epsilonSquared(missing, outcome) : epsilonSquared(midRanks(outcome), missing);
  return Math.max(byMissing, byValue);
}

function at(values: Float64Array, rows: Int32Array): Float64Array {
  const out = new Float64Array(rows.length);
  for (let i = 0; i < rows.length; i++) out[i] = values[rows[i]!]!;
  return out;
}

function ofValues(values: Float64Array, outcomes: Float64Array, isCategory: boolean, classes: number): number {
  if (values.length < 3) return 0;
  if (!isCategory && classes > 0) return epsilonSquared(midRanks(values), outcomes);
  if (!isCategory) return squaredCorrelation(midRanks(values), midRanks(outcomes));
  if (classes === 0) return epsilonSquared(midRanks(outcomes), values);
  let best = 0;
  for (let code = classes === 2 ? 1 : 0; code < classes; code++) {
    best = Math.max(
      best,
      epsilonSquared(
        outcomes.map((outcome) => (outcome === code ? 1 : 0)),
        values,
      ),
    );
  }
  return best;
}

/** Share of the variance of `values` that lies between groups, corrected for the number of groups; 0 at least. */
function epsilonSquared(values: Float64Array, groups: Float64Array): number {
  const sums = new Map<number, { sum: number; count: number }>();
  const centre = mean(values);
  let total = 0;
  for (let i = 0; i < values.length; i++) {
    const group = sums.get(groups[i]!) ?? { sum: 0, count: 0 };
    group.sum += values[i]! - centre;
    group.count += 1;
    sums.set(groups[i]!, group);
    total += (values[i]! - centre) ** 2;
  }
  const free = values.length - sums.size;
  if (total === 0 || free <= 0) return 0;
  let between = 0;
  for (const { sum, count } of sums.values()) between += sum ** 2 / count;
  return Math.max(0, 1 - ((total - between) / free) * ((values.length - 1) / total));
}

function squaredCorrelation(a: Float64Array, b: Float64Array): number {
  const meanA = mean(a);
  const meanB = mean(b);
  let ab = 0;
  let aa = 0;
  let bb = 0;
  for (let i = 0; i < a.length; i++) {
    ab += (a[i]! - meanA) * (b[i]! - meanB);
    aa += (a[i]! - meanA) ** 2;
    bb += (b[i]! - meanB) ** 2;
  }
  return aa === 0 || bb === 0 ? 0 : ab ** 2 / (aa * bb);
}
