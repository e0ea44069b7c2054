import type { CohortRun } from '../../../core/cohort/run.ts';

/** What the statement of `compileAttrition` gives, out of the statistics of a run. */
export function attritionRows({ attrition, remaining }: CohortRun): readonly (readonly (string | number)[])[] {
  const { events, persons, rules } = attrition;
  return [
    [0, 'entry events', events.entry, persons.entry, 0, 0, events.entry, persons.entry],
    ...rules.map((rule, i) => [
      i + 1,
      rule.name,
      rule.events,
      rule.persons,
      rule.eventsGain,
      rule.personsGain,
      remaining[i]!.events,
      remaining[i]!.persons,
    ]),
  ];
}
