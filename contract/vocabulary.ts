import { z } from 'zod';
import { call, job } from './define.ts';

const dataset = z.string().optional();
const conceptId = z.number().int();

/** A concept of the dataset's vocabulary with what the data hold of it. Counts are null until the dataset was counted. */
export const conceptSummary = z.object({
  id: conceptId,
  name: z.string(),
  code: z.string(),
  vocabulary: z.string(),
  domain: z.string(),
  conceptClass: z.string(),
  /** Standard, classification, or neither. */
  standard: z.enum(['S', 'C']).nullable(),
  /** Deleted or replaced (“updated”); null while valid. */
  invalid: z.enum(['D', 'U']).nullable(),
  /** Records with this very concept, as standard or source concept, in every clinical table. */
  records: z.number().int().nullable(),
  persons: z.number().int().nullable(),
  /** Records with this concept or one of its descendants. */
  recordsBelow: z.number().int().nullable(),
});
export type ConceptSummary = z.infer<typeof conceptSummary>;

/** A search's answer. `matched`: the synonym or code that was found, where the name itself does not say why. */
export const foundConcept = conceptSummary.extend({ matched: z.string().nullable() });
export type FoundConcept = z.infer<typeof foundConcept>;

const named = z.object({ name: z.string(), concepts: z.number().int() });

export const vocabularyFacts = z.object({
  dataset: z.string(),
  concepts: z.number().int(),
  vocabularies: z.array(named),
  domains: z.array(named),
  /** The release the vocabulary tables state, such as “v5.0 27-FEB-25”; null where they don't. */
  version: z.string().nullable(),
  /** Tables the hierarchy, mappings or synonyms need that came empty or not at all. */
  missing: z.array(z.string()),
  /** True once search text and counts stand ready, so that searches answer at once. */
  isReady: z.boolean(),
});
export type VocabularyFacts = z.infer<typeof vocabularyFacts>;

/** How a concept stands to another in the hierarchy; `levels` as concept_ancestor says, the least of them. */
export const relative = conceptSummary.extend({ levels: z.number().int(), hasMore: z.boolean() });
export type Relative = z.infer<typeof relative>;

export const conceptDetail = z.object({
  concept: conceptSummary,
  validFrom: z.string().nullable(),
  validTo: z.string().nullable(),
  synonyms: z.array(z.string()),
  parents: z.array(relative),
  children: z.array(relative),
  /** All ancestors and descendants, itself left out. */
  ancestors: z.number().int(),
  descendants: z.number().int(),
  mapsTo: z.array(conceptSummary),
  mappedFrom: z.array(conceptSummary),
  /** Where the data have it: one line for each table and column. */
  tables: z.array(
    z.object({ table: z.string(), column: z.string(), records: z.number().int(), persons: z.number().int() }),
  ),
});
export type ConceptDetail = z.infer<typeof conceptDetail>;

/** One line of a concept set, as ATLAS writes it. Keys beside these are kept. */
export const conceptSetItem = z.looseObject({
  concept: z.looseObject({ CONCEPT_ID: conceptId }),
  isExcluded: z.boolean().optional(),
  includeDescendants: z.boolean().optional(),
  includeMapped: z.boolean().optional(),
});
export type ConceptSetItem = z.infer<typeof conceptSetItem>;

/** An ATLAS concept set expression. */
export const conceptSetExpression = z.looseObject({ items: z.array(conceptSetItem) });
export type ConceptSetExpression = z.infer<typeof conceptSetExpression>;

/** Why a concept is in a set, or was taken out of it: through which item (its place in the list), and how. */
export const because = z.object({
  item: z.number().int(),
  how: z.enum(['itself', 'descendant', 'mapped']),
  /** Levels below the item's concept, for a descendant. */
  levels: z.number().int().nullable(),
});
export type Because = z.infer<typeof because>;

export const resolvedConcept = conceptSummary.extend({ because: z.array(because) });
export type ResolvedConcept = z.infer<typeof resolvedConcept>;

export const resolvedSet = z.object({
  /** Concepts in the set. */
  concepts: z.number().int(),
  /** Concepts that the excluded items took away. */
  excluded: z.number().int(),
  /** Persons and records that have any of them; null where the dataset has not been counted. */
  persons: z.number().int().nullable(),
  records: z.number().int().nullable(),
  /** For each item: concepts it brings by itself (or takes away), and whether the vocabulary knows it. */
  items: z.array(z.object({ concept: conceptSummary.nullable(), concepts: z.number().int() })),
  /** One page of the side that was asked for, most records first. */
  page: z.array(resolvedConcept),
});
export type ResolvedSet = z.infer<typeof resolvedSet>;

