import type { ComparisonParams, ComparisonResult } from './spec.ts';

/** How many persons of a cohort (1 the treatment) ended up how. */
export type Status = {
  readonly arm: number;
  readonly status: string;
  readonly persons: number;
};

/** Who was left out, in the order in which it was looked at. */
export function exclusions(
  perArm: readonly { readonly entries: number; readonly persons: number }[],
  statuses: readonly Status[],
  { lagDays, horizonDays }: ComparisonParams,
): ComparisonResult['excluded'] {
  const n = (status: string) => statuses.reduce((sum, one) => (one.status === status ? sum + one.persons : sum), 0);
  return [
    { reason: 'later entries of the same person', n: perArm.reduce((sum, one) => sum + one.entries - one.persons, 0) },
    // Who is in both has a line in each cohort.
    { reason: 'entered both cohorts on the same day', n: n('same day') / 2 },
    { reason: 'in both cohorts', n: n('both') / 2 },
    { reason: 'entered the other cohort first, and counted there', n: n('later') },
    { reason: 'not in an observation period at entry', n: n('unobserved') },
    { reason: 'died before entry', n: n('died') },
    {
      reason:
        lagDays > 0 ? `had the outcome by day ${lagDays} after entry` : 'had the outcome before or on the day of entry',
      n: n('before'),
    },
    {
      reason: lagDays > 0 ? `not followed beyond day ${lagDays}` : 'not followed beyond the day of entry',
      n: n('no time'),
    },
    { reason: `left before day ${horizonDays ?? 0} without the outcome`, n: n('unknown') },
  ];
}

/** From when to when a person is followed, in words. */
export function followUpWords({ followUp, lagDays, horizonDays }: ComparisonParams): string {
  const from = lagDays > 0 ? `from day ${lagDays + 1} after entry` : 'from the day after entry';
  const until =
    followUp === 'treatment'
      ? 'the end of treatment (the cohort’s end date, or entry into the other cohort), of observation or death'
      : 'the end of observation or death';
  const most = horizonDays === undefined ? '' : `, at most ${horizonDays} days`;
  return `${from} until ${until}${most}`;
}
