import type { ModelColumn } from '../table.ts';
import { decimalsOf } from './decimals.ts';
import { type NormalScores, normalScores } from './normal-scores.ts';

/** A column whose cells are classes: text, or a number of ten different values at most. */
export interface ClassView {
  readonly kind: 'class';
  readonly name: string;
  /** Different values, ascending; a class's code is its place here. */
  readonly levels: Float64Array;
  /** Share of each level among the known cells. */
  readonly shares: Float64Array;
}

/** A column whose cells are numbers. */
export interface NumberView {
  readonly kind: 'number';
  readonly name: string;
  readonly scores: NormalScores;
  /** With how many decimals its values are written; undefined where they vary freely. */
  readonly decimals: number | undefined;
}

/** How the cells of one column are asked for, as told by its known cells in some rows. */
export type ColumnView = ClassView | NumberView;

const mostLevels = 10;

/** The rows whose cell is known. */
export const knownRows = (values: Float64Array, rows: Int32Array): Int32Array =>
  rows.filter((row) => Number.isFinite(values[row]!));

/** Null where no cell is known. */
export function viewOf({ name, kind, values }: ModelColumn, rows: Int32Array): ColumnView | null {
  const sorted = Float64Array.from(knownRows(values, rows), (row) => values[row]!).sort();
  if (sorted.length === 0) return null;
  const levels = sorted.filter((v, i) => i === 0 || v !== sorted[i - 1]);
  if (kind === 'number' && levels.length > mostLevels) {
    return { kind: 'number', name, scores: normalScores(sorted), decimals: decimalsOf(sorted) };
  }
  const counts = new Float64Array(levels.length);
  let level = 0;
  for (const v of sorted) {
    if (v !== levels[level]) level++;
    counts[level]! += 1;
  }
  return { kind: 'class', name, levels, shares: counts.map((n) => n / sorted.length) };
}
