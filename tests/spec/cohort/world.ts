import { parseExpression } from '../../../core/cohort/check.ts';
import { type CohortRun, generateCohorts } from '../../../core/cohort/run.ts';
import { openDatabase } from '../../../core/engine/database.ts';

/** Columns of each CDM table that these tests fill; what a row leaves out is NULL. */
const tables: Readonly<Record<string, string>> = {
  person:
    'person_id BIGINT, year_of_birth INTEGER, gender_concept_id BIGINT, race_concept_id BIGINT, ethnicity_concept_id BIGINT',
  observation_period:
    'observation_period_id BIGINT, person_id BIGINT, observation_period_start_date DATE, observation_period_end_date DATE, period_type_concept_id BIGINT',
  condition_occurrence:
    'condition_occurrence_id BIGINT, person_id BIGINT, condition_concept_id BIGINT, condition_start_date DATE, condition_end_date DATE, visit_occurrence_id BIGINT, condition_type_concept_id BIGINT, condition_source_concept_id BIGINT, stop_reason VARCHAR',
  drug_exposure:
    'drug_exposure_id BIGINT, person_id BIGINT, drug_concept_id BIGINT, drug_exposure_start_date DATE, drug_exposure_end_date DATE, days_supply INTEGER, quantity DOUBLE, visit_occurrence_id BIGINT, drug_source_concept_id BIGINT',
  measurement:
    'measurement_id BIGINT, person_id BIGINT, measurement_concept_id BIGINT, measurement_date DATE, value_as_number DOUBLE, range_low DOUBLE, range_high DOUBLE, value_as_concept_id BIGINT, unit_concept_id BIGINT, visit_occurrence_id BIGINT',
  visit_detail:
    'visit_detail_id BIGINT, person_id BIGINT, visit_detail_concept_id BIGINT, visit_detail_start_date DATE, visit_detail_end_date DATE, visit_occurrence_id BIGINT, care_site_id BIGINT',
  location: 'location_id BIGINT, region_concept_id BIGINT',
  location_history:
    'location_history_id BIGINT, location_id BIGINT, domain_id VARCHAR, entity_id BIGINT, start_date DATE, end_date DATE',
  death: 'person_id BIGINT, death_date DATE, cause_concept_id BIGINT',
  concept: 'concept_id BIGINT, concept_name VARCHAR, invalid_reason VARCHAR',
  concept_ancestor: 'ancestor_concept_id BIGINT, descendant_concept_id BIGINT',
  concept_relationship: 'concept_id_1 BIGINT, concept_id_2 BIGINT, relationship_id VARCHAR, invalid_reason VARCHAR',
};

/** Rows as they are drawn: a header line of column names, then one line a row; `-` is NULL, `~` a space. */
export type Drawn = Readonly<Record<string, string>>;

/** Short names in drawn headers. */
const shortNames: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  person: { id: 'person_id', born: 'year_of_birth', gender: 'gender_concept_id' },
  observation_period: {
    id: 'observation_period_id',
    person: 'person_id',
    start: 'observation_period_start_date',
    end: 'observation_period_end_date',
  },
  condition_occurrence: {
    id: 'condition_occurrence_id',
    person: 'person_id',
    concept: 'condition_concept_id',
    start: 'condition_start_date',
    end: 'condition_end_date',
    visit: 'visit_occurrence_id',
    type: 'condition_type_concept_id',
    source: 'condition_source_concept_id',
  },
  drug_exposure: {
    id: 'drug_exposure_id',
    person: 'person_id',
    concept: 'drug_concept_id',
    start: 'drug_exposure_start_date',
    end: 'drug_exposure_end_date',
    supply: 'days_supply',
    visit: 'visit_occurrence_id',
  },
  measurement: {
    id: 'measurement_id',
    person: 'person_id',
    concept: 'measurement_concept_id',
    start: 'measurement_date',
    value: 'value_as_number',
    low: 'range_low',
    high: 'range_high',
  },
  visit_detail: {
    id: 'visit_detail_id',
    person: 'person_id',
    concept: 'visit_detail_concept_id',
    start: 'visit_detail_start_date',
    end: 'visit_detail_end_date',
  },
  death: { person: 'person_id', date: 'death_date', cause: 'cause_concept_id' },
  concept: { id: 'concept_id', name: 'concept_name', invalid: 'invalid_reason' },
  concept_ancestor: { ancestor: 'ancestor_concept_id', descendant: 'descendant_concept_id' },
};

function insertOf(table: string, drawing: string): string {
  const [header = [], ...rows] = drawing
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/));
  const columns = header.map((name) => shortNames[table]?.[name] ?? name);
  const values = rows.map(
    (row) => `(${row.map((cell) => (cell === '-' ? 'NULL' : `'${cell.replaceAll('~', ' ')}'`)).join(', ')})`,
  );
  return `INSERT INTO cdm.${table} (${columns.join(', ')}) VALUES ${values.join(', ')}`;
}

