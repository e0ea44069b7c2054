import type { CohortResult } from '../../contract/cohort.ts';
import type { Counted } from '../../contract/release.ts';
import type { DefinitionParts } from './definition-parts.ts';
import { hashOf } from './result-source.ts';

/** A cohort as it was generated. */
export type Made = Pick<CohortResult, 'name' | 'rows' | 'persons' | 'attrition' | 'remaining' | 'entry'>;
type Entry = CohortResult['entry'][number]['step'];
type Rule = Made['attrition']['rules'][number];

/** One line of an attrition. Whom its counts count is said where the definition is known. */
export interface Step {
  readonly label: string;
  /** What is left; null of a rule that is off. */
  readonly left: { readonly persons: number; readonly events: number | null } | null;
  readonly who?: Counted | undefined;
  readonly rule?: RuleStep;
}

/** Those who meet a rule on its own, and those whom nothing but it excludes. */
interface RuleStep extends Pick<Rule, 'persons' | 'personsGain'> {
  readonly met?: Counted | undefined;
  readonly alone?: Counted | undefined;
}

const labels: Readonly<Record<Entry, string | null>> = {
  found: 'Found by the entry events',
  observed: 'With enough observation around them',
  limited: 'Within the limit of entry events',
  qualified: null,
};

const group = ({ events }: DefinitionParts): string => `definition ${events}`;
const entryParts = ({ entry }: DefinitionParts): string[] => [entry.observed, entry.limited, entry.qualified];

/**
 * Those with an entry event that meets some parts of a definition. A part that is changed by little finds nearly the same
 * persons, so all steps from the same entry events are held against those of other definitions.
 */
const meeting = (definition: DefinitionParts, parts: readonly string[]): Counted => ({
  group: group(definition),
  where: parts.map((part) => ({ variable: `part ${part}`, levels: ['met'] })),
  near: 'step',
});

/** Those whom one rule excludes and no other; of a rule of the same name elsewhere they may be nearly the same. */
function excludedBy(definition: DefinitionParts, { name, part }: DefinitionParts['rules'][number]): Counted {
  const rules = appliedRules(definition).map((one) => one.part);
  const variable = `the only rule not met, of ${hashOf([...entryParts(definition), ...rules.toSorted()])}`;
  return { group: group(definition), where: [{ variable, levels: [part] }], near: `excluded by ${name}` };
}

const appliedRules = ({ rules }: DefinitionParts) => rules.filter(({ isOff }) => !isOff);

/**
 * From the events found to those that enter; a step that lost nothing is left out, which tells no more than that. Where observation periods overlap an event counts twice, so a step may seem to
 * gain some: then the events of these steps are no chain that the check could protect, and are left out.
 */
export function stepsBefore({ entry, attrition }: Made, definition: DefinitionParts | null): Step[] {
  const isChain = entry.every(({ events }, i) => i === 0 || events <= entry[i - 1]!.events);
  const steps = entry.flatMap(({ step, persons, events }, i): Step[] => {
    const above = entry[i - 1];
    const isSame = above?.persons === persons && above.events === events;
    const label = labels[step];
    const who = definition ? meeting(definition, entryParts(definition).slice(0, i)) : undefined;
    return label === null || isSame ? [] : [{ label, left: { persons, events: isChain ? events : null }, who }];
  });
  const who = definition ? meeting(definition, entryParts(definition)) : undefined;
  const left = { persons: attrition.persons.entry, events: attrition.events.entry };
  return [...steps, { label: 'Entry event', left, who }];
}

/** What each rule leaves, the rules that are off in their places. */
export function ruleSteps(made: Made, definition: DefinitionParts | null): Step[] {
  const { attrition, remaining } = made;
  const applied = definition ? appliedRules(definition) : [];
  const isKnown = applied.length === attrition.rules.length;
  const steps = attrition.rules.map((rule, i): Step => {
    const { persons, events } = remaining[i] ?? { persons: 0, events: 0 };
    const step = { label: rule.name || `Rule ${i + 1}`, left: { persons, events } };
    if (!definition || !isKnown) return { ...step, rule };
    const [before, parts] = [entryParts(definition), applied.map(({ part }) => part)];
    const met = meeting(definition, [...before, parts[i]!]);
    const alone = excludedBy(definition, applied[i]!);
    return { ...step, who: meeting(definition, [...before, ...parts.slice(0, i + 1)]), rule: { ...rule, met, alone } };
  });
  if (!definition || !isKnown) return steps;
  let next = 0;
  return definition.rules.map(({ name, isOff }, i) =>
    isOff ? { label: `${name || `Rule ${i + 1}`} (off)`, left: null } : steps[next++]!,
  );
}
