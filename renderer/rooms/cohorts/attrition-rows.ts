import type { Attrition } from '../../../contract/cohort.ts';
import { cohortsText as t } from '../../text/cohorts.ts';

export interface AttritionRow {
  readonly key: string;
  readonly step: string;
  readonly persons: number;
  readonly events: number;
  /** Share of the persons with an entry event, 0-1; null where nobody entered. */
  readonly share: number | null;
  /** What the rule alone excludes; null for a step that is no rule. */
  readonly alone: { readonly persons: number; readonly events: number } | null;
}

interface Counted {
  readonly attrition: Attrition;
  readonly persons: number;
  readonly events: number;
}

/** Circe's inclusion statistics, one row a step: entry, each rule by itself, all rules, the cohort's own rows. */
export function attritionRows({ attrition, persons, events }: Counted): readonly AttritionRow[] {
  const entry = attrition.persons.entry;
  const share = (n: number) => (entry === 0 ? null : n / entry);
  const plain = (key: string, step: string, n: number, m: number): AttritionRow => ({
    key,
    step,
    persons: n,
    events: m,
    share: share(n),
    alone: null,
  });
  const rules = attrition.rules.map((rule, index) => ({
    key: `rule ${index}`,
    step: rule.name || `${t.attrition.rule} ${index + 1}`,
    persons: rule.persons,
    events: rule.events,
    share: share(rule.persons),
    alone: { persons: rule.personsGain, events: rule.eventsGain },
  }));
  const all =
    rules.length > 0 ? [plain('final', t.attrition.final, attrition.persons.final, attrition.events.final)] : [];
  return [
    plain('entry', t.attrition.entry, entry, attrition.events.entry),
    ...rules,
    ...all,
    plain('cohort', t.attrition.cohort, persons, events),
  ];
}
