import type { CheckChange, CheckedCell, ReleaseTable } from '../../contract/release.ts';
import { placeOf } from './place.ts';
import type { Policy } from './policy.ts';

const withheldBecause = {
  primary: (policy: Policy) => ({
    rule: 'smallest count',
    reason: `It counts 1 to ${policy.threshold - 1} persons or events, or is a share of so few.`,
  }),
  secondary: () => ({
    rule: 'secondary suppression',
    reason: 'With it, a small count beside it could be worked out by subtraction.',
  }),
  'small-basis': (policy: Policy) => ({
    rule: 'statistic on few persons',
    reason: `It rests on fewer than ${policy.threshold} persons or events, or measures a model over fewer than ${policy.metricPersons}.`,
  }),
} as const;

/** What was withheld, cell by cell, and that the rest was rounded. Names places and reasons, never a value. */
export function tableChanges(
  table: ReleaseTable,
  rows: readonly (readonly CheckedCell[])[],
  policy: Policy,
): CheckChange[] {
  const changes: CheckChange[] = [];
  for (const [r, row] of rows.entries()) {
    for (const [c, { status }] of row.entries()) {
      if (status === 'published' || status === 'rounded') continue;
      changes.push({ where: placeOf(table, r, c), action: 'withheld', ...withheldBecause[status](policy) });
    }
  }
  if (rows.some((row) => row.some((cell) => cell.status === 'rounded'))) changes.push(rounded(table, policy));
  return changes;
}

const rounded = (table: ReleaseTable, policy: Policy): CheckChange => ({
  where: table.title,
  rule: 'rounding',
  action: 'rounded',
  reason: `Counts are rounded to ${policy.rounding}; totals and percentages come from the rounded counts.`,
});
