import { identifier, literal } from '../../engine/sql-text.ts';
import { lookedUp, ownConcepts, type Vocabulary } from '../vocabulary/lookup.ts';
import type { SyntheaName } from './synthea-files.ts';

/** Type concepts “EHR”, and “period inferred by algorithm”. */
const ehr = 32817;
const inferred = 44814725;

/** A CDM table, the file it is made of, and its columns as SQL over the file's row `r`, its person `p`, visit `v` and concept `c`. */
export interface Made {
  readonly table: string;
  readonly from: SyntheaName;
  readonly where?: string;
  readonly columns: (has: (column: string) => boolean) => readonly [column: string, sql: string][];
}

const day = (column: string) => `TRY_CAST(substr(trim(r.${identifier(column)}), 1, 10) AS DATE)`;
const moment = (column: string) => `TRY_CAST(rtrim(trim(r.${identifier(column)}), 'Z') AS TIMESTAMP)`;
const number = (column: string) => `TRY_CAST(r.${identifier(column)} AS DOUBLE)`;

type Column = [string, string];

const event = (
  has: (column: string) => boolean,
  of: string,
  prefix: string,
  start: string,
  stop: string | null,
): Column[] => [
  [`${of}_id`, 'r.__n'],
  ['person_id', 'p.id'],
  [`${prefix}_concept_id`, 'c.concept_id'],
  [`${prefix}_source_concept_id`, 'c.source_id'],
  [`${prefix}_source_value`, 'r."CODE"'],
  [`${prefix}_type_concept_id`, String(ehr)],
  ...(has('ENCOUNTER') ? [['visit_occurrence_id', 'v.id'] as Column] : []),
  ...dates(of.replace('_occurrence', ''), start, stop, has),
];

/** The CDM names a point in time `measurement_date`, an interval `condition_start_date` and `condition_end_date`. */
function dates(stem: string, start: string, stop: string | null, has: (column: string) => boolean): Column[] {
  const isPoint = stem === 'procedure' || stem === 'measurement' || stem === 'observation';
  const first = isPoint ? stem : `${stem}_start`;
  const ends: Column[] =
    stop && has(stop)
      ? [
          [`${stem}_end_date`, day(stop)],
          [`${stem}_end_datetime`, moment(stop)],
        ]
      : [];
  return [[`${first}_date`, day(start)], [`${first}_datetime`, moment(start)], ...ends];
}

const isMeasured = `(lower(coalesce(r."TYPE", '')) = 'numeric' OR lower(coalesce(r."CATEGORY", '')) IN ('laboratory', 'vital-signs'))`;
const measuredBy = (has: (column: string) => boolean) =>
  has('TYPE') && has('CATEGORY') ? isMeasured : `TRY_CAST(r."VALUE" AS DOUBLE) IS NOT NULL`;

const classes = `CASE lower(r."ENCOUNTERCLASS") WHEN 'inpatient' THEN 9201 WHEN 'emergency' THEN 9203 WHEN 'urgentcare' THEN 9203 ELSE 9202 END`;

