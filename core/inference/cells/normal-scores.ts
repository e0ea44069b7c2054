import { fastNormalCdf, fastNormalQuantile } from '../../stats/normal-fast.ts';
import { countUpTo } from '../ranks.ts';

/** A column's values as normal scores, and back: what the model reads of a number does not depend on its unit or skew. */
export interface NormalScores {
  /** Known values, ascending. */
  readonly sorted: Float64Array;
  /** Beyond the known values a score goes on by this many units, logarithmically. */
  readonly spread: number;
}

/** @param sorted ascending, without NaN, at least one value. */
export function normalScores(sorted: Float64Array): NormalScores {
  const at = (level: number) => sorted[Math.floor((sorted.length - 1) * level)]!;
  const spread = at(0.75) - at(0.25) || sorted.at(-1)! - sorted[0]! || 1;
  return { sorted, spread };
}

/**
 * Van der Waerden's score of a value: the normal quantile of its mid-rank among the known ones. A value beyond them has
 * the outermost score; with `extend` it goes on outwards, so that a tenfold value is further out than a neighbour.
 */
export function toScore(scale: NormalScores, value: number, extend = false): number {
  const { sorted, spread } = scale;
  const n = sorted.length;
  const place = countUpTo(sorted, value, false) + countUpTo(sorted, value, true);
  const score = fastNormalQuantile(Math.max(0.5 / n, Math.min(1 - 0.5 / n, place / 2 / n)));
  if (!extend || (place > 0 && place < 2 * n)) return score;
  const beyond = place === 0 ? sorted[0]! - value : value - sorted[n - 1]!;
  return score + (place === 0 ? -1 : 1) * Math.log1p(Math.max(0, beyond) / spread);
}

/** The value with a score, between its neighbours among the known ones; never beyond them. */
export function fromScore({ sorted }: NormalScores, score: number): number {
  const n = sorted.length;
  const at = Math.max(0, Math.min(n - 1, fastNormalCdf(score) * n - 0.5));
  const low = Math.floor(at);
  const high = Math.min(n - 1, low + 1);
  return sorted[low]! + (sorted[high]! - sorted[low]!) * (at - low);
}
