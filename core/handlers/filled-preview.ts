import type { FilledPreview } from '../../contract/model-tasks.ts';
import { viewOf } from '../inference/cells/column-view.ts';
import { mean, quantileOfSorted } from '../inference/ranks.ts';
import type { ModelColumn } from '../inference/table.ts';
import { cellText } from './cell-text.ts';

/** Of fewer values a quantile or a share would be one person's. */
const fewest = 11;
const mostLevels = 6;

/** A column's known values beside those its gaps are filled with; nothing where either are too few to be summed up. */
export function filledPreview(column: ModelColumn, filled: Float64Array): FilledPreview | undefined {
  const known = column.values.filter(Number.isFinite);
  if (known.length < fewest || filled.length < fewest) return undefined;
  const view = viewOf(column, Int32Array.from(column.values.keys()))!;
  if (view.kind === 'number') return { kind: 'number', known: spreadOf(known), filled: spreadOf(filled) };
  const counts = Array.from(view.levels, (level, i) => ({ level, known: Math.round(view.shares[i]! * known.length) }));
  const named = counts
    .filter((one) => one.known >= fewest)
    .sort((a, b) => b.known - a.known || a.level - b.level)
    .slice(0, mostLevels)
    .map((one) => ({
      name: cellText(column, one.level),
      known: one.known / known.length,
      filled: filled.filter((value) => value === one.level).length / filled.length,
    }));
  const rest = (side: 'known' | 'filled') => Math.max(0, 1 - named.reduce((sum, level) => sum + level[side], 0));
  const others = named.length < counts.length ? [{ name: null, known: rest('known'), filled: rest('filled') }] : [];
  return { kind: 'class', known: known.length, filled: filled.length, levels: [...named, ...others] };
}

function spreadOf(values: Float64Array) {
  const sorted = values.slice().sort();
  const [q25, median, q75] = [0.25, 0.5, 0.75].map((level) => quantileOfSorted(sorted, level)) as [
    number,
    number,
    number,
  ];
  return { n: values.length, mean: mean(values), q25, median, q75 };
}
