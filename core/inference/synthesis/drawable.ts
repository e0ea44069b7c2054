import { fewestNamed } from '../../../contract/release.ts';
import { type ColumnView, viewOf } from '../cells/column-view.ts';
import { normalScores } from '../cells/normal-scores.ts';
import type { ModelColumn } from '../table.ts';

/** How many of the outermost values on either side become one. */
const outermost = 5;

export interface Drawable {
  readonly view: ColumnView | null;
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
  if (view === null) return { view, leftOut: 0 };
  return view.kind === 'class' ? withoutRare(view, column) : { view: trimmed(view), leftOut: 0 };
}

function withoutRare(view: Extract<ColumnView, { kind: 'class' }>, { values }: ModelColumn): Drawable {
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

function trimmed(view: Extract<ColumnView, { kind: 'number' }>): ColumnView {
  const sorted = view.scores.sorted.slice();
  const size = Math.min(outermost, Math.floor(sorted.length / 10));
  if (size < 2) return view;
  const mean = (part: Float64Array) => {
    const centre = part.reduce((sum, v) => sum + v, 0) / part.length;
    return view.isWhole ? Math.round(centre) : centre;
  };
  sorted.fill(mean(sorted.slice(0, size)), 0, size);
  sorted.fill(mean(sorted.slice(-size)), sorted.length - size);
  return { ...view, scores: normalScores(sorted.sort()) };
}