/** Everyone is observed for the year 2000, and concepts 1 to 99 exist, unless drawn otherwise. */
const usual: Drawn = {
  person: 'id born\n1 1960\n2 1970\n3 1980',
  observation_period:
    'id person start end\n1 1 2000-01-01 2000-12-31\n2 2 2000-01-01 2000-12-31\n3 3 2000-01-01 2000-12-31',
  concept: `id name\n${Array.from({ length: 99 }, (_, i) => `${i + 1} concept-${i + 1}`).join('\n')}`,
};

/** Runs one definition on drawn tables: the run, and its rows as `person start end` lines. */
export async function generate(
  drawn: Drawn,
  definition: Record<string, unknown>,
): Promise<{ readonly run: CohortRun; readonly rows: readonly string[] }> {
  const database = await openDatabase({ settings: { threads: '1' } });
  const connection = await database.connect();
  try {
    await connection.run('CREATE SCHEMA cdm');
    for (const [table, columns] of Object.entries(tables))
      await connection.run(`CREATE TABLE cdm.${table} (${columns})`);
    for (const [table, drawing] of Object.entries({ ...usual, ...drawn }))
      await connection.run(insertOf(table, drawing));
    await connection.run(
      'CREATE TABLE results (cohort_name VARCHAR, subject_id BIGINT, cohort_start_date DATE, cohort_end_date DATE)',
    );
    const expression = parseExpression(definition);
    const [run] = await generateCohorts(connection, [{ name: 'c', expression }], { into: 'results' });
    const rows = await connection.rows<{ line: string }>(
      "SELECT concat(subject_id, ' ', cohort_start_date, ' ', cohort_end_date) AS line FROM results ORDER BY ALL",
    );
    return { run: run!, rows: rows.map(({ line }) => line) };
  } finally {
    connection.close();
    database.close();
  }
}

/** The rows only; the run must not have failed. */
export async function rowsOf(drawn: Drawn, definition: Record<string, unknown>): Promise<readonly string[]> {
  const { run, rows } = await generate(drawn, definition);
  if (run.failure) throw new Error(run.failure.message);
  return rows;
}

/** A concept set of single concepts; its id is the concept's unless told. */
export const conceptSet = (id: number, flags: Record<string, boolean> = {}) => ({
  id,
  name: `set ${id}`,
  expression: { items: [{ concept: { CONCEPT_ID: id, CONCEPT_NAME: `concept-${id}` }, ...flags }] },
});

export const any = (domain: string, attributes: Record<string, unknown> = {}) => ({ [domain]: attributes });
export const condition = (set: number, attributes: Record<string, unknown> = {}) =>
  any('ConditionOccurrence', { CodesetId: set, ...attributes });
export const drug = (set: number, attributes: Record<string, unknown> = {}) =>
  any('DrugExposure', { CodesetId: set, ...attributes });

/** A definition that enters with `criteria`, keeps all events and leaves one day after each, unless `more` says else. */
export const cohort = (criteria: readonly unknown[], more: Record<string, unknown> = {}) => ({
  ConceptSets: [1, 2, 3].map((id) => conceptSet(id)),
  PrimaryCriteria: {
    CriteriaList: criteria,
    ObservationWindow: { PriorDays: 0, PostDays: 0 },
    PrimaryCriteriaLimit: { Type: 'All' },
  },
  QualifiedLimit: { Type: 'All' },
  ExpressionLimit: { Type: 'All' },
  InclusionRules: [],
  EndStrategy: { DateOffset: { DateField: 'StartDate', Offset: 0 } },
  ...more,
});

export const all = (...members: unknown[]) => ({
  Type: 'ALL',
  CriteriaList: members,
  DemographicCriteriaList: [],
  Groups: [],
});
export const rule = (name: string, expression: unknown) => ({ name, expression });

/** Days before (negative) or after the index date; null is as far as observation goes. */
const end = (days: number | null, coeff: 1 | -1) =>
  days === null ? { Coeff: coeff } : { Days: Math.abs(days), Coeff: days < 0 ? -1 : 1 };

export const within = (from: number | null, to: number | null, more: Record<string, unknown> = {}) => ({
  Start: end(from, -1),
  End: end(to, 1),
  ...more,
});

export const atLeast = (count: number, more: Record<string, unknown> = {}) => ({ Type: 2, Count: count, ...more });
export const atMost = (count: number, more: Record<string, unknown> = {}) => ({ Type: 1, Count: count, ...more });
export const exactly = (count: number, more: Record<string, unknown> = {}) => ({ Type: 0, Count: count, ...more });

export const found = (
  criterion: unknown,
  occurrence: unknown = atLeast(1),
  window: unknown = within(null, null),
  more: Record<string, unknown> = {},
) => ({ Criteria: criterion, StartWindow: window, Occurrence: occurrence, ...more });
