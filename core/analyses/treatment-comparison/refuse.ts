import { Failure } from '../../../contract/failure.ts';
import { rocAuc } from '../../inference/metrics.ts';
import type { Adjustment } from './adjustment.ts';
import type { Design } from './design.ts';
import { fewestInArm } from './limits.ts';
import type { Gathered } from './subjects.ts';
import { tellingTerms } from './telling.ts';

/**
 * Turns away what cannot be compared: an arm of too few persons, nobody with the event, nothing to adjust for.
 *
 * @throws Failure `invalid_input` that names the arm or the parameter.
 */
export function refuseUnfit({ subjects, about }: Omit<Gathered, 'sql'>, design: Design): void {
  const sizes = [0, 0];
  for (const side of subjects.arm) sizes[side]! += 1;
  refuseSmallArms(sizes, about.armNames, about.unit);
  if (subjects.event.every((value) => value === 0)) {
    const param = about.source === 'table' ? 'event' : 'outcome';
    const message = `Parameter “${param}”: nobody in either arm has “${about.outcome}” during follow-up (${about.eventReading}), so there is no effect to estimate. Choose another.`;
    throw new Failure('invalid_input', message, { param });
  }
  if (design.terms.length === 0) {
    const message =
      'There is no covariate to adjust for: none was given, or each is the same or missing in everybody. Name some that are known before the treatment.';
    throw new Failure('invalid_input', message, { param: about.source === 'table' ? 'covariates' : 'features' });
  }
}

/**
 * @param sizes persons of the comparator, then of the treatment; @param names the other way round.
 * @throws Failure `invalid_input` that names an arm of fewer than `fewestInArm`.
 */
export function refuseSmallArms(sizes: readonly number[], names: readonly [string, string], unit: string): void {
  const small = names.find((_, at) => sizes[1 - at]! < fewestInArm);
  if (small === undefined) return;
  const message = `“${small}” has fewer than ${fewestInArm} ${unit} that can be compared. Neither balance nor an interval would mean anything; choose larger groups, or leave out fewer.`;
  throw new Failure('invalid_input', message, { arm: small });
}

interface Side {
  readonly propensity: { readonly propensity: Float64Array };
  readonly kept: Uint8Array;
  readonly adjustment: Adjustment;
}

/**
 * Turns away arms that do not meet: after trimming or matching one of them is as good as empty.
 *
 * @throws Failure `invalid_input` that names what tells the arms apart by itself.
 */
export function refuseNoOverlap(arm: Uint8Array, { propensity, kept, adjustment }: Side, design: Design): void {
  const auc = rocAuc(propensity.propensity, arm);
  const left = [0, 0];
  const used = [0, 0];
  arm.forEach((side, i) => {
    left[side]! += kept[i]!;
    used[side]! += Number(adjustment.weights[i]! > 0);
  });
  if (Math.min(...left) >= fewestInArm && auc !== 1) {
    if (Math.min(...used) >= fewestInArm) return;
    const message = `Fewer than ${fewestInArm} pairs lie within the caliper, too few to compare. Widen the caliper, or weight instead of matching.`;
    throw new Failure('invalid_input', message, { param: 'caliper' });
  }
  const told = tellingTerms(design, arm);
  const cause =
    told.length > 0
      ? `By itself it is told by ${told.map((label) => `“${label}”`).join(', ')}: leave out what is recorded because of the treatment, or compare persons who could have had either.`
      : 'Compare persons who could have had either, or leave out covariates that stand for the treatment itself.';
  const message = `The two arms do not overlap: from the covariates one can tell who got which treatment, so nobody in one arm is like anybody in the other. ${cause}`;
  throw new Failure('invalid_input', message, { covariates: told });
}
