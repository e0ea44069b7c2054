import type { InclusionRule } from '../expression/cohort.ts';
import type { CriteriaGroup } from '../expression/criteria-tree.ts';
import type { Index } from './events.ts';
import { groupTest, joinsOf } from './group.ts';
import type { Scope } from './scope.ts';
import { oneLine } from './statement.ts';

export const ruleColumn = (i: number) => `rule_${i + 1}`;

const eventColumns = [
  'person_id',
  'event_id',
  'start_date',
  'end_date',
  'op_start_date',
  'op_end_date',
  'source_id',
  'source',
];

/** Adds the qualified events with one column a rule that says whether it holds. */
export function addRules(scope: Scope, index: Index, rules: readonly InclusionRule[]): string {
  const events = index.name;
  if (rules.length === 0) return events;
  const tests = rules.map(({ group }) => groupTest(scope, group, index));
  const columns = tests.map(({ condition }, i) => `  ${condition} AS ${ruleColumn(i)}`);
  const names = rules.map(({ name }, i) => `  ${ruleColumn(i)}: ${oneLine(name)}`);
  return scope.steps.add({
    name: 'ruled_events',
    note: ['which inclusion rules hold for each event', ...names].join('\n'),
    body: (isRead) =>
      [
        `SELECT ${eventColumns
          .filter(isRead)
          .map((column) => `e.${column}`)
          .join(', ')},`,
        columns.join(',\n'),
        `FROM ${events} e`,
        ...joinsOf(tests),
      ].join('\n'),
  });
}

/** Whether rules look at nothing of an index event but its start and the observation period around it. */
export function isByStart({ criteria, demographics, groups }: CriteriaGroup): boolean {
  return (
    criteria.every(
      ({ restrictVisit, startWindow, endWindow }) =>
        !restrictVisit && !startWindow.useIndexEnd && !(endWindow?.useIndexEnd ?? false),
    ) &&
    demographics.every(({ occurrenceEndDate }) => occurrenceEndDate === null) &&
    groups.every(isByStart)
  );
}

/** Every rule holds. */
export function allRules(count: number): string {
  return count === 0 ? '' : `\nWHERE ${Array.from({ length: count }, (_, i) => ruleColumn(i)).join(' AND ')}`;
}
