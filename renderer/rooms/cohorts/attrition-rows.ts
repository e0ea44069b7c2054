import type { Attrition } from '../../../contract/cohort.ts';
import type { FlowInput } from '../../charts/geometry/attrition-flow.ts';
import { cohortsText as t } from '../../text/cohorts.ts';

export interface AttritionRow {
  readonly key: string;
  readonly step: string;
  /** What is left at this step; null for a rule that is off. */
  readonly persons: number | null;
  readonly events: number | null;
  /** Share of the persons with an entry event, 0-1; null where nobody entered, and before the entry. */
  readonly share: number | null;
  /** A rule: persons who meet it by itself, and persons whom it alone excludes. */
  readonly rule: { readonly meet: number; readonly alone: number } | null;
}

/** The numbers of the flow, one row a step, with Circe's inclusion statistics beside each rule that is on. */
export function attritionRows(flow: FlowInput, { rules }: Attrition): readonly AttritionRow[] {
  const { before = [], entry, final } = flow;
  const shareOf = (persons: number) => (entry.persons === 0 ? null : persons / entry.persons);
  const plain = (key: string, step: FlowInput['entry'], share: number | null): AttritionRow => ({
    key,
    step: step.name,
    persons: step.persons,
    events: step.events,
    share,
    rule: null,
  });
  let next = 0;
  const ofRules = flow.rules.map((rule, index): AttritionRow => {
    const key = `rule ${index}`;
    if (rule.isOff)
      return { key, step: `${rule.name} (${t.attrition.off})`, persons: null, events: null, share: null, rule: null };
    const counted = rules[next];
    next += 1;
    return {
      ...plain(key, rule, shareOf(rule.persons)),
      rule: counted ? { meet: counted.persons, alone: counted.personsGain } : null,
    };
  });
  return [
    ...before.map((step, index) => plain(`before ${index}`, step, null)),
    plain('entry', entry, shareOf(entry.persons)),
    ...ofRules,
    plain('cohort', final, shareOf(final.persons)),
  ];
}
