import type { CheckedCell } from '../../contract/release.ts';
import type { CellContext } from './cell-context.ts';
import { numberText } from './number-text.ts';
import { roundCount } from './rounding.ts';
import { isSmall } from './small-count.ts';
import { withheldCell } from './withheld-cell.ts';

/**
 * A percentage follows its count: withheld with it, and computed from the two rounded counts. It is withheld as well
 * where its group is too small, or where a count of the group's size is withheld in the same table.
 *
 * Source: OpenSAFELY output checking ("percentages must be calculated from the rounded counts").
 */
export function checkShare(cell: { of: number; among: number }, context: CellContext): CheckedCell {
  const { key, system, counts, withheldSizes, policy } = context;
  const index = system.nodeOf.get(key)!;
  const group = system.groupOf.get(key)!;
  const rule = counts.rules[index] ?? null;
  if (rule !== null) return withheldCell(rule);
  if (cell.among === 0) return { text: 'n/a', status: 'published' };
  if (isSmall(cell.among, policy)) return withheldCell('smallest-count');
  if (withheldSizes.has(cell.among) || counts.rules[group] !== null) return withheldCell('withheld-group');
  const among = counts.published[group]?.value ?? roundCount(cell.among, policy);
  const of = counts.published[index]!.value ?? roundCount(cell.of, policy);
  const share = of > among ? roundCount(cell.of, policy) / roundCount(cell.among, policy) : of / among;
  const text = `${numberText(100 * share, policy.percentDigits)} %`;
  return { text, status: policy.rounding === 0 || cell.of === 0 ? 'published' : 'rounded' };
}
