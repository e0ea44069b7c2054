import type { Attrition } from '../../../contract/cohort.ts';

/** What a section of the definition leaves: persons, and what share of those with an entry event they are (0-1). */
export interface SectionCount {
  readonly persons: number;
  readonly share: number;
}

/**
 * The count that belongs beside a section, told by the place its first sentence speaks of: the entry events, an
 * inclusion rule on its own, or all rules together. Null where a section has none (exit, concept sets).
 */
export function sectionCount(path: string | undefined, attrition: Attrition): SectionCount | null {
  const persons = personsAt(path ?? '', attrition);
  if (persons === undefined) return null;
  return { persons, share: attrition.persons.entry === 0 ? 0 : persons / attrition.persons.entry };
}

function personsAt(path: string, { persons, rules }: Attrition): number | undefined {
  if (path.startsWith('$.PrimaryCriteria')) return persons.entry;
  if (path.startsWith('$.ExpressionLimit')) return persons.final;
  const rule = /^\$\.InclusionRules\[(\d+)\]/.exec(path)?.[1];
  return rule === undefined ? undefined : rules[Number(rule)]?.persons;
}
