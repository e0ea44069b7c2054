import type { InclusionRule } from '../expression/cohort.ts';
import type { Index } from './events.ts';
import { groupTest } from './group.ts';
import type { Scope } from './scope.ts';
import { oneLine } from './statement.ts';

export const ruleColumn = (i: number) => `rule_${i + 1}`;

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
    body: [
      'SELECT e.person_id, e.event_id, e.start_date, e.end_date, e.op_end_date, e.source_id, e.source,',
      columns.join(',\n'),
      `FROM ${events} e`,
      ...new Set(tests.flatMap(({ joins }) => joins)),
    ].join('\n'),
  });
}

/** Every rule holds. */
export function allRules(count: number): string {
  return count === 0 ? '' : `\nWHERE ${Array.from({ length: count }, (_, i) => ruleColumn(i)).join(' AND ')}`;
}
