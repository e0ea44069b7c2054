import { aliases } from '../alias.ts';
import { all, type Json, type JsonObject, text } from '../json.ts';
import { followed, holds, type Mapped, type ResourceMapping, refuse } from '../mapping.ts';
import { moment } from '../moment.ts';
import { placeRow } from '../place.ts';
import { keyAt } from '../reference.ts';
import type { StagedRow } from '../staged.ts';

const usCore = 'http://hl7.org/fhir/us/core/StructureDefinition';

/** A code of the OMB's race and ethnicity categories (http://hl7.org/fhir/us/core/), or the text beside it. */
function usCoreCategory(patient: Json, name: string): string | null {
  const parts = all(patient, 'extension').filter((one) => text(one, 'url') === `${usCore}/${name}`);
  const inner = parts.flatMap((one) => all(one, 'extension'));
  const category = inner.find((one) => text(one, 'url') === 'ombCategory');
  const words = inner.find((one) => text(one, 'url') === 'text');
  return text(category, 'valueCoding.code') ?? text(words, 'valueString');
}

function map(patient: JsonObject): Mapped {
  const key = `Patient/${text(patient, 'id')}`;
  const written = text(patient, 'birthDate');
  const born = moment(written);
  if (written !== null && born === null) return refuse('The date of birth is not a FHIR date.');
  const [year, month, day] = (written?.split('-') ?? []).map(Number);
  const died = text(patient, 'deceasedDateTime');
  const death = moment(died);
  if (died !== null && death === null) return refuse('The date of death is not a FHIR date.');
  const rows: StagedRow[] = [
    {
      into: 'person',
      row: {
        key,
        year: year ?? null,
        month: month ?? null,
        day: day ?? null,
        gender: text(patient, 'gender'),
        race: usCoreCategory(patient, 'us-core-race'),
        ethnicity: usCoreCategory(patient, 'us-core-ethnicity'),
        provider: keyAt(patient, ['generalPractitioner'], 'Practitioner'),
        site: keyAt(patient, ['managingOrganization'], 'Organization'),
        source_value: text(patient, 'id'),
      },
    },
    ...placeRow(patient),
    ...aliases(patient, 'Patient'),
  ];
  if (death)
    rows.push({ into: 'death', row: { subject: key, start_date: death.date, start_datetime: death.datetime } });
  return rows;
}

export const patient: ResourceMapping = {
  type: 'Patient',
  table: 'person',
  reads: [
    'birthDate',
    'gender',
    'deceasedDateTime',
    'address.line',
    'address.city',
    'address.district',
    'address.state',
    'address.postalCode',
    'address.country',
    'extension(us-core-race)',
    'extension(us-core-ethnicity)',
    ...followed('generalPractitioner', 'managingOrganization'),
  ],
  beside: {
    name: holds.patientName,
    telecom: holds.telecom,
    'address.text': holds.address,
    'address.extension(geolocation)': holds.place,
    photo: holds.photo,
    contact: holds.relativeName,
    'generalPractitioner.display': holds.carerName,
    'managingOrganization.display': holds.place,
    'extension(patient-mothersMaidenName)': holds.relativeName,
    'extension(patient-birthPlace)': holds.place,
  },
  map,
};
