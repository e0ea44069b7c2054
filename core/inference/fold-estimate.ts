import type { FoldEstimate } from '../../contract/model-results.ts';
import { mean } from './ranks.ts';

/** Cumulative probability of |t| with whole degrees of freedom (Abramowitz and Stegun, 26.7.3 and 26.7.4). */
function withinT(t: number, df: number): number {
  const theta = Math.atan(t / Math.sqrt(df));
  const cos2 = Math.cos(theta) ** 2;
  let term = df % 2 === 1 ? Math.cos(theta) : 1;
  let sum = df === 1 ? 0 : term;
  for (let k = df % 2 === 1 ? 3 : 2; k < df; k += 2) {
    term *= cos2 * ((k - 1) / k);
    sum += term;
  }
  return df % 2 === 1 ? (2 / Math.PI) * (theta + Math.sin(theta) * sum) : Math.sin(theta) * sum;
}

/** The t beyond which, on either side, 5 % of Student's distribution lies. */
export function studentT95(df: number): number {
  let low = 0;
  let high = 20;
  for (let i = 0; i < 60; i++) {
    const middle = (low + high) / 2;
    if (withinT(middle, df) < 0.95) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/**
 * Mean over folds with a 95 % interval by the corrected resampled t: folds share training rows, so the variance is
 * widened by the share of test to training rows (Nadeau and Bengio, 2003, Machine Learning 52). `range` clips it.
 */
export function estimateOver(
  values: readonly (number | null)[],
  folds: number,
  range: readonly [number, number] = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY],
): FoldEstimate {
  const known = values.filter((value) => value !== null);
  if (known.length === 0) return { mean: null, sd: null, low: null, high: null };
  const centre = mean(known);
  if (known.length === 1) return { mean: centre, sd: null, low: null, high: null };
  const variance = known.reduce((sum, value) => sum + (value - centre) ** 2, 0) / (known.length - 1);
  const half = studentT95(known.length - 1) * Math.sqrt(variance * (1 / known.length + 1 / (folds - 1)));
  return {
    mean: centre,
    sd: Math.sqrt(variance),
    low: Math.max(range[0], centre - half),
    high: Math.min(range[1], centre + half),
  };
}
