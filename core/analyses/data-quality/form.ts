import type { ParamField } from '../../../contract/analysis.ts';
import { type CheckKind, checkKinds } from './thresholds.ts';

/** Thresholds that the form asks for: those on which sources differ most. All others are changed by `thresholds`. */
const asked = {
  unmapped: { label: 'Rows without a concept', kinds: ['mappedConcept'] },
  outsideLife: { label: 'Dates before birth or long after death', kinds: ['afterBirth', 'beforeDeath'] },
  outsideObservation: { label: 'Events outside observation periods', kinds: ['withinObservation'] },
  implausible: {
    label: 'Values that cannot be',
    kinds: ['plausibleLow', 'plausibleHigh', 'notNegative', 'placeholderValue'],
  },
} as const satisfies Record<string, { readonly label: string; readonly kinds: readonly CheckKind[] }>;

export type AskedThreshold = keyof typeof asked;
export const askedThresholds = Object.keys(asked) as AskedThreshold[];

export const fields: readonly ParamField[] = askedThresholds.map((key) => ({
  kind: 'number',
  key,
  label: asked[key].label,
  help: 'So many may fail: 0 to 100.',
  optional: true,
  unit: '%',
  initial: checkKinds[asked[key].kinds[0]].threshold,
}));

/** What the form says, as thresholds by check; a more particular one that is given stands. */
export function thresholdsOf(
  given: Partial<Record<AskedThreshold, number>> & { readonly thresholds: Readonly<Record<string, number>> },
): Record<string, number> {
  const own = askedThresholds.flatMap((key) =>
    given[key] === undefined ? [] : asked[key].kinds.map((kind) => [kind, given[key]!] as const),
  );
  return { ...Object.fromEntries(own), ...given.thresholds };
}
