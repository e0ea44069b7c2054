import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { hostileName, hostilePage, hostileTitle } from '../e2e/hostile-page.ts';
import { marks } from './marks.ts';

const persons = 240;
const ids = Array.from({ length: persons }, (_, index) => index);

/** A number of this table and row; it begins with the mark. */
const id = (table: number, row: number) => `${marks.number}${table}${String(row).padStart(2, '0')}`;
const day = (month: number, row: number) =>
  `${marks.day}${String(month).padStart(2, '0')}-${String(1 + (row % 28)).padStart(2, '0')}`;
const word = (about: string, row: number) => `${marks.text}${about}${row}`;
/** A value that is text to a person and would be a request as markup. */
const loads = (about: string, row: number) => `${word(about, row)}"><img src=//leaking.via/${about}>`;

const hostileColumn = '"><img src=//leaking.via/column onerror=fetch(`//leaking.via/column`)>';

/** What the vocabulary of the data calls its concepts: every name is a page of its own. */
const concepts: readonly (readonly [id: number, name: string, domain: string])[] = [
  [201826, `${word('diabetes', 0)} ${hostileName}`, 'Condition'],
  [316139, `${word('failure', 0)} ${hostilePage}`, 'Condition'],
  [3004249, `${word('pressure', 0)} ${hostileTitle}`, 'Measurement'],
  [8507, loads('male', 0), 'Gender'],
  [8532, loads('female', 0), 'Gender'],
];

type Row = readonly (string | number)[];
const field = (value: string | number) =>
  /[",\n]/.test(String(value)) ? `"${String(value).replaceAll('"', '""')}"` : value;

/** Every table with its columns and rows. */
export const tables: Readonly<Record<string, readonly [columns: Row, rows: readonly Row[]]>> = {
  person: [
    [
      ...['person_id', 'gender_concept_id', 'year_of_birth', 'race_concept_id', 'ethnicity_concept_id'],
      ...['gender_source_value', hostileColumn],
    ],
    ids.map((n) => [id(1, n), n % 2 ? 8507 : 8532, 1930 + (n % 40), 0, 0, loads('sex', n % 2), loads('extra', n % 7)]),
  ],
  observation_period: [
    [
      'observation_period_id',
      'person_id',
      'observation_period_start_date',
      'observation_period_end_date',
      'period_type_concept_id',
    ],
    ids.map((n) => [id(2, n), id(1, n), day(1, 0), day(12, n), 32817]),
  ],
  condition_occurrence: [
    [
      'condition_occurrence_id',
      'person_id',
      'condition_concept_id',
      'condition_start_date',
      'condition_type_concept_id',
      'condition_source_value',
    ],
    [
      ...ids.map((n) => [id(3, n), id(1, n), 201826, day(3, n), 32817, loads('code', n % 5)]),
      ...ids.filter((n) => n % 2).map((n) => [id(4, n), id(1, n), 316139, day(6, n), 32817, loads('code', n % 5)]),
    ],
  ],
  measurement: [
    [
      'measurement_id',
      'person_id',
      'measurement_concept_id',
      'measurement_date',
      'measurement_type_concept_id',
      'value_as_number',
      'measurement_source_value',
      'unit_source_value',
    ],
    ids.map((n) => [
      id(5, n),
      id(1, n),
      3004249,
      day(2, n),
      32817,
      `${marks.measured}${10 + (n % 80)}`,
      loads('name', n % 3),
      loads('unit', 0),
    ]),
  ],
  concept: [
    [
      'concept_id',
      'concept_name',
      'domain_id',
      'vocabulary_id',
      'concept_class_id',
      'standard_concept',
      'concept_code',
      'valid_start_date',
      'valid_end_date',
      'invalid_reason',
    ],
    concepts.map(([concept, name, domain]) => [
      concept,
      name,
      domain,
      'SNOMED',
      loads('class', 0),
      'S',
      word('c', concept),
      '1970-01-01',
      '2099-12-31',
      '',
    ]),
  ],
  concept_ancestor: [
    ['ancestor_concept_id', 'descendant_concept_id', 'min_levels_of_separation', 'max_levels_of_separation'],
    [...concepts.map(([concept]) => [concept, concept, 0, 0]), [201826, 316139, 1, 1]],
  ],
  concept_synonym: [
    ['concept_id', 'concept_synonym_name', 'language_concept_id'],
    concepts.map(([concept, name]) => [concept, `${name} too`, 4180186]),
  ],
};

/** Writes an OMOP folder whose names and texts are hostile pages, and whose values bear marks; answers where. */
export function writeHostileFolder(parent: string): string {
  const folder = join(parent, 'source', 'from &lt;img src=&#47;&#47;leaking.via&#47;folder&gt;');
  mkdirSync(folder, { recursive: true });
  for (const [table, [columns, rows]] of Object.entries(tables))
    writeFileSync(
      join(folder, `${table}.csv`),
      [columns, ...rows].map((row) => `${row.map(field).join(',')}\n`).join(''),
    );
  return folder;
}
