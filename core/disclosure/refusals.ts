import { Failure } from '../../contract/failure.ts';
import type { Amounts } from './cell-rows.ts';
import type { Policy } from './policy.ts';

/** What may be computed of the values in a cell. */
export const statistics = ['sum', 'mean'] as const;
export type AmountStatistic = (typeof statistics)[number];

/** Smallest and largest values, each the value of one person. */
const extremes: ReadonlySet<string> = new Set(['min', 'minimum', 'max', 'maximum']);

/**
 * A statistic by its name. The smallest and the largest value of a group are one person's own.
 *
 * Source: OpenSAFELY, output checking: minima and maxima are not released.
 *
 * @throws Failure `disclosure` for a minimum or maximum, `usage` for what is not known.
 */
export function amountStatistic(name: string, policy: Policy): AmountStatistic {
  const known = statistics.find((one) => one === name);
  if (known !== undefined) return known;
  if (extremes.has(name) && policy.extremes === 'refuse') {
    throw new Failure(
      'disclosure',
      `A ${name} is the value of one person, so it is not published. Ask for a percentile with enough persons on each side.`,
    );
  }
  throw new Failure('usage', `“${name}” is no statistic that is checked here. Take ${statistics.join(' or ')}.`);
}

/**
 * Dominance has no meaning for values below zero, and a value that is missing may be one of those that matter: both are
 * refused unless the policy says otherwise.
 *
 * Source: ACRO, checks of negative and missing values.
 *
 * @throws Failure `disclosure`.
 */
export function refuseAmounts(cells: readonly { count: number; amounts: Amounts }[], policy: Policy): void {
  if (policy.negatives === 'refuse' && cells.some(({ amounts }) => amounts.negative > 0)) {
    throw new Failure(
      'disclosure',
      'Some values are below zero. Whether one person dominates a sum cannot be told of such values: shift them, or set “negatives” to “withhold” (their cells) or “size”.',
    );
  }
  if (policy.missing === 'refuse' && cells.some(({ count, amounts }) => amounts.given < count)) {
    throw new Failure(
      'disclosure',
      'Some persons have no value. Leave them out of the table first, or set “missing” to “withhold” (their cells) or “count”.',
    );
  }
}
