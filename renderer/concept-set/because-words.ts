import type { ConceptSetExpression, ResolvedConcept } from '../../contract/vocabulary.ts';
import { conceptSetText as t } from '../text/concepts.ts';
import { itemName } from './edit-items.ts';

const w = t.resolved;

/** Why a concept is in the set, one phrase an item: “descendant of “Sinusitis”, 2 levels below”. */
export function becauseWords({ because }: ResolvedConcept, { items }: ConceptSetExpression): readonly string[] {
  return because.map(({ item, how, levels }) => {
    const source = items[item];
    const name = source ? itemName(source) : '';
    if (how === 'itself') return source?.isExcluded ? w.excludedItself : w.itself;
    return how === 'mapped' ? w.mapped(name) : w.descendant(name, levels);
  });
}
