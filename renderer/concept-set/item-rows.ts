import type { ConceptSetExpression, ConceptSetItem, ConceptSummary, ResolvedSet } from '../../contract/vocabulary.ts';
import { itemName } from './edit-items.ts';

export interface ItemRow {
  /** Stays the same while other items come and go. */
  readonly id: string;
  readonly index: number;
  readonly item: ConceptSetItem;
  readonly name: string;
  /** As the vocabulary knows it; null where it does not; undefined while that is not known. */
  readonly concept: ConceptSummary | null | undefined;
  /** Concepts it brings by itself, or takes away. */
  readonly concepts: number | undefined;
}

/** Items with what the vocabulary says of them. `resolved` is of an expression with the same items, or of an earlier one. */
export function itemRows({ items }: ConceptSetExpression, resolved: ResolvedSet | undefined): readonly ItemRow[] {
  const seen = new Map<number, number>();
  const isSameLength = resolved?.items.length === items.length;
  return items.map((item, index) => {
    const { CONCEPT_ID: concept } = item.concept;
    const nth = seen.get(concept) ?? 0;
    seen.set(concept, nth + 1);
    const known = isSameLength ? resolved.items[index] : undefined;
    const isSame = known?.concept === null || known?.concept.id === concept;
    return {
      id: `${concept}-${nth}`,
      index,
      item,
      name: (isSame ? known?.concept?.name : undefined) ?? itemName(item),
      concept: isSame ? known?.concept : undefined,
      concepts: isSame ? known?.concepts : undefined,
    };
  });
}

/** Rows that have every word of a text in name, code or id. */
export function rowsWith(rows: readonly ItemRow[], text: string): readonly ItemRow[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return rows;
  return rows.filter(({ name, item, concept }) => {
    const own = `${name} ${item.concept.CONCEPT_ID} ${concept?.code ?? item.concept.CONCEPT_CODE ?? ''}`.toLowerCase();
    return words.every((word) => own.includes(word));
  });
}
