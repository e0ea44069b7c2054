import type { ConceptSummary } from '../../../../contract/vocabulary.ts';

/** A concept as a Circe expression writes it. Keys beside these are kept. */
export interface CirceConcept {
  readonly CONCEPT_ID: number;
  readonly CONCEPT_NAME?: string;
}

/** A concept of the vocabulary as a Circe expression writes it. */
export const circeConcept = (concept: ConceptSummary): CirceConcept =>
  ({
    CONCEPT_ID: concept.id,
    CONCEPT_NAME: concept.name,
    CONCEPT_CODE: concept.code,
    DOMAIN_ID: concept.domain,
    VOCABULARY_ID: concept.vocabulary,
    CONCEPT_CLASS_ID: concept.conceptClass,
    STANDARD_CONCEPT: concept.standard ?? 'N',
    INVALID_REASON: concept.invalid ?? 'V',
  }) as CirceConcept;

/** The concepts that stand in a value, whatever else does. */
export const conceptsIn = (value: unknown): readonly CirceConcept[] =>
  Array.isArray(value) ? value.filter((one) => typeof one?.CONCEPT_ID === 'number') : [];
