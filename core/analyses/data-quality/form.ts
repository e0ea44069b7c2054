import type { AskedThreshold } from './spec.ts';
import type { CheckKind } from './thresholds.ts';

/** Which checks the thresholds of the form are for: those on which sources differ most. All others are changed by `thresholds`. */
export const askedKinds: Readonly<Record<AskedThreshold, readonly CheckKind[]>> = {
  unmapped: ['mappedConcept'],
  outsideLife: ['afterBirth', 'beforeDeath'],
  outsideObservation: ['withinObservation'],
  implausible: ['plausibleLow', 'plausibleHigh', 'notNegative', 'placeholderValue'],
};

/** What the form says, as thresholds by check; a more particular one that is given stands. */
export function thresholdsOf(
  given: Partial<Record<AskedThreshold, number>> & { readonly thresholds: Readonly<Record<string, number>> },
): Record<string, number> {
  const own = (Object.keys(askedKinds) as AskedThreshold[]).flatMap((key) => {
    const share = given[key];
    return share === undefined ? [] : askedKinds[key].map((kind) => [kind, share] as const);
  });
  return { ...Object.fromEntries(own), ...given.thresholds };
}
