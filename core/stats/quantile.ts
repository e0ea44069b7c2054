/**
 * Quantile by linear interpolation of order statistics.
 * Method: type 7 of Hyndman and Fan 1996, Am Stat 50:361-365; R's default, and DuckDB's `quantile_cont`.
 * Oracle: R's quantile(type = 7), tests/oracle/stats.
 *
 * @param sorted ascending, without NaN; @param p in [0, 1].
 * @returns null without values.
 */
export function quantile(sorted: ArrayLike<number>, p: number): number | null {
  if (sorted.length === 0) return null;
  const at = (sorted.length - 1) * p;
  const low = Math.floor(at);
  const high = Math.min(low + 1, sorted.length - 1);
  return sorted[low]! + (at - low) * (sorted[high]! - sorted[low]!);
}
