import type { CheckedCell } from '../../contract/release.ts';
import type { CellContext } from './cell-context.ts';
import { numberText } from './number-text.ts';
import { roundCount } from './rounding.ts';
import { isSmall } from './small-count.ts';

/**
 * A percentage follows its count: withheld with it, and computed from the two rounded counts. It is withheld as well
 * where its group is too small, or where a count of the group's size is withheld in the same table.
 *
 * Source: OpenSAFELY output checking ("percentages must be calculated from the rounded counts").
 */
export function checkShare(cell: { of: number; among: number }, context: CellContext): CheckedCell {
  const { key, system, protection, withheldSizes, policy } = context;
  const index = system.nodeOf.get(key)!;
  const status = protection.status[index] ?? null;
  if (status !== null) return { text: null, status };
  if (cell.among === 0) return { text: 'n/a', status: 'published' };
  if (isSmall(cell.among, policy)) return { text: null, status: 'primary' };
  if (withheldSizes.has(cell.among)) return { text: null, status: 'secondary' };
  const among = protection.published[system.groupOf.get(key)!]?.value ?? roundCount(cell.among, policy);
  const of = protection.published[index]!.value ?? roundCount(cell.of, policy);
  const share = of > among ? roundCount(cell.of, policy) / roundCount(cell.among, policy) : of / among;
  const text = `${numberText(100 * share, policy.percentDigits)} %`;
  return { text, status: policy.rounding === 0 || cell.of === 0 ? 'published' : 'rounded' };
}