export const made: readonly Made[] = [
  {
    table: 'visit_occurrence',
    from: 'encounters',
    columns: (has) => [
      ['visit_occurrence_id', 'r.__n'],
      ['person_id', 'p.id'],
      ['visit_concept_id', classes],
      ['visit_type_concept_id', String(ehr)],
      ['visit_start_date', day('START')],
      ['visit_start_datetime', moment('START')],
      ...(has('STOP')
        ? [
            ['visit_end_date', `coalesce(${day('STOP')}, ${day('START')})`] as Column,
            ['visit_end_datetime', moment('STOP')] as Column,
          ]
        : []),
      ['visit_source_value', 'r."ENCOUNTERCLASS"'],
    ],
  },
  {
    table: 'condition_occurrence',
    from: 'conditions',
    columns: (has) => event(has, 'condition_occurrence', 'condition', 'START', 'STOP'),
  },
  {
    table: 'drug_exposure',
    from: 'medications',
    columns: (has) => [
      ...event(has, 'drug_exposure', 'drug', 'START', 'STOP'),
      ...(has('DISPENSES') ? [['refills', `TRY_CAST(${number('DISPENSES')} AS INTEGER)`] as Column] : []),
    ],
  },
  {
    table: 'drug_exposure',
    from: 'immunizations',
    columns: (has) => event(has, 'drug_exposure', 'drug', 'DATE', null),
  },
  {
    table: 'procedure_occurrence',
    from: 'procedures',
    columns: (has) => event(has, 'procedure_occurrence', 'procedure', has('START') ? 'START' : 'DATE', 'STOP'),
  },
  {
    table: 'device_exposure',
    from: 'devices',
    columns: (has) => [
      ...event(has, 'device_exposure', 'device', 'START', 'STOP'),
      ...(has('UDI') ? [['unique_device_id', 'r."UDI"'] as Column] : []),
    ],
  },
  {
    table: 'observation',
    from: 'allergies',
    columns: (has) => event(has, 'observation', 'observation', 'START', null),
  },
  {
    table: 'measurement',
    from: 'observations',
    where: 'measured',
    columns: (has) => [
      ...event(has, 'measurement', 'measurement', 'DATE', null),
      ['value_as_number', number('VALUE')],
      ['value_source_value', 'r."VALUE"'],
      ...(has('UNITS') ? [['unit_source_value', 'r."UNITS"'] as Column] : []),
    ],
  },
  {
    table: 'observation',
    from: 'observations',
    where: 'not measured',
    columns: (has) => [
      ...event(has, 'observation', 'observation', 'DATE', null),
      ['value_as_number', number('VALUE')],
      ['value_as_string', 'r."VALUE"'],
      ...(has('UNITS') ? [['unit_source_value', 'r."UNITS"'] as Column] : []),
    ],
  },
];

/** The files' rows, each numbered in the order of the file; ids of files that share a table lie apart. */
export const numberedRows = (relation: string, file: number): string =>
  `(SELECT *, row_number() OVER () + ${file} * 1000000000000 AS __n FROM ${relation})`;

/** Rows of one CDM table made of one file. Keys of patients and encounters become numbers; an unknown one is missing. */
export function madeRelation(one: Made, rows: string, has: (column: string) => boolean, more = ''): string {
  const columns = one.columns(has).map(([name, sql]) => `${sql} AS ${identifier(name)}`);
  const coded = has('CODE') && one.from !== 'encounters';
  const where = one.where ? `WHERE ${one.where === 'measured' ? '' : 'NOT '}coalesce(${measuredBy(has)}, false)` : '';
  return `(SELECT ${columns.join(', ')}${more} FROM ${rows} AS r
    LEFT JOIN temp.synthea_persons AS p ON p.key = r."PATIENT"
    ${has('ENCOUNTER') ? 'LEFT JOIN temp.synthea_visits AS v ON v.key = r."ENCOUNTER"' : ''}
    ${coded ? `LEFT JOIN temp.synthea_concepts AS c ON c.code = r."CODE" AND c.source = ${literal(one.from)}` : ''}
    ${where})`;
}

/** What of a patient is the person's; the other columns stay beside, for the gate to see. */
export const personColumns: readonly [column: string, sql: string, needs: string][] = [
  ['person_id', 'r.__n', 'Id'],
  ['gender_concept_id', `CASE upper(r."GENDER") WHEN 'M' THEN 8507 WHEN 'F' THEN 8532 ELSE 0 END`, 'GENDER'],
  ['year_of_birth', `CAST(year(${day('BIRTHDATE')}) AS INTEGER)`, 'BIRTHDATE'],
  ['month_of_birth', `CAST(month(${day('BIRTHDATE')}) AS INTEGER)`, 'BIRTHDATE'],
  ['day_of_birth', `CAST(day(${day('BIRTHDATE')}) AS INTEGER)`, 'BIRTHDATE'],
  ['birth_datetime', `CAST(${day('BIRTHDATE')} AS TIMESTAMP)`, 'BIRTHDATE'],
  [
    'race_concept_id',
    `CASE lower(r."RACE") WHEN 'white' THEN 8527 WHEN 'black' THEN 8516 WHEN 'asian' THEN 8515 ELSE 0 END`,
    'RACE',
  ],
  [
    'ethnicity_concept_id',
    `CASE lower(r."ETHNICITY") WHEN 'hispanic' THEN 38003563 WHEN 'nonhispanic' THEN 38003564 ELSE 0 END`,
    'ETHNICITY',
  ],
  ['gender_source_value', 'r."GENDER"', 'GENDER'],
  ['race_source_value', 'r."RACE"', 'RACE'],
  ['ethnicity_source_value', 'r."ETHNICITY"', 'ETHNICITY'],
  ['person_source_value', 'r."Id"', 'Id'],
];

