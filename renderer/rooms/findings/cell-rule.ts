import type { CheckedCell, RuleId } from '../../../contract/release.ts';

/** Of findings that were checked before each cell kept its rule. */
const byStatus: Readonly<Record<CheckedCell['status'], RuleId | null>> = {
  published: null,
  rounded: 'rounding',
  primary: 'smallest-count',
  secondary: 'secondary',
  'small-basis': 'small-basis',
};

/** The rule that withheld or rounded a cell; null where it is shown as it is. */
export const ruleOfCell = ({ status, rule }: CheckedCell): RuleId | null => rule ?? byStatus[status];
