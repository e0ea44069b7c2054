import type { DomainName } from '../criteria/domain.ts';

/** The part of the vocabulary in which concepts of an attribute are searched, by the attribute’s key. */
const vocabularyDomains: Readonly<Record<string, string>> = {
  Gender: 'Gender',
  Race: 'Race',
  Ethnicity: 'Ethnicity',
  Unit: 'Unit',
  ProviderSpecialty: 'Provider',
  VisitType: 'Visit',
  PlaceOfService: 'Visit',
  RouteConcept: 'Route',
  ConditionStatus: 'Condition Status',
  Operator: 'Meas Value Operator',
  ValueAsConcept: 'Meas Value',
  AnatomicSite: 'Spec Anatomic Site',
  DiseaseStatus: 'Spec Disease Status',
};

/** Of a visit, “VisitType” is where the record came from, unlike the same key of other domains. */
export function vocabularyDomain(name: string, of: DomainName | null): string | undefined {
  if (/Type$/.test(name) && (name !== 'VisitType' || of === 'VisitOccurrence')) return 'Type Concept';
  return vocabularyDomains[name];
}

/** What a new range starts with, by the attribute’s key: an operator and a value that often fit. */
const firstRanges: Readonly<Record<string, { readonly Value: number; readonly Op: string }>> = {
  Age: { Value: 18, Op: 'gte' },
  AgeAtStart: { Value: 18, Op: 'gte' },
  AgeAtEnd: { Value: 18, Op: 'gte' },
  DaysSupply: { Value: 30, Op: 'gte' },
  EraLength: { Value: 30, Op: 'gte' },
  PeriodLength: { Value: 365, Op: 'gte' },
  VisitLength: { Value: 1, Op: 'gte' },
  VisitDetailLength: { Value: 1, Op: 'gte' },
  OccurrenceCount: { Value: 2, Op: 'gte' },
  GapDays: { Value: 30, Op: 'lte' },
  RangeLowRatio: { Value: 1, Op: 'lt' },
  RangeHighRatio: { Value: 1, Op: 'gt' },
};

export const firstRange = (name: string) => firstRanges[name] ?? { Value: 1, Op: 'gte' };

export const firstDateRange = { Value: '2010-01-01', Op: 'gte' };

/** A list of concepts to start with; empty where none is likelier than others. */
export const firstConcepts = (name: string): readonly object[] =>
  name === 'Gender'
    ? [
        {
          CONCEPT_ID: 8532,
          CONCEPT_NAME: 'FEMALE',
          CONCEPT_CODE: 'F',
          DOMAIN_ID: 'Gender',
          VOCABULARY_ID: 'Gender',
          STANDARD_CONCEPT: 'S',
          CONCEPT_CLASS_ID: 'Gender',
        },
      ]
    : [];
