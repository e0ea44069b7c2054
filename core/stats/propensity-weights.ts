import { assertNever } from '../../contract/failure.ts';

/** Whom the weighted arms stand for: all, those who were treated, or those for whom either was likely. */
export type WeightKind = 'iptw' | 'att' | 'overlap';

export interface PropensityWeights {
  readonly weights: Float64Array;
  /** Derivative of each weight with respect to the logit of the propensity. */
  readonly slopes: Float64Array;
}

/**
 * Weights by the propensity e of being treated.
 * - `iptw`: stabilised inverse probability, P(A = a) / P(A = a | x) (Robins, Hernán and Brumback 2000, Epidemiology
 *   11:550-560): the effect in everybody.
 * - `att`: 1 for the treated, e / (1 - e) for the others: the effect in those who were treated.
 * - `overlap`: 1 - e and e (Li, Morgan and Zaslavsky 2018, JASA 113:390-400): the effect in those who could have had
 *   either; never above 1.
 *
 * @param arm 1 treated, 0 not; @param propensity strictly between 0 and 1.
 */
export function propensityWeights(
  arm: ArrayLike<number>,
  propensity: Float64Array,
  kind: WeightKind,
): PropensityWeights {
  const n = propensity.length;
  let treated = 0;
  for (let i = 0; i < n; i++) treated += arm[i]!;
  const share = treated / n;
  const weights = new Float64Array(n);
  const slopes = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    const isTreated = arm[i] === 1;
    const e = propensity[i]!;
    const w = weightOf(kind, { isTreated, e, share });
    weights[i] = w;
    slopes[i] = w * slopeOf(kind, isTreated, e);
  }
  return { weights, slopes };
}

function weightOf(kind: WeightKind, { isTreated, e, share }: { isTreated: boolean; e: number; share: number }): number {
  switch (kind) {
    case 'iptw':
      return isTreated ? share / e : (1 - share) / (1 - e);
    case 'att':
      return isTreated ? 1 : e / (1 - e);
    case 'overlap':
      return isTreated ? 1 - e : e;
    default:
      return assertNever(kind, 'kind of weight');
  }
}

/** d log w / d logit e. */
function slopeOf(kind: WeightKind, isTreated: boolean, e: number): number {
  switch (kind) {
    case 'iptw':
      return isTreated ? -(1 - e) : e;
    case 'att':
      return isTreated ? 0 : 1;
    case 'overlap':
      return isTreated ? -e : 1 - e;
    default:
      return assertNever(kind, 'kind of weight');
  }
}

/** How many persons without weights would tell as much (Kish 1965): (Σ w)² / Σ w². */
export function effectiveSize(weights: ArrayLike<number>): number {
  let [sum, squares] = [0, 0];
  for (let i = 0; i < weights.length; i++) {
    sum += weights[i]!;
    squares += weights[i]! * weights[i]!;
  }
  return squares === 0 ? 0 : (sum * sum) / squares;
}
