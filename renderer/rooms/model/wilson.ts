/** The normal quantile of a two-sided 95 % interval. */
const z = 1.959964;

/** A share's 95 % interval by its score test (Wilson 1927, J Am Stat Assoc 22:209-212); null of nobody. */
export function wilson(seen: number, of: number): readonly [low: number, high: number] | null {
  if (of === 0) return null;
  const share = seen / of;
  const middle = share + z ** 2 / (2 * of);
  const half = z * Math.sqrt((share * (1 - share)) / of + z ** 2 / (4 * of ** 2));
  const whole = 1 + z ** 2 / of;
  return [Math.max(0, (middle - half) / whole), Math.min(1, (middle + half) / whole)];
}
