import type { Verdict } from '../../../contract/data.ts';
import type { RiskMeasures, RiskOfSet } from '../../../contract/risk.ts';
import { riskPolicy } from './policy.ts';

/** By the smallest class, missing values being a category of their own: the more careful reading. */
export function verdictOf({ k }: RiskMeasures): Verdict {
  if (k === 0 || k >= riskPolicy.warn) return 'clear';
  return k < riskPolicy.block ? 'blocked' : 'review';
}

/** One line of plain words. */
export function summaryOf({ columns, own, withoutValue }: RiskOfSet): string {
  const number = (n: number) => n.toLocaleString('en');
  const rows = (n: number) => `${number(n)} ${n === 1 ? 'row' : 'rows'}`;
  const by = columns.length > 4 ? `these ${columns.length} columns` : columns.join(', ');
  if (own.rows === 0) return `No row has a value in ${by}.`;
  const left = withoutValue > 0 ? ` ${rows(withoutValue)} without any of these values are not counted.` : '';
  const below = own.below.find(({ limit }) => limit === riskPolicy.block)?.rows ?? 0;
  if (below === 0)
    return `By ${by}, every row looks like at least ${number(own.k - 1)} others (k = ${number(own.k)}).${left}`;
  const share = ((100 * below) / own.rows).toFixed(below / own.rows < 0.001 ? 3 : 1);
  const unique = own.uniques > 0 ? `; ${number(own.uniques)} ${own.uniques === 1 ? 'is' : 'are'} unique` : '';
  return `By ${by}, ${rows(below)} (${share} %) ${below === 1 ? 'is' : 'are'} in classes of fewer than ${riskPolicy.block}${unique}.${left}`;
}
