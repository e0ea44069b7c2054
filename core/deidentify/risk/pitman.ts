import { digamma } from '../../stats/digamma.ts';
import { logGamma } from '../../stats/log-gamma.ts';

type Sizes = readonly (readonly [size: number, classes: number])[];

/** Where `f`, positive at `low` and negative at `high`, crosses zero: bisection to the last digits. */
function crossing(f: (x: number) => number, low: number, high: number): number {
  let a = low;
  let b = high;
  for (let i = 0; i < 200; i++) {
    const middle = (a + b) / 2;
    if (middle === a || middle === b) break;
    if (f(middle) > 0) a = middle;
    else b = middle;
  }
  return (a + b) / 2;
}

/**
 * Expected number of uniques in a population of `population`, of which `sizes` is a simple random sample: Pitman's
 * sampling formula fitted by maximum likelihood (Hoshino 2001, "Applying Pitman's sampling formula to microdata disclosure
 * risk assessment", J. Official Statistics 17:499-520). For each α, θ is where the likelihood's slope in θ is zero; α is
 * where the slope along that ridge is. Null where it cannot be fitted (nobody or everybody unique). Oracle: ARX on Adult.
 */
export function pitmanUniques(sizes: Sizes, population: number): number | null {
  const n = sizes.reduce((sum, [size, classes]) => sum + size * classes, 0);
  const u = sizes.reduce((sum, [, classes]) => sum + classes, 0);
  if (u < 2 || u === n || sizes[0]?.[0] !== 1) return null;

  const reciprocals = (theta: number, alpha: number) =>
    (digamma(theta / alpha + u) - digamma(theta / alpha + 1)) / alpha;
  const inTheta = (theta: number, alpha: number) => reciprocals(theta, alpha) - digamma(theta + n) + digamma(theta + 1);
  /** θ + α over many orders of magnitude, by its logarithm. */
  const thetaOf = (alpha: number) =>
    Math.exp(crossing((x) => inTheta(Math.exp(x) - alpha, alpha), Math.log(1e-9), Math.log(1e15))) - alpha;
  const inAlpha = (alpha: number) => {
    const theta = thetaOf(alpha);
    const above = (u - 1 - theta * reciprocals(theta, alpha)) / alpha;
    const own = digamma(1 - alpha);
    return sizes.reduce((sum, [size, classes]) => sum - classes * (digamma(size - alpha) - own), above);
  };
  const lowest = 1e-6;
  const highest = 1 - 1e-9;
  if (inAlpha(lowest) <= 0 || inAlpha(highest) >= 0) return null;
  const alpha = crossing(inAlpha, lowest, highest);
  const theta = thetaOf(alpha);
  const uniques = Math.exp(logGamma(theta + 1) - logGamma(theta + alpha) + alpha * Math.log(population));
  return uniques <= population ? uniques : null;
}
