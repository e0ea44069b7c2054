import { fewestNamed } from '../../../contract/release.ts';
import { type ColumnView, knownRows, type NumberView, viewOf } from '../cells/column-view.ts';
import { normalScores } from '../cells/normal-scores.ts';
import type { ModelColumn } from '../table.ts';

/** How many of the outermost values on either side become one. */
const outermost = 5;
/** A value of a number that this share of the known cells has stands for itself: none, not detected, the full dose. */
const atomShare = 0.1;
/** A value of a number that so many rows have is a step: what falls nearest to it becomes it. */
const stepRows = 3;

export interface Steps {
  readonly values: Float64Array;
  readonly isStep: Uint8Array;
}

export interface Drawable {
  /** Of a number: without its atoms. */
  readonly view: ColumnView | null;
  /** Values of a number that are drawn as classes. */
  readonly atoms: Float64Array;
  /** Known values of a number, ascending, and whether each is a step. */
  readonly steps: Steps;
  /** How many different categories are not drawn. */
  readonly leftOut: number;
}

/**
 * What may be drawn of a column. A category that fewer persons have than may be named is left out, and the outermost
 * five values of a number become their mean: neither a rare word nor a record value of one patient is made again
 * (top- and bottom-coding: Hundepool et al., 2012, Statistical Disclosure Control, 3.2).
 */
export function drawable(column: ModelColumn): Drawable {
  const view = viewOf(column, Int32Array.from(column.values.keys()));
  const none = new Float64Array();
  const plain = { atoms: none, steps: { values: none, isStep: new Uint8Array() }, leftOut: 0 };
  if (view === null) return { ...plain, view };
  return view.kind === 'class' ? { ...plain, ...withoutRare(view, column) } : ofNumber(view);
}

function withoutRare(view: Extract<ColumnView, { kind: 'class' }>, { values }: ModelColumn) {
  const known = values.filter(Number.isFinite).length;
  const kept = [...view.levels.keys()].filter((level) => Math.round(view.shares[level]! * known) >= fewestNamed);
  if (kept.length === view.levels.length) return { view, leftOut: 0 };
  if (kept.length === 0) return { view: null, leftOut: view.levels.length };
  const total = kept.reduce((sum, level) => sum + view.shares[level]!, 0);
  return {
    view: {
      ...view,
      levels: Float64Array.from(kept, (level) => view.levels[level]!),
      shares: Float64Array.from(kept, (level) => view.shares[level]! / total),
    },
    leftOut: view.levels.length - kept.length,
  };
}

function ofNumber(view: NumberView): Drawable {
  const { sorted } = view.scores;
  const counts = countsOf(sorted);
  const fewest = Math.max(fewestNamed, atomShare * sorted.length);
  const atoms = Float64Array.from([...counts].filter(([, n]) => n >= fewest).map(([value]) => value));
  const rest = sorted.filter((v) => !atoms.includes(v));
  return {
    view: { ...view, scores: normalScores(rest.length > 0 ? trimmed(rest) : sorted) },
    atoms,
    steps: {
      values: Float64Array.from(counts.keys()),
      isStep: Uint8Array.from(counts.values(), (n) => (n >= stepRows ? 1 : 0)),
    },
    leftOut: 0,
  };
}

function countsOf(sorted: Float64Array): Map<number, number> {
  const counts = new Map<number, number>();
  for (const value of sorted) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
}

/** @param values ascending. */
function trimmed(values: Float64Array): Float64Array {
  const sorted = values.slice();
  const size = Math.min(outermost, Math.floor(sorted.length / 10));
  if (size < 2) return sorted;
  const mean = (part: Float64Array) => part.reduce((sum, v) => sum + v, 0) / part.length;
  sorted.fill(mean(sorted.slice(0, size)), 0, size);
  sorted.fill(mean(sorted.slice(-size)), sorted.length - size);
  return sorted.sort();
}

/** The rows whose cell may be drawn as it is. */
export function drawnRows({ values }: ModelColumn, { view, atoms }: Drawable): Int32Array {
  const known = knownRows(values, Int32Array.from(values.keys()));
  if (view?.kind !== 'class') return known.filter((row) => !atoms.includes(values[row]!));
  const levels = new Set(view.levels);
  return known.filter((row) => levels.has(values[row]!));
}

/** The step that a value falls nearest to; the value itself where a rarer one is nearer. */
export function onStep({ values, isStep }: Steps, value: number): number {
  let low = 0;
  let high = values.length - 1;
  while (high - low > 1) {
    const middle = (low + high) >>> 1;
    if (values[middle]! <= value) low = middle;
    else high = middle;
  }
  const nearest = value - values[low]! <= values[high]! - value ? low : high;
  return isStep[nearest] === 1 ? values[nearest]! : value;
}
