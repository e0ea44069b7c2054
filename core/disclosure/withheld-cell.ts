import type { CheckedCell, RuleId } from '../../contract/release.ts';

/** Rules that withhold a count which is no small one itself. */
const protecting: ReadonlySet<RuleId> = new Set(['secondary', 'attrition-step', 'withheld-group', 'earlier-release']);

/** A cell that is not shown. Whether it is small itself or protects another is known inside the study only. */
export function withheldCell(rule: RuleId): CheckedCell {
  if (rule === 'smallest-count') return { text: null, status: 'primary', rule };
  return { text: null, status: protecting.has(rule) ? 'secondary' : 'small-basis', rule };
}
