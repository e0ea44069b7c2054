import type {
  ConceptDetail,
  ConceptSetEntry,
  ConceptSetExpression,
  ConceptSummary,
  FoundConcept,
  Relative,
  ResolvedSet,
  VocabularyFacts,
} from '../../contract/vocabulary.ts';
import { itemName } from '../concept-set/edit-items.ts';

export const concept = (id: number, name: string, change: Partial<ConceptSummary> = {}): ConceptSummary => ({
  id,
  name,
  code: `S${id}`,
  vocabulary: 'SNOMED',
  domain: 'Condition',
  conceptClass: 'Clinical Finding',
  standard: 'S',
  invalid: null,
  records: 17_268,
  persons: 1284,
  recordsBelow: 20_000,
  ...change,
});

export const sinusitis = concept(4_283_893, 'Sinusitis', { code: '36971009' });
export const viral = concept(40_481_087, 'Viral sinusitis', { code: '444814009', recordsBelow: 17_268 });
export const chronic = concept(257_012, 'Chronic sinusitis', { code: '40055000', persons: 812, records: 825 });

export const found = (one: ConceptSummary, matched: string | null = null): FoundConcept => ({ ...one, matched });

export const facts = (change: Partial<VocabularyFacts> = {}): VocabularyFacts => ({
  dataset: 'sample',
  concepts: 444,
  vocabularies: [
    { name: 'RxNorm', concepts: 91 },
    { name: 'SNOMED', concepts: 104 },
  ],
  domains: [
    { name: 'Condition', concepts: 80 },
    { name: 'Drug', concepts: 91 },
  ],
  version: 'v5.0 27-FEB-25',
  missing: [],
  isReady: true,
  ...change,
});

export const item = (one: ConceptSummary, change: Partial<ConceptSetExpression['items'][number]> = {}) => ({
  concept: { CONCEPT_ID: one.id, CONCEPT_NAME: one.name, CONCEPT_CODE: one.code },
  isExcluded: false,
  includeDescendants: false,
  includeMapped: false,
  ...change,
});

export const setEntry = (name: string, change: Partial<ConceptSetEntry> = {}): ConceptSetEntry => ({
  name,
  items: 1,
  usedBy: [],
  ...change,
});

const known = new Map([sinusitis, viral, chronic].map((one) => [one.id, one]));

/** A set in which each item stands for itself alone, but for “Sinusitis”, whose descendants are the other two. */
export function resolve(expression: ConceptSetExpression, side: 'in' | 'taken' = 'in'): ResolvedSet {
  const covered = (index: number): readonly number[] => {
    const one = expression.items[index];
    if (!one || !known.has(one.concept.CONCEPT_ID)) return [];
    return one.includeDescendants && one.concept.CONCEPT_ID === sinusitis.id
      ? [sinusitis.id, viral.id, chronic.id]
      : [one.concept.CONCEPT_ID];
  };
  const places = expression.items.map((_item, index) => index);
  const ids = (isExcluded: boolean) =>
    new Set(places.filter((at) => Boolean(expression.items[at]?.isExcluded) === isExcluded).flatMap(covered));
  const out = ids(true);
  const inside = [...ids(false)].filter((id) => !out.has(id));
  const isTaken = side === 'taken';
  const listed = isTaken ? [...ids(false)].filter((id) => out.has(id)) : inside;
  const page = listed.map((id) => ({
    ...(known.get(id) ?? sinusitis),
    because: places
      .filter((at) => Boolean(expression.items[at]?.isExcluded) === isTaken && covered(at).includes(id))
      .map((at) => {
        const isSelf = expression.items[at]?.concept.CONCEPT_ID === id;
        return { item: at, how: isSelf ? ('itself' as const) : ('descendant' as const), levels: isSelf ? null : 1 };
      }),
  }));
  return {
    concepts: inside.length,
    excluded: [...ids(false)].filter((id) => out.has(id)).length,
    persons: page.reduce((sum, { persons }) => sum + (persons ?? 0), 0),
    records: page.reduce((sum, { records }) => sum + (records ?? 0), 0),
    items: places.map((at) => ({
      concept: known.get(expression.items[at]?.concept.CONCEPT_ID ?? -1) ?? null,
      concepts: covered(at).length,
    })),
    page,
  };
}

/** A search over the three concepts, by words of their names. */
export function search({ text }: { readonly text: string }) {
  const words = text.toLowerCase().split(' ').filter(Boolean);
  const concepts = [...known.values()]
    .filter(({ name }) => words.every((word) => name.toLowerCase().includes(word)))
    .map((one) => found(one));
  return { total: concepts.length, concepts, elapsedMs: 1 };
}

export const relative = (one: ConceptSummary, change: Partial<Relative> = {}): Relative => ({
  ...one,
  levels: 1,
  hasMore: false,
  ...change,
});

export const detail = (one: ConceptSummary, change: Partial<ConceptDetail> = {}): ConceptDetail => ({
  concept: one,
  validFrom: '2002-01-31',
  validTo: '2099-12-31',
  synonyms: [`${one.name} (disorder)`],
  parents: [],
  children: [],
  ancestors: 0,
  descendants: 0,
  mapsTo: [],
  mappedFrom: [],
  tables: [{ table: 'condition_occurrence', column: 'condition_concept_id', records: 17_268, persons: 1284 }],
  ...change,
});

export const names = (expression: ConceptSetExpression): readonly string[] => expression.items.map(itemName);
