import { all, type Json, text } from './json.ts';

/** A code as the source has it. `system` is empty where none is said, `code` null where there is only text. */
export interface Coded {
  readonly system: string;
  readonly code: string | null;
  readonly display: string | null;
}

const snomed = 'http://snomed.info/sct';
const loinc = 'http://loinc.org';
const rxnorm = 'http://www.nlm.nih.gov/research/umls/rxnorm';
const cvx = 'http://hl7.org/fhir/sid/cvx';

/** Which coding of several is kept: the vocabulary that OMOP takes for standard comes first. */
export const preferred = {
  condition: [snomed, 'http://hl7.org/fhir/sid/icd-10-cm', 'http://hl7.org/fhir/sid/icd-10'],
  procedure: [snomed, 'http://www.ama-assn.org/go/cpt'],
  measurement: [loinc, snomed],
  drug: [rxnorm, cvx, 'http://hl7.org/fhir/sid/ndc', 'http://www.whocc.no/atc', snomed],
  value: [snomed, loinc],
  any: [],
} as const satisfies Readonly<Record<string, readonly string[]>>;

const vocabularies: Readonly<Record<string, string>> = {
  [snomed]: 'SNOMED',
  [loinc]: 'LOINC',
  [rxnorm]: 'RxNorm',
  [cvx]: 'CVX',
  'http://hl7.org/fhir/sid/ndc': 'NDC',
  'http://hl7.org/fhir/sid/icd-10-cm': 'ICD10CM',
  'http://hl7.org/fhir/sid/icd-10': 'ICD10',
  'http://hl7.org/fhir/sid/icd-9-cm': 'ICD9CM',
  'http://www.cms.gov/Medicare/Coding/ICD10': 'ICD10PCS',
  'http://www.ama-assn.org/go/cpt': 'CPT4',
  'https://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets': 'HCPCS',
  'http://www.whocc.no/atc': 'ATC',
  'http://unitsofmeasure.org': 'UCUM',
  'http://nucc.org/provider-taxonomy': 'NUCC',
};

/** OMOP's vocabulary of a code system; systems it does not know keep their own address. */
export const vocabularyOf = (system: string): string => vocabularies[system] ?? system;

export const knownSystems: readonly (readonly [system: string, vocabulary: string])[] = Object.entries(vocabularies);

/** The name of a code has a few words at most; a sentence has more, and may name anyone. */
export const sentence = { words: 6, length: 30 } as const;

const isSentence = (words: string): boolean =>
  words.length >= sentence.length && words.split(' ').length >= sentence.words;

/** One coding of a CodeableConcept (or a Coding), or its text alone; null where it says nothing. */
export function coded(concept: Json, order: readonly string[] = preferred.any): Coded | null {
  const codings = all(concept, 'coding').length > 0 ? all(concept, 'coding') : [concept];
  const found = codings.flatMap((coding): Coded[] => {
    const code = text(coding, 'code');
    return code === null ? [] : [{ system: text(coding, 'system') ?? '', code, display: text(coding, 'display') }];
  });
  const rank = (one: Coded) => (order.includes(one.system) ? order.indexOf(one.system) : order.length);
  const best = found.reduce<Coded | null>((a, b) => (a && rank(a) <= rank(b) ? a : b), null);
  const words = text(concept, 'text');
  if (best) return { ...best, display: best.display ?? (words !== null && isSentence(words) ? null : words) };
  return words === null ? null : { system: '', code: null, display: words };
}

/** A code, or else the words, as OMOP's `…_source_value`. */
export const sourceValue = (one: Coded | null): string | null => one?.code ?? one?.display ?? null;

/** The cells of a staged row that a code fills. */
export const codeCells = (code: Coded | null) => ({
  system: code?.system ?? '',
  code: code?.code ?? null,
  display: code?.display ?? null,
});
