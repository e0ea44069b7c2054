import { assertNever } from '../../../contract/failure.ts';
import { rocAuc } from '../../inference/metrics.ts';
import { preferenceScore } from '../../stats/preference-score.ts';
import type { Propensity } from './propensity.ts';
import type { ComparisonParams, ComparisonResult } from './spec.ts';

type Summary = ComparisonResult['propensities'][number];

const bins = 20;

/** Distributions of the propensity in both arms, and how far they lie over each other. */
export function overlapOf(arm: Uint8Array, { by, propensity }: Propensity, kept: Uint8Array): Omit<Summary, 'leads'> {
  const sizes = [0, 0];
  for (const side of arm) sizes[side]! += 1;
  const preference = preferenceScore(propensity, sizes[1]! / arm.length);
  const counts = Array.from({ length: bins }, (_, at) => ({
    from: at / bins,
    to: (at + 1) / bins,
    treated: { all: 0, analysed: 0 },
    comparator: { all: 0, analysed: 0 },
  }));
  const even = [0, 0];
  propensity.forEach((e, i) => {
    const bin = counts[Math.min(Math.floor(e * bins), bins - 1)]!;
    const side = arm[i] === 1 ? bin.treated : bin.comparator;
    side.all += 1;
    side.analysed += kept[i]!;
    if (preference[i]! >= 0.3 && preference[i]! <= 0.7) even[arm[i]!]! += 1;
  });
  return {
    by,
    auc: rocAuc(propensity, arm),
    equipoise: { treated: even[1]! / sizes[1]!, comparator: even[0]! / sizes[0]! },
    bins: counts,
  };
}

/**
 * Who is kept: those with a propensity that occurs in both arms (`common`: Dehejia and Wahba 1999), those between 0.1 and
 * 0.9 (`crump`: Crump et al. 2009, Biometrika 96:187-199), or everybody.
 */
export function trimmed(arm: Uint8Array, propensity: Float64Array, how: ComparisonParams['trim']): Uint8Array {
  const [low, high] = limits(arm, propensity, how);
  return Uint8Array.from(propensity, (e) => Number(e >= low && e <= high));
}

function limits(arm: Uint8Array, propensity: Float64Array, how: ComparisonParams['trim']): readonly [number, number] {
  switch (how) {
    case 'none':
      return [0, 1];
    case 'crump':
      return [0.1, 0.9];
    case 'common':
      return commonSupport(arm, propensity);
    default:
      return assertNever(how, 'way of trimming');
  }
}

/** The greater of the two least and the lesser of the two greatest; upside down where the arms do not meet. */
export function commonSupport(arm: Uint8Array, propensity: Float64Array): readonly [number, number] {
  const least = [1, 1];
  const most = [0, 0];
  propensity.forEach((e, i) => {
    least[arm[i]!] = Math.min(least[arm[i]!]!, e);
    most[arm[i]!] = Math.max(most[arm[i]!]!, e);
  });
  return [Math.max(...least), Math.min(...most)];
}
