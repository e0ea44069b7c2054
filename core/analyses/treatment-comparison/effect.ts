import { coxRegression } from '../../stats/cox-regression.ts';
import { criticalZ, normalCdf } from '../../stats/normal.ts';
import { robustCovariance } from '../../stats/robust-variance.ts';
import { weightedRisks } from '../../stats/weighted-risks.ts';
import type { Adjustment } from './adjustment.ts';
import type { Propensity } from './propensity.ts';
import type { ComparisonResult } from './spec.ts';
import type { Subjects } from './subjects.ts';

export type Measured = ComparisonResult['effects'][number]['measures'][number];
type Outcome = Pick<Subjects, 'arm' | 'time' | 'event'>;

export interface Effect {
  readonly measures: readonly Measured[];
  /** Of the first measure: on the scale on which it is normal, with what each person contributes to it. */
  readonly estimate: number;
  readonly contributions: Float64Array;
  readonly risks: { readonly treated: number; readonly comparator: number } | null;
}

export interface EffectInput extends Outcome {
  readonly adjustment: Adjustment;
  /** Where the weights come from it: its estimation then enters the interval. */
  readonly propensity: Propensity | null;
  readonly confidence: number;
}

interface Linear {
  readonly measure: Measured['measure'];
  readonly estimate: number;
  /** What each person's weight moves it by; 0 outside. */
  readonly influence: Float64Array;
}

/**
 * The effect of the treatment: a hazard ratio from a weighted Cox model of the treatment alone, or a risk difference and
 * a risk ratio. The interval is a sandwich: of matched pairs, clustered by pair; of weights from a regression, with what
 * the regression's own estimation adds to or takes from each contribution (Hajage et al. 2018, Biom J 60:1151-1163; Shu et
 * al. 2021, Biometrics 77:1101-1117); otherwise with the weights taken as given, which is conservative.
 *
 * @returns null where it cannot be estimated: an arm without events, or nobody in it.
 */
export function effectOf(input: EffectInput): Effect | null {
  const found = linearised(input);
  if (!found) return null;
  const contributions = found.linear.map((one) => contributionsOf(one.influence, input));
  const covariance = robustCovariance(contributions, input.adjustment.pairs ?? undefined);
  const measures = found.linear.map((one, k) => withInterval(one, Math.sqrt(covariance[k]![k]!), input.confidence));
  return { measures, estimate: found.linear[0]!.estimate, contributions: contributions[0]!, risks: found.risks };
}

function linearised({ arm, time, event, adjustment }: EffectInput): {
  readonly linear: readonly Linear[];
  readonly risks: Effect['risks'];
} | null {
  const { weights } = adjustment;
  const places = Int32Array.from(arm.keys()).filter((i) => weights[i]! > 0);
  const events = [0, 0];
  for (const i of places) events[arm[i]!]! += event[i]!;
  if (events.some((n) => n === 0)) return null;
  const pick = (of: ArrayLike<number>) => Float64Array.from(places, (i) => of[i]!);
  const spread = (values: Float64Array) => {
    const out = new Float64Array(arm.length);
    places.forEach((i, at) => {
      out[i] = values[at]!;
    });
    return out;
  };
  if (time) {
    const fit = coxRegression({
      time: pick(time),
      event: Uint8Array.from(places, (i) => event[i]!),
      columns: [pick(arm)],
      weights: pick(weights),
    });
    if (!fit.converged) return null;
    const influence = spread(fit.influence[0]!);
    return { linear: [{ measure: 'hazard-ratio', estimate: fit.coefficients[0]!, influence }], risks: null };
  }
  const risks = weightedRisks(pick(arm), pick(event), pick(weights));
  return {
    linear: [
      { measure: 'risk-difference', estimate: risks.difference, influence: spread(risks.differenceInfluence) },
      { measure: 'risk-ratio', estimate: risks.logRatio, influence: spread(risks.logRatioInfluence) },
    ],
    risks: { treated: risks.treated, comparator: risks.control },
  };
}

/** Weight times influence, and for estimated weights what each person's score moves the estimate by through them. */
function contributionsOf(influence: Float64Array, { arm, adjustment, propensity }: EffectInput): Float64Array {
  const { weights, slopes } = adjustment;
  const own = influence.map((value, i) => value * weights[i]!);
  if (!slopes || !propensity?.regression) return own;
  const { columns, covariance, rows } = propensity.regression;
  const size = columns.length + 1;
  const at = (j: number, i: number) => (j === 0 ? 1 : columns[j - 1]![i]!);
  const gradient = new Float64Array(size);
  for (let i = 0; i < own.length; i++) {
    const pull = influence[i]! * slopes[i]!;
    if (pull !== 0) for (let j = 0; j < size; j++) gradient[j]! += pull * at(j, i);
  }
  const direction = gradient.map((_, j) => gradient.reduce((sum, g, k) => sum + covariance[j * size + k]! * g, 0));
  return own.map((value, i) => {
    if (rows[i] === 0) return value;
    let along = 0;
    for (let j = 0; j < size; j++) along += direction[j]! * at(j, i);
    return value + along * (arm[i]! - propensity.propensity[i]!);
  });
}

function withInterval({ measure, estimate, influence: _ }: Linear, error: number, confidence: number): Measured {
  const z = criticalZ(confidence);
  const shown = measure === 'risk-difference' ? (value: number) => value : Math.exp;
  return {
    measure,
    estimate: shown(estimate),
    lower: shown(estimate - z * error),
    upper: shown(estimate + z * error),
    error,
    p: 2 * normalCdf(-Math.abs(estimate / error)),
  };
}
