/** A made export in which every resource that becomes rows is there at least once. None of it is about anyone. */
const snomed = (code: string, display: string) => ({
  coding: [{ system: 'http://snomed.info/sct', code, display }],
  text: display,
});
const loinc = (code: string, display: string) => ({ coding: [{ system: 'http://loinc.org', code, display }] });
const rxnorm = (code: string, display: string) => ({
  coding: [{ system: 'http://www.nlm.nih.gov/research/umls/rxnorm', code, display }],
});
const quantity = (value: number, unit: string) => ({ value, unit, system: 'http://unitsofmeasure.org', code: unit });
const subject = { reference: 'Patient/p1', display: 'Marker-Name-Ada' };
const encounter = { reference: 'Encounter/e1' };

export const exported: Readonly<Record<string, readonly Readonly<Record<string, unknown>>[]>> = {
  Patient: [
    {
      id: 'p1',
      text: { status: 'generated', div: '<div>Marker-Narrative</div>' },
      extension: [
        {
          url: 'http://hl7.org/fhir/us/core/StructureDefinition/us-core-race',
          extension: [
            { url: 'ombCategory', valueCoding: { system: 'urn:oid:2.16.840.1.113883.6.238', code: '2028-9' } },
          ],
        },
      ],
      identifier: [{ system: 'urn:hospital', value: 'Marker-MRN-1' }],
      name: [{ family: 'Marker-Family', given: ['Marker-Given'] }],
      telecom: [{ system: 'phone', value: 'Marker-Phone' }],
      photo: [{ contentType: 'image/png', data: 'TWFya2VyLVBob3Rv' }],
      gender: 'female',
      birthDate: '1950-02-03',
      deceasedDateTime: '2021-05-06T01:30:00+02:00',
      address: [{ line: ['Marker-Line'], city: 'Marker-City', state: 'MA', postalCode: '02139', country: 'US' }],
      maritalStatus: { text: 'M' },
    },
    { id: 'p2', gender: 'male', birthDate: '1980' },
  ],
  Encounter: [
    {
      id: 'e1',
      status: 'finished',
      class: { code: 'IMP' },
      type: [snomed('32485007', 'Hospital admission')],
      subject,
      period: { start: '2020-01-01T10:00:00Z', end: '2020-01-05' },
      participant: [{ individual: { reference: 'Practitioner?identifier=http://hl7.org/fhir/sid/us-npi|1234567893' } }],
      location: [{ location: { reference: 'Location/l1' } }],
      hospitalization: { dischargeDisposition: { coding: [{ code: 'home' }] } },
    },
  ],
  Condition: [
    {
      id: 'c1',
      clinicalStatus: { coding: [{ code: 'active' }] },
      code: {
        coding: [
          { system: 'http://hl7.org/fhir/sid/icd-10-cm', code: 'I10', display: 'Hypertension' },
          { system: 'http://snomed.info/sct', code: '38341003', display: 'Hypertensive disorder' },
        ],
      },
      subject,
      encounter,
      onsetDateTime: '2019-03',
      note: [{ text: 'Marker-Note' }],
    },
    { id: 'c2', code: { text: 'a cough' }, subject: { reference: 'urn:uuid:p1' }, encounter },
  ],
  Procedure: [
    {
      id: 'pr1',
      status: 'completed',
      code: snomed('80146002', 'Appendectomy'),
      subject,
      performedPeriod: { start: '2020-01-02' },
    },
  ],
  Observation: [
    {
      id: 'o1',
      status: 'final',
      category: [{ coding: [{ code: 'vital-signs' }] }],
      code: loinc('85354-9', 'Blood pressure'),
      subject,
      encounter,
      effectiveDateTime: '2020-01-02T08:00:00Z',
      component: [
        { code: loinc('8480-6', 'Systolic'), valueQuantity: quantity(131, 'mm[Hg]') },
        { code: loinc('8462-4', 'Diastolic'), valueQuantity: quantity(82, 'mm[Hg]') },
      ],
    },
    {
      id: 'o2',
      status: 'final',
      category: [{ coding: [{ code: 'laboratory' }] }],
      code: loinc('2160-0', 'Creatinine'),
      subject,
      effectiveDateTime: '2020-01-03',
      valueQuantity: { ...quantity(0.4, 'mg/dL'), comparator: '<' },
      referenceRange: [{ low: { value: 0.6 }, high: { value: 1.2 } }],
    },
    {
      id: 'o3',
      status: 'final',
      code: loinc('72166-2', 'Tobacco smoking status'),
      subject,
      effectiveDateTime: '2020-01-03',
      valueCodeableConcept: snomed('8517006', 'Ex-smoker'),
    },
    { id: 'o4', status: 'final', code: { text: 'fell' }, subject, effectiveDateTime: '2020-01-03', valueBoolean: true },
  ],
  MedicationRequest: [
    {
      id: 'm1',
      status: 'active',
      intent: 'order',
      contained: [{ resourceType: 'Medication', id: 'med', code: rxnorm('314076', 'lisinopril 10 MG') }],
      medicationReference: { reference: '#med' },
      subject,
      authoredOn: '2020-01-04',
      dispenseRequest: {
        numberOfRepeatsAllowed: 2,
        quantity: { value: 30 },
        expectedSupplyDuration: { value: 30, code: 'd' },
      },
    },
  ],
  Medication: [{ id: 'md1', code: rxnorm('308136', 'amlodipine 2.5 MG') }],
  MedicationAdministration: [
    {
      id: 'ma1',
      status: 'completed',
      medicationReference: { reference: 'https://ehr.example/fhir/Medication/md1' },
      subject,
      effectiveDateTime: '2020-01-02',
      dosage: { route: { coding: [{ code: 'PO' }] }, dose: { value: 2.5, unit: 'mg' } },
    },
  ],
  MedicationStatement: [
    {
      id: 'ms1',
      status: 'active',
      medicationCodeableConcept: rxnorm('1191', 'aspirin'),
      subject,
      effectivePeriod: { start: '2018-01-01', end: '2018-02-01' },
    },
  ],
  MedicationDispense: [
    {
      id: 'mdi1',
      status: 'completed',
      medicationCodeableConcept: rxnorm('1191', 'aspirin'),
      subject,
      whenHandedOver: '2020-02-01',
      daysSupply: { value: 10, code: 'd' },
    },
  ],
  Immunization: [
    {
      id: 'i1',
      status: 'completed',
      vaccineCode: { coding: [{ system: 'http://hl7.org/fhir/sid/cvx', code: '140', display: 'Influenza' }] },
      patient: { reference: 'Patient/p2' },
      occurrenceDateTime: '2020-10-01',
      lotNumber: 'L1',
    },
  ],
  AllergyIntolerance: [
    {
      id: 'a1',
      code: rxnorm('7980', 'penicillin G'),
      patient: { reference: 'Patient/p2' },
      recordedDate: '2015-01-01',
      criticality: 'high',
    },
  ],
  DiagnosticReport: [
    {
      id: 'd1',
      status: 'final',
      code: loinc('58410-2', 'Blood count'),
      subject,
      encounter,
      conclusion: 'Marker-Conclusion',
    },
  ],
  Device: [
    { id: 'dev1', type: snomed('337414009', 'Blood glucose meter'), udiCarrier: [{ deviceIdentifier: 'Marker-UDI' }] },
  ],
  DeviceUseStatement: [
    { id: 'du1', status: 'active', subject, device: { reference: 'Device/dev1' }, timingDateTime: '2020-01-04' },
  ],
  Specimen: [
    {
      id: 's1',
      type: snomed('119297000', 'Blood specimen'),
      subject,
      collection: { collectedDateTime: '2020-01-02', quantity: quantity(5, 'mL') },
    },
  ],
  Practitioner: [
    {
      id: 'dr1',
      identifier: [{ system: 'http://hl7.org/fhir/sid/us-npi', value: '1234567893' }],
      name: [{ family: 'Marker-Doctor' }],
      gender: 'male',
    },
  ],
  PractitionerRole: [
    {
      id: 'role1',
      practitioner: { reference: 'Practitioner/dr1' },
      specialty: [
        { coding: [{ system: 'http://nucc.org/provider-taxonomy', code: '208D00000X', display: 'General practice' }] },
      ],
    },
  ],
  Organization: [{ id: 'org1', name: 'Marker-Hospital' }],
  Location: [{ id: 'l1', name: 'Marker-Ward' }],
  Questionnaire: [{ id: 'q1', title: 'left behind' }],
};

/** The lines of one type's file. */
export const lines = (type: string, more: readonly string[] = []): string =>
  [...(exported[type] ?? []).map((resource) => JSON.stringify({ resourceType: type, ...resource })), ...more, ''].join(
    '\n',
  );
