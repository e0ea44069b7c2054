import type { CheckChange, CheckedCell, EarlierRelease, ReleaseTable, RuleId } from '../../contract/release.ts';
import { placeOf } from './place.ts';
import type { Policy } from './policy.ts';

type Reason = Pick<CheckChange, 'rule' | 'reason'>;

/** Why a cell is withheld, in words, by the rule that withheld it. */
function reasonOf(rule: RuleId, policy: Policy): Reason {
  const { threshold } = policy;
  const reasons: Partial<Record<RuleId, Reason>> = {
    'smallest-count': {
      rule: 'smallest count',
      reason: `It counts 1 to ${threshold - 1} persons or events, or is a share of so few.`,
    },
    'attrition-step': {
      rule: 'attrition',
      reason: `Beside the other steps it would show that one loses 1 to ${threshold - 1} persons or events.`,
    },
    'withheld-group': {
      rule: 'secondary suppression',
      reason: 'It is a percentage of a group whose size is withheld, and would tell it.',
    },
    'small-basis': {
      rule: 'statistic on few persons',
      reason: `It rests on fewer than ${threshold} persons or events.`,
    },
    'small-metric': {
      rule: 'statistic on few persons',
      reason: `It measures a model over fewer than ${policy.metricPersons} persons.`,
    },
    percentile: {
      rule: 'percentile',
      reason: `Fewer than ${threshold} persons are on one side of it.`,
    },
    dominance: {
      rule: 'dominance',
      reason: 'One or two persons make up so much of it that the value of one could be worked out closely.',
    },
    'negative-values': {
      rule: 'dominance',
      reason: 'Some values are below zero, so that dominance cannot be judged.',
    },
    deviation: {
      rule: 'degrees of freedom',
      reason: `It rests on fewer than ${policy.degreesOfFreedom + 1} values.`,
    },
    ratio: { rule: 'ratio', reason: `One of its two counts is of fewer than ${threshold} persons or events.` },
    'model-size': {
      rule: 'degrees of freedom',
      reason: 'The model behind it has too many parameters for its persons.',
    },
  };
  return (
    reasons[rule] ?? {
      rule: 'secondary suppression',
      reason: 'With it, a small count beside it could be worked out by subtraction.',
    }
  );
}

function earlierReason({ at, titles }: EarlierRelease): Reason {
  const what = titles.map((title) => `“${title}”`).join(', ');
  return {
    rule: 'differencing',
    reason:
      `With what left on ${at.slice(0, 10)} (${what}) a small count could be worked out. ` +
      'Release the same cohort again, use coarser groups, or let the two differ by more persons.',
  };
}

/**
 * What was withheld, cell by cell, and that the rest was rounded. Names places and reasons, never a value. `earlierOf`
 * gives the release that left before for cells that are withheld because of one.
 */
export function tableChanges(
  table: ReleaseTable,
  rows: readonly (readonly CheckedCell[])[],
  policy: Policy,
  earlierOf: (row: number, column: number) => EarlierRelease | null,
): CheckChange[] {
  const changes: CheckChange[] = [];
  for (const [r, row] of rows.entries()) {
    for (const [c, { rule: id }] of row.entries()) {
      if (!id) continue;
      const where = placeOf(table, r, c);
      const earlier = id === 'earlier-release' ? earlierOf(r, c) : null;
      if (earlier === null) changes.push({ where, action: 'withheld', id, ...reasonOf(id, policy) });
      else changes.push({ where, action: 'withheld', id, earlier, ...earlierReason(earlier) });
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
  id: 'rounding',
});
