import { describe, expect, it } from 'vitest';
import { valuePatterns } from '../categories.ts';
import { identifiersByName } from '../column-name.ts';
import { candidatesIn } from '../scan-values.ts';

/** Values that must be found, by letter: also past the filter that decides in SQL what is looked at. */
const held: Readonly<Record<string, readonly string[]>> = {
  B: [
    'P.O. Box 4711',
    'Lindenstraße 12',
    '12 Oak Ave',
    'rue de la Paix 7',
    '42.360082, -71.058880',
    'Boston, MA 02108',
  ],
  C: [
    'DOB 03/04/1950',
    'Patient (date of birth: 1950-04-03) seen for cough',
    'born on 3 April 1950',
    'geb. am 03.04.1950',
    'née le 3 avril 1950',
    '93-year-old man with pneumonia',
    '101 yo F',
    'aged 94, lives alone',
  ],
  D: [
    '(617)555-0123',
    '617.555.0123',
    '617-555-0123 x42',
    '01 23 45 67 89',
    '0049 30 1234567',
    '030/1234567',
    '(11) 91234-5678',
  ],
  F: [
    'jane.roe [at] example [dot] org',
    'jane(at)example.com',
    'jane dot roe at example dot com',
    'mailto:jane@example.org',
  ],
  H: ['MRN: 0012345', 'MRN#88123456', 'medical record no. A-778123'],
  J: ['Account no. 123456789', 'Kontonummer: 1234567'],
  L: ['BD51 SMR', 'B-AB 1234', 'license plate 7ABC123'],
  M: [
    '(01)00643169007222(17)261231(21)SN12345',
    '010064316900722217261231',
    '+A123BC45671/$$0926LOT123',
    'S/N PJN123456',
  ],
  N: ['linkedin.com/in/jane-roe-4711', 'www.roe.example', 'http://hospital.example/rec?id=1'],
  O: ['192.168.17.4:8080', '10.4.17.0/24', '2001:db8::ff00:42:8329', '::ffff:192.168.1.12'],
  P: ['/scans/iris_L_0042.bmp', 'fingerprint_00123.wsq'],
  Q: ['photos/patient00123.jpeg', 'face_0042.jpg'],
  R: ['Passport X12345678', 'ABCPE1234F'],
};

describe('a value that holds an identifier', () => {
  it.each(Object.entries(held))('%s is found, and looked at', (letter, values) => {
    for (const value of values) {
      const hits = valuePatterns.filter(
        (pattern) => pattern.letter === letter && candidatesIn(value, pattern).length > 0,
      );
      expect(hits.length, value).toBeGreaterThan(0);
      const looked = hits.filter(({ prefilter }) => new RegExp(prefilter).test(value.toUpperCase()));
      expect(looked.length, `${value} is not looked at`).toBeGreaterThan(0);
    }
  });
});

/** What clinical columns hold and one value of which must prove nothing. */
const clinical = [
  ['age at or above 90', ['90 years old or older', 'aged 90 or over', 'Age: 90+', 'aged 90 days', '120 min']],
  ['enzyme classes', ['2.7.11.30', '1.14.14.1', '3.4.21.100']],
  ['part numbers and lots', ['AB-1234', 'LOT123456', 'X-0042', 'REF 10-4455']],
  ['ZIP code of nine digits', ['94170-7612', '90088-1234']],
  ['addresses of nothing', ['mg/mL', 'HbA1c/Hb.total', 'v2.io', 'pH 7.35-7.45', 'ICD10CM.E11/9']],
  ['doses and vital signs', ['500 mg at 8:00', '1 tab at bedtime', 'T 37.2 HR 88 BP 120/80', 'O2 at 2 L/min']],
  ['births in words', ['Born at 38 weeks', 'birth weight 3200 g', 'gestation 39+2', 'stillborn 1 of 2']],
  [
    'passing words',
    ['serial troponins', 'account for 12 %', 'plate fixation 7 holes', 'iris cyst', 'facial photo taken'],
  ],
  ['long keys', ['100000000012345', '345678901234567', '20231101123456789']],
] as const;

describe('clinical content', () => {
  const forms = valuePatterns.filter(({ proof }) => proof === 'form');
  it.each(clinical)('%s', (_what, values) => {
    const found = values.flatMap((value) =>
      forms.filter((form) => candidatesIn(value, form).length > 0).map(({ label }) => `${value}: ${label}`),
    );
    expect(found).toEqual([]);
  });
});

describe('a column called', () => {
  it.each([
    ['A', ['pat_name', 'Nachname', 'prénom', 'PT_NM', 'apellido', 'full_nm']],
    ['B', ['addr1', 'Wohnort', 'strasse', 'adresse', 'geo_lat']],
    ['C', ['bdate', 'Geburtsdatum', 'date_naissance', 'fecha_nacimiento', 'dateOfBirth']],
    ['D', ['handy', 'contact_number', 'PhoneNbr', 'telefon']],
    ['H', ['hosp_no', 'medical_rec_num']],
    ['K', ['dl_number', 'license_no']],
    ['L', ['Kennzeichen', 'vehicle_reg']],
    ['R', ['personnummer', 'cpr', 'tax_number', 'badge_no']],
  ])('%s is known by its name', (letter, columns) => {
    for (const column of columns)
      expect(
        identifiersByName(column, true).map((finding) => finding.letter),
        column,
      ).toContain(letter);
  });

  it.each([
    'birth_weight',
    'first_dose_date',
    'drug_name',
    'test_name',
    'report_type',
    'nominal_dose',
    'normal_range',
    'abort_count',
    'mailed_flag',
    'telemetry',
    'cell_count',
    'cell_type',
    'contact_precautions',
    'image_count',
    'port_access',
    'iris_color',
    'gene_name',
  ])('%s is nobody’s', (column) => {
    expect(identifiersByName(column, true)).toEqual([]);
  });
});
