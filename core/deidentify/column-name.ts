import { categories } from './categories.ts';
import type { NameRule } from './category.ts';

/** `PatientFirstName`, `patient first-name` and `PATIENT_FIRST_NAME` become `patient_first_name`. */
export function snakeCase(name: string): string {
  const split = name.replace(/([a-z0-9])([A-Z])/g, '$1_$2').replace(/([A-Z]+)([A-Z][a-z])/g, '$1_$2');
  return split
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '_')
    .replace(/^_+|_+$/g, '');
}

/** Columns that count, flag or code something rather than hold it. */
const aboutIt =
  /^(?:is|has|had|n|num|count|number_of|no_of)_|_(?:flag|ind|indicator|count|concept_id|concept_name|type|missing|length)$/;

export type NameFinding = Pick<NameRule, 'label' | 'strength'> & { readonly letter: string };

/** What a column's name says, by Safe Harbor letter; `isText` is false for numbers, dates and flags. */
export function identifiersByName(name: string, isText: boolean): NameFinding[] {
  const snake = snakeCase(name);
  if (aboutIt.test(snake)) return [];
  return categories.flatMap((category) => {
    const rules = category.names.filter(
      (rule) => rule.pattern.test(snake) && !rule.except?.test(snake) && (isText || !rule.textOnly),
    );
    const rule = rules.find(({ strength }) => strength === 'strong') ?? rules[0];
    return rule ? [{ letter: category.letter, label: rule.label, strength: rule.strength }] : [];
  });
}