/** A concept set kept in the study (`concept-sets/*.json`). */
export const conceptSetEntry = z.object({
  name: z.string(),
  items: z.number().int(),
  /** Cohorts of the study that hold an equal set under the same name. */
  usedBy: z.array(z.string()),
});
export type ConceptSetEntry = z.infer<typeof conceptSetEntry>;

const setName = z.string().trim().min(1).max(120);

export const vocabularyMethods = {
  'vocabulary.facts': job(z.object({ dataset }), vocabularyFacts),
  /** Makes search text and counts ready; kept beside the dataset, so only the first time takes a while. */
  'vocabulary.prepare': job(z.object({ dataset }), vocabularyFacts),
  /**
   * Concepts whose name, synonym, code or id has every word of `text`: exact answers first, then standard and used ones.
   * An empty text lists the most used.
   */
  'vocabulary.search': job(
    z.object({
      dataset,
      text: z.string().max(200),
      domain: z.string().optional(),
      vocabulary: z.string().optional(),
      standardOnly: z.boolean().default(false),
      /** Only concepts that the data have records of, themselves or through a descendant. */
      usedOnly: z.boolean().default(false),
      offset: z.number().int().min(0).max(900_000).default(0),
      limit: z.number().int().min(1).max(500).default(100),
    }),
    z.object({ total: z.number().int(), concepts: z.array(foundConcept), elapsedMs: z.number() }),
  ),
  'vocabulary.concept': job(z.object({ dataset, id: conceptId }), conceptDetail),
  /** The next level up or down, or all levels with `all`; at most `limit`, most records first. */
  'vocabulary.relatives': job(
    z.object({
      dataset,
      id: conceptId,
      direction: z.enum(['up', 'down']),
      all: z.boolean().default(false),
      limit: z.number().int().min(1).max(2000).default(500),
    }),
    z.object({ total: z.number().int(), concepts: z.array(relative) }),
  ),
  /** Names and codes of concepts by id, in the order asked; null for one the vocabulary does not know. */
  'vocabulary.lookup': job(
    z.object({ dataset, ids: z.array(conceptId).max(100_000) }),
    z.array(conceptSummary.nullable()),
  ),
  /** What a concept set comes to in this dataset. */
  'vocabulary.resolve': job(
    z.object({
      dataset,
      expression: conceptSetExpression,
      /** The page lists the concepts in the set, or those that its excluded items took away. */
      side: z.enum(['in', 'taken']).default('in'),
      /** Only concepts whose name, code or id has this text. */
      text: z.string().max(200).default(''),
      offset: z.number().int().nonnegative().default(0),
      limit: z.number().int().min(1).max(2000).default(200),
    }),
    resolvedSet,
  ),
  'conceptSet.list': call(z.object({}), z.array(conceptSetEntry)),
  'conceptSet.get': call(z.object({ name: setName }), conceptSetEntry.extend({ expression: conceptSetExpression })),
  /** Adds a concept set or replaces one; undoable under `label`. */
  'conceptSet.save': call(
    z.object({ name: setName, expression: conceptSetExpression, label: z.string().max(200).optional() }),
    conceptSetEntry,
  ),
  'conceptSet.rename': call(z.object({ name: setName, to: setName }), conceptSetEntry),
  'conceptSet.remove': call(z.object({ name: setName }), z.object({})),
  /** Reads ATLAS JSON or CSV files from disk into the study; the file's name becomes the set's. */
  'conceptSet.open': call(z.object({ paths: z.array(z.string()).min(1) }), z.array(conceptSetEntry)),
  /** Reads pasted text: ATLAS JSON, CSV with a header, or concept ids on lines. */
  'conceptSet.read': job(
    z.object({ dataset, text: z.string().max(20_000_000) }),
    z.object({ expression: conceptSetExpression, warnings: z.array(z.string()) }),
  ),
  /** A concept set as text to give away: ATLAS JSON, or CSV with one line an item. Holds no patient data. */
  'conceptSet.write': call(
    z.object({ name: setName, expression: conceptSetExpression, format: z.enum(['json', 'csv']) }),
    z.object({ fileName: z.string(), text: z.string() }),
  ),
} as const;