export const deathRelation = (
  patients: string,
): string => `(SELECT r.__n AS person_id, ${day('DEATHDATE')} AS death_date,
    ${moment('DEATHDATE')} AS death_datetime, ${ehr} AS death_type_concept_id
  FROM ${patients} AS r WHERE nullif(trim(r."DEATHDATE"), '') IS NOT NULL)`;

export const periodRelation = `(SELECT person_id AS observation_period_id, person_id, min(day) AS observation_period_start_date,
    max(day) AS observation_period_end_date, ${inferred} AS period_type_concept_id
  FROM temp.synthea_days WHERE person_id IS NOT NULL AND day IS NOT NULL GROUP BY person_id)`;

const vocabularies: Readonly<Partial<Record<SyntheaName, string>>> = {
  medications: 'RxNorm',
  immunizations: 'CVX',
  observations: 'LOINC',
};
const domains: Readonly<Record<string, string>> = {
  conditions: 'Condition',
  medications: 'Drug',
  immunizations: 'Drug',
  procedures: 'Procedure',
  observations: 'Measurement',
  allergies: 'Observation',
  devices: 'Device',
};

/**
 * Every code of every file with its description: the standard concept that the vocabulary maps it to, or its own, or one
 * of the site's (`is_own`).
 */
export function conceptsSql(
  coded: readonly { readonly name: SyntheaName; readonly rows: string; readonly described: boolean }[],
  vocabulary: Vocabulary | null,
): string {
  const selects = coded.map(
    ({ name, rows, described }) =>
      `SELECT ${literal(name)} AS source, "CODE" AS code, ${described ? 'any_value("DESCRIPTION")' : 'NULL::VARCHAR'} AS description
       FROM ${rows} WHERE "CODE" IS NOT NULL GROUP BY "CODE"`,
  );
  const cases = (of: Readonly<Record<string, string>>) =>
    Object.entries(of)
      .map(([name, to]) => `WHEN ${literal(name)} THEN ${literal(to)}`)
      .join(' ');
  return `CREATE OR REPLACE TEMP TABLE synthea_concepts AS
    WITH found AS (${selects.join(' UNION ALL ') || "SELECT '' AS source, '' AS code, '' AS description WHERE false"}),
      placed AS (SELECT *, CASE source ${cases(vocabularies as Record<string, string>)} ELSE 'SNOMED' END AS vocabulary FROM found),
      known AS (${lookedUp('(SELECT vocabulary AS vocabulary_id, code FROM placed)', vocabulary)}),
      ids AS (SELECT vocabulary, p.code, any_value(k.concept_id) AS standard, any_value(k.source_id) AS known_id,
                ${ownConcepts} + row_number() OVER (ORDER BY vocabulary, p.code) AS own
              FROM placed AS p LEFT JOIN known AS k ON k.vocabulary_id = vocabulary AND k.code = p.code GROUP BY vocabulary, p.code)
    SELECT p.*, coalesce(standard, known_id, own) AS concept_id, coalesce(known_id, own) AS source_id,
      known_id IS NULL AS is_own, CASE source ${cases(domains)} END AS domain FROM placed AS p JOIN ids USING (vocabulary, code)`;
}

export const conceptRelation = `(SELECT concept_id, coalesce(min(description), min(code)) AS concept_name, min(domain) AS domain_id,
    min(vocabulary) AS vocabulary_id, 'Synthea code' AS concept_class_id, 'S' AS standard_concept, min(code) AS concept_code,
    DATE '1970-01-01' AS valid_start_date, DATE '2099-12-31' AS valid_end_date, NULL::VARCHAR AS invalid_reason
  FROM temp.synthea_concepts WHERE is_own GROUP BY concept_id)`;

export const ancestorRelation = `(SELECT DISTINCT concept_id AS ancestor_concept_id, concept_id AS descendant_concept_id,
    0 AS min_levels_of_separation, 0 AS max_levels_of_separation FROM temp.synthea_concepts WHERE is_own)`;
