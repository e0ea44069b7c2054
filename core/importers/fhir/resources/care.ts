import { aliases } from '../alias.ts';
import { codeCells, coded, sourceValue } from '../coding.ts';
import { all, first, type JsonObject, text, wording } from '../json.ts';
import { followed, holds, type Mapped, type ResourceMapping, refuse } from '../mapping.ts';
import { placeRow } from '../place.ts';
import { keyAt } from '../reference.ts';

const npi = 'http://hl7.org/fhir/sid/us-npi';
const address = ['line', 'city', 'district', 'state', 'postalCode', 'country'].map((part) => `address.${part}`);

const siteMapping = (type: string, kind: string, beside: ResourceMapping['beside']): ResourceMapping => ({
  type,
  table: 'care_site',
  reads: ['name', kind, 'active', 'status', 'identifier', 'position', ...address],
  beside: {
    telecom: holds.telecom,
    contact: holds.telecom,
    'address.text': holds.address,
    alias: holds.place,
    ...beside,
  },
  map(resource: JsonObject): Mapped {
    const row = {
      name: text(resource, 'name'),
      kind: sourceValue(coded(first(resource, kind))),
      source_value: text(resource, 'id'),
    };
    return [{ into: 'site', row }, ...placeRow(resource), ...aliases(resource, type)];
  },
});

export const organization = siteMapping('Organization', 'type', { 'partOf.display': holds.place });
export const location = siteMapping('Location', 'type', {
  'managingOrganization.display': holds.place,
  description: holds.note,
});

export const practitioner: ResourceMapping = {
  type: 'Practitioner',
  table: 'provider',
  reads: ['name', 'gender', 'identifier', 'active'],
  beside: {
    telecom: holds.telecom,
    address: holds.address,
    photo: holds.photo,
    birthDate: { letter: 'C', label: 'date of birth', strength: 'strong' },
  },
  map(resource: JsonObject): Mapped {
    const number = all(resource, 'identifier').find((one) => text(one, 'system') === npi);
    const row = {
      name: wording(first(resource, 'name')) || null,
      npi: text(number, 'value'),
      gender: text(resource, 'gender'),
      source_value: text(resource, 'id'),
    };
    return [{ into: 'provider', row }, ...aliases(resource, 'Practitioner')];
  },
};

/** A carer's field, and where they work. */
export const practitionerRole: ResourceMapping = {
  type: 'PractitionerRole',
  table: 'provider',
  reads: ['specialty', 'code', 'active', ...followed('practitioner', 'organization')],
  beside: {
    telecom: holds.telecom,
    'practitioner.display': holds.carerName,
    'organization.display': holds.place,
    'location.display': holds.place,
  },
  map(resource: JsonObject): Mapped {
    const practitionerKey = keyAt(resource, ['practitioner'], 'Practitioner');
    if (practitionerKey === null) return refuse('It names no carer.');
    const code = coded(first(resource, 'specialty')) ?? coded(first(resource, 'code'));
    const organizationKey = keyAt(resource, ['organization'], 'Organization');
    const row = { practitioner: practitionerKey, organization: organizationKey, ...codeCells(code) };
    return [{ into: 'role', row }];
  },
};
