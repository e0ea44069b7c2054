import type { NameFinding } from './column-name.ts';

const strong = (letter: string, label: string): NameFinding => ({ letter, label, strength: 'strong' });
const weak = (letter: string, label: string): NameFinding => ({ letter, label, strength: 'weak' });

/**
 * What the OMOP CDM itself says its columns hold. Only these are judged by name; every other column of the CDM is a
 * concept, a key, a date of an event or a source code, and only its values can give it away.
 */
export const omopColumns: Readonly<Record<string, NameFinding>> = {
  'person.person_source_value': weak('H', 'key of the person in the source'),
  'person.month_of_birth': weak('C', 'month of birth'),
  'person.day_of_birth': weak('C', 'day of birth'),
  'person.birth_datetime': weak('C', 'date of birth'),
  'location.address_1': strong('B', 'address'),
  'location.address_2': strong('B', 'address'),
  'location.city': strong('B', 'place'),
  'location.county': strong('B', 'place'),
  'location.zip': strong('B', 'postal code'),
  'location.latitude': strong('B', 'coordinates'),
  'location.longitude': strong('B', 'coordinates'),
  'location.location_source_value': weak('B', 'place in the source'),
  'care_site.care_site_name': weak('B', 'name of a place of care'),
  'provider.provider_name': strong('A', 'name of a carer'),
  'provider.npi': strong('K', 'provider number (NPI)'),
  'provider.dea': strong('K', 'prescriber number (DEA)'),
  'provider.provider_source_value': weak('K', 'key of the carer in the source'),
  'payer_plan_period.family_source_value': weak('I', 'key of the family in the source'),
  'device_exposure.unique_device_id': weak('M', 'device identifier'),
  'device_exposure.production_id': weak('M', 'device identifier'),
  'specimen.specimen_source_id': weak('R', 'key of the specimen in the source'),
  'note.note_text': strong('R', 'free text'),
  'note.note_title': weak('R', 'free text'),
  'note_nlp.snippet': strong('R', 'free text'),
  'note_nlp.lexical_variant': weak('R', 'free text'),
};

/** Keys that are the source's own numbers as often as not: a run of valid ones (NPI, for one) shows. */
export const checkedKeys: ReadonlySet<string> = new Set(['person.person_id', 'provider.provider_id']);

/** Text of the CDM in which people write sentences. */
export const proseColumns: ReadonlySet<string> = new Set([
  'observation.value_as_string',
  'observation.value_source_value',
  'measurement.value_source_value',
  'drug_exposure.sig',
  'condition_occurrence.stop_reason',
]);
