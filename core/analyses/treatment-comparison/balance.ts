import { moments } from '../../stats/moments.ts';
import type { Adjustment } from './adjustment.ts';
import type { Design, Term } from './design.ts';
import type { ComparisonResult } from './spec.ts';

type Line = ComparisonResult['balance'][number];

export interface BalanceInput {
  readonly design: Design;
  readonly arm: Uint8Array;
  /** The adjustments to look at, by their propensity. */
  readonly adjustments: readonly { readonly by: 'logistic' | 'model'; readonly adjustment: Adjustment }[];
}

/**
 * Standardised mean differences of every term, treated less comparator, before and after.
 * Method: Austin 2009, Stat Med 28:3083-3107; after adjustment the weighted means over the spread of before, so that a
 * smaller number means nearer means and not a larger spread (Stuart 2010, Stat Sci 25:1-21).
 */
export function balanceOf({ design, arm, adjustments }: BalanceInput): Line[] {
  const everybody = new Float64Array(arm.length).fill(1);
  return design.terms.map((term) => {
    const spread = pooledSpread(term, arm);
    const differenceWith = (weights: Float64Array): number | null => {
      const [comparator, treated] = weightedMeans(term.values, arm, weights);
      const difference = treated - comparator;
      if (difference === 0) return 0;
      return spread > 0 ? difference / spread : null;
    };
    const after = adjustments.map(({ by, adjustment }) => ({ by, smd: differenceWith(adjustment.weights) }));
    return {
      label: term.label,
      isBinary: term.isBinary,
      before: differenceWith(everybody),
      after,
      basis: basisOf(term, arm, [everybody, ...adjustments.map(({ adjustment }) => adjustment.weights)]),
    };
  });
}

function pooledSpread({ isBinary, values }: Term, arm: Uint8Array): number {
  const [comparator, treated] = [0, 1].map((side) => {
    const { mean, sd } = moments(values.filter((_, i) => arm[i] === side));
    return isBinary ? mean! * (1 - mean!) : (sd ?? 0) ** 2;
  });
  return Math.sqrt((comparator! + treated!) / 2);
}

function weightedMeans(values: Float64Array, arm: Uint8Array, weights: Float64Array): readonly [number, number] {
  const mass = [0, 0];
  const sums = [0, 0];
  for (let i = 0; i < arm.length; i++) {
    mass[arm[i]!]! += weights[i]!;
    sums[arm[i]!]! += weights[i]! * values[i]!;
  }
  return [sums[0]! / mass[0]!, sums[1]! / mass[1]!];
}

/** Fewest persons whom a difference could give away: of 1 and 0, the smallest group; of a number, the smaller arm. */
function basisOf({ isBinary, values }: Term, arm: Uint8Array, samples: readonly Float64Array[]): number {
  const counts = samples.flatMap((weights) => {
    const groups = [0, 0, 0, 0];
    values.forEach((value, i) => {
      if (weights[i]! > 0) groups[2 * arm[i]! + (isBinary ? value : 0)]! += 1;
    });
    return groups.filter((n) => n > 0);
  });
  return counts.length === 0 ? 0 : Math.min(...counts);
}

/** The largest absolute difference; 0 where there is none. */
export const largest = (differences: readonly (number | null)[]): number =>
  differences.reduce<number>((most, value) => Math.max(most, Math.abs(value ?? 0)), 0);
