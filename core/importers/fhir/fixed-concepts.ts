/** Standard concepts of FHIR's and US Core's own closed value sets, by code. Others are 0. */
const genders = { male: 8507, female: 8532 };
const races = { '2106-3': 8527, '2054-5': 8516, '2028-9': 8515, '1002-5': 8657, '2076-8': 8557 };
const ethnicities = { '2135-2': 38003563, '2186-5': 38003564 };
/** https://terminology.hl7.org/ValueSet-encounter-class */
const classes = { AMB: 9202, IMP: 9201, ACUTE: 9201, NONAC: 9201, EMER: 9203, HH: 581476, VR: 5083, OBSENC: 581385 };
/** https://hl7.org/fhir/R4/valueset-quantity-comparator.html */
const operators = { '<': 4171756, '<=': 4171754, '>=': 4171755, '>': 4172704 };

const lookup =
  (codes: Readonly<Record<string, number>>) =>
  (column: string): string =>
    `CASE ${column} ${Object.entries(codes)
      .map(([code, id]) => `WHEN '${code}' THEN ${id}`)
      .join(' ')} ELSE 0 END::BIGINT`;

export const fixed = {
  gender: lookup(genders),
  race: lookup(races),
  ethnicity: lookup(ethnicities),
  visit: lookup(classes),
  operator: (column: string): string =>
    `CASE ${column} ${Object.entries(operators)
      .map(([code, id]) => `WHEN '${code}' THEN ${id}`)
      .join(' ')} END::BIGINT`,
} as const;

/** Of OMOP's Type Concept vocabulary: EHR, EHR encounter record, standard algorithm. */
export const typeConcept = { ehr: 32817, encounter: 32827, derived: 32880 } as const;
