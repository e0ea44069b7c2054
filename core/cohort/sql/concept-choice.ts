import type { ConceptChoice } from '../expression/demographic.ts';
import { conceptsOf, type Scope } from './scope.ts';

/** Conditions that a column's concept is in the list (or not, with `exclude`) and in the concept set. */
export function conceptConditions(
  scope: Scope,
  column: string,
  choice: ConceptChoice,
  exclude = false,
): readonly string[] {
  const conditions: string[] = [];
  if (choice.list.length > 0)
    conditions.push(`${column} ${exclude ? 'NOT ' : ''}IN (${choice.list.map(({ id }) => id).join(', ')})`);
  if (choice.set !== null) {
    const { setId, isExclusion } = choice.set;
    // Without a concept set, Circe asks only whether there is a concept; excluded means there is none.
    if (setId === null) conditions.push(`${column} IS ${isExclusion ? '' : 'NOT '}NULL`);
    else conditions.push(`${column} ${isExclusion ? 'NOT ' : ''}IN ${conceptsOf(scope, setId)}`);
  }
  return conditions;
}
