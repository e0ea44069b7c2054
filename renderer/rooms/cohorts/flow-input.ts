import type { CohortResult } from '../../../contract/cohort.ts';
import type { FlowInput } from '../../charts/geometry/attrition-flow.ts';
import { cohortsText as t } from '../../text/cohorts.ts';

/**
 * The flow of a generated cohort: what each rule and all before it leave. Where only Circe's own statistics are kept,
 * each rule is counted by itself, with what it alone excludes.
 */
export function flowInput({ attrition, remaining, persons, rows }: CohortResult): FlowInput {
  const { rules } = attrition;
  const isSequence = remaining.length === rules.length;
  const nameOf = (index: number) => rules[index]?.name || `${t.attrition.rule} ${index + 1}`;
  return {
    counts: isSequence ? 'remaining' : 'each',
    entry: { name: t.attrition.entry, persons: attrition.persons.entry, events: attrition.events.entry },
    rules: isSequence
      ? remaining.map((left, index) => ({ ...left, name: nameOf(index) }))
      : rules.map((rule, index) => ({
          name: nameOf(index),
          persons: rule.persons,
          events: rule.events,
          alone: rule.personsGain,
        })),
    final: { name: t.attrition.cohort, persons, events: rows },
  };
}
