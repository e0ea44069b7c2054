import type { Amounts } from './cell-rows.ts';
import type { CrossTable } from './cross-table.ts';
import { isDominated, isWithinPercent, together } from './dominance.ts';
import type { Policy } from './policy.ts';
import { isSmall } from './small-count.ts';
import type { RuleCheck } from './table-report.ts';

/** What each rule for a single cell of sums or means has against it. */
export interface AmountRules {
  readonly small: boolean;
  readonly missing: boolean;
  readonly negative: boolean;
  readonly dominated: boolean;
  readonly withinPercent: boolean;
}

const nothing: Amounts = { sum: 0, size: 0, given: 0, negative: 0, largest: [] };

/** The amounts of each cell and total, in the table's order. */
export function amountsOf({ nodes, given, relations }: CrossTable): Amounts[] {
  const amounts: (Amounts | undefined)[] = given.map((cell) => cell?.amounts ?? nothing);
  for (const { parts, total } of relations) amounts[total] ??= together(parts.map((part) => amounts[part]!));
  return nodes.map((_, node) => amounts[node]!);
}

/**
 * The rules for single cells. Where values below zero are withheld and there are any, dominance is looked for in no cell
 * of the table.
 *
 * Source: ACRO, `sdcchecks.py`: “dominance not defined when negative values are present”.
 */
export function amountRules({ nodes }: CrossTable, amounts: readonly Amounts[], policy: Policy): AmountRules[] {
  const isDefined = policy.negatives === 'size' || amounts.every(({ negative }) => negative === 0);
  return nodes.map(({ value }, at): AmountRules => {
    const own = amounts[at]!;
    return {
      small: isSmall(value, policy),
      missing: policy.missing === 'withhold' && own.given < value,
      negative: policy.negatives === 'withhold' && own.negative > 0,
      dominated: isDefined && isDominated(own, policy),
      withinPercent: isDefined && isWithinPercent(own, policy),
    };
  });
}

/** Why a cell is withheld: for its few persons or missing values, or for what few persons make of its sum. */
export function amountReason(rules: AmountRules): 'primary' | 'dominance' | null {
  if (rules.small || rules.missing) return 'primary';
  return rules.negative || rules.dominated || rules.withinPercent ? 'dominance' : null;
}

/** How often each rule took hold, in the report's words. */
export function amountRuleChecks(rules: readonly AmountRules[], policy: Policy): RuleCheck[] {
  const count = (is: (one: AmountRules) => boolean): number => rules.filter(is).length;
  const { nk } = policy;
  return [
    { name: 'smallest count', setting: policy.threshold, flagged: count(({ small }) => small) },
    {
      name: 'dominance (NK)',
      setting: nk === null ? 'off' : `${nk.largest}, ${nk.percent} %`,
      flagged: count(({ dominated }) => dominated),
    },
    { name: 'p%', setting: policy.pPercent ?? 'off', flagged: count(({ withinPercent }) => withinPercent) },
    { name: 'values below zero', setting: policy.negatives, flagged: count(({ negative }) => negative) },
    { name: 'missing values', setting: policy.missing, flagged: count(({ missing }) => missing) },
  ];
}
