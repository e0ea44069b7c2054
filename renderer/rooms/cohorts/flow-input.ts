import type { CohortResult } from '../../../contract/cohort.ts';
import type { Outline } from '../../../contract/outline.ts';
import type { FlowInput, FlowRule } from '../../charts/geometry/attrition-flow.ts';
import { cohortsText as t } from '../../text/cohorts.ts';
import { allLines, nameOf } from './editor/outline-nodes.ts';

const ruleAt = (result: CohortResult, index: number): FlowRule | null => {
  const { rules } = result.attrition;
  const rule = rules[index];
  if (!rule) return null;
  const name = rule.name || `${t.attrition.rule} ${index + 1}`;
  const left = result.remaining.length === rules.length ? result.remaining[index] : undefined;
  return left ? { ...left, name } : { name, persons: rule.persons, events: rule.events, alone: rule.personsGain };
};

/** The rules of the result in the order of the definition, with those that are off in their places. */
function withOff(result: CohortResult, outline: Outline | null): readonly FlowRule[] {
  const applied = result.attrition.rules.flatMap((_, index) => ruleAt(result, index) ?? []);
  const lines = outline ? allLines(outline).filter(({ role }) => role === 'rule') : [];
  if (lines.filter(({ isOff }) => !isOff).length !== applied.length) return applied;
  let next = 0;
  return lines.flatMap((line): FlowRule[] => {
    if (line.isOff) return [{ name: nameOf(line), persons: 0, events: 0, isOff: true }];
    const rule = applied[next];
    next += 1;
    return rule ? [rule] : [];
  });
}

/** From the events found to the entry: the first step, and those after it that lost something. The last is the entry. */
function beforeEntry({ entry }: CohortResult): NonNullable<FlowInput['before']> {
  const steps = entry.flatMap(({ step, ...left }) =>
    step === 'qualified' ? [] : [{ ...left, name: t.attrition.before[step] }],
  );
  return steps.filter(({ persons, events }, index) => {
    const above = steps[index - 1];
    return !above || above.persons !== persons || above.events !== events;
  });
}

/**
 * The flow of a cohort: what its entry criteria find, who of them enters, and what each rule and all before it leave.
 * Where only Circe's own statistics are kept, each rule is counted by itself, with what it alone excludes.
 */
export function flowInput(result: CohortResult, outline: Outline | null): FlowInput {
  const { attrition, remaining, persons, rows } = result;
  const entry = { name: t.attrition.entry, persons: attrition.persons.entry, events: attrition.events.entry };
  return {
    counts: remaining.length === attrition.rules.length ? 'remaining' : 'each',
    before: beforeEntry(result),
    entry,
    rules: withOff(result, outline),
    final: { name: t.attrition.cohort, persons, events: rows },
  };
}
