import { Failure } from '../../../contract/failure.ts';
import { cdmTables, needTable } from '../cdm-tables.ts';
import { fillSql } from '../fill-sql.ts';
import type { AnalysisCall, AnalysisOutcome, CohortsInput } from '../input.ts';
import type { CohortDesk } from './cohort-desk.ts';
import { knownConceptName } from './concept-names.ts';
import { describeMeasurements } from './describe-measurements.ts';
import { describeConditions, describeDrugs } from './describe-records.ts';
import type { Groups } from './group.ts';
import personsSql from './persons-of-cohorts.sql?raw';
import sizesSql from './sizes-of-cohorts.sql?raw';
import type { TableOneParams, TableOneResult, Variable } from './spec.ts';
import { type Subject, summariseCategorical, summariseContinuous } from './summarise.ts';

type Size = { readonly cohort: number; readonly entries: number; readonly persons: number; readonly shared: number };

const noObservation =
  'SELECT CAST(NULL AS BIGINT) AS person_id, CAST(NULL AS DATE) AS first_day, CAST(NULL AS DATE) AS last_day WHERE false';
const observation =
  'SELECT person_id, CAST(observation_period_start_date AS DATE) AS first_day, CAST(observation_period_end_date AS DATE) AS last_day FROM cdm.observation_period';

/** Table one of one cohort, or of two side by side, as known on the day of first entry. */
export async function describeCohorts(
  call: AnalysisCall<TableOneParams> & { input: CohortsInput },
): Promise<AnalysisOutcome<TableOneResult>> {
  const { params, input, connection, context } = call;
  const tables = await cdmTables(connection);
  needTable(tables, 'person', 'table one describes persons');
  const entries = input.cohorts
    .map(
      ({ table }, i) =>
        `SELECT ${i} AS cohort, subject_id AS person_id, CAST(cohort_start_date AS DATE) AS index_date FROM ${table}`,
    )
    .join('\nUNION ALL\n');
  const sql = [fillSql(sizesSql, { entries }), personsQuery(entries, tables)];
  const sizes = await connection.rows<Size>(sql[0]!, [], context);
  const groups = groupsOf(input, sizes);
  try {
    await connection.run(sql[1]!, [], context);
    const desk: CohortDesk = {
      connection,
      context,
      grouping: { table: 'temp.table_one_persons', by: 'd.cohort' },
      groups,
      sql,
      tables,
      params,
    };
    const variables = await describeAll(desk);
    const { windowDays } = params;
    return { result: resultOf({ input, windowDays, sizes, groups, tables, variables }), sql };
  } finally {
    await connection.run('DROP TABLE IF EXISTS temp.table_one_persons');
  }
}

function personsQuery(entries: string, tables: ReadonlySet<string>): string {
  const concepts = tables.has('concept');
  return fillSql(personsSql, {
    entries,
    observation: tables.has('observation_period') ? observation : noObservation,
    sex: knownConceptName('p.gender_concept_id', concepts),
    race: knownConceptName('p.race_concept_id', concepts),
    ethnicity: knownConceptName('p.ethnicity_concept_id', concepts),
  });
}

function groupsOf(input: CohortsInput, sizes: readonly Size[]): Groups {
  const list = input.cohorts.map(({ name }, i) => {
    const size = sizes.find(({ cohort }) => cohort === i);
    if (size) return { key: String(i), name, n: size.persons };
    throw new Failure(
      'invalid_input',
      `Cohort “${name}” is empty: there is nobody to describe. Look at its attrition.`,
      {
        param: 'cohort',
      },
    );
  });
  return { list, contrast: list.length === 2 ? { of: 0, against: 1 } : null };
}

async function describeAll(desk: CohortDesk): Promise<Variable[]> {
  const person = (name: string, label: string, unit?: string): Subject => ({
    section: 'demographics',
    name,
    label,
    sql: `d.${name}`,
    unit,
  });
  const hasObservation = desk.tables.has('observation_period');
  const years = await spanOfYears(desk);
  return [
    await summariseContinuous(desk, person('age', 'Age', 'years')),
    await summariseCategorical(desk, person('sex', 'Sex')),
    await summariseCategorical(desk, person('race', 'Race')),
    await summariseCategorical(desk, person('ethnicity', 'Ethnicity')),
    await summariseCategorical(desk, { ...person('index_year', 'Year of entry'), sql: years }),
    ...(hasObservation ? [await summariseContinuous(desk, person('prior_days', 'Observed before entry', 'days'))] : []),
    ...(await describeConditions(desk)),
    ...(await describeDrugs(desk)),
    ...(await describeMeasurements(desk)),
  ];
}

/** SQL for the year of entry: single years where there are up to ten, otherwise spans of 2, 5, 10 … years. */
async function spanOfYears({ connection, context, sql }: CohortDesk): Promise<string> {
  const query = 'SELECT max(index_year) - min(index_year) + 1 AS years FROM temp.table_one_persons';
  sql.push(query);
  const { years } = await connection.one<{ years: number }>(query, [], context);
  const width = [1, 2, 5, 10, 20].find((candidate) => years / candidate <= 10) ?? 50;
  const first = `d.index_year - d.index_year % ${width}`;
  return width === 1 ? 'd.index_year' : `concat(${first}, '–', ${first} + ${width - 1})`;
}

function resultOf(parts: {
  input: CohortsInput;
  windowDays: number;
  sizes: readonly Size[];
  groups: Groups;
  tables: ReadonlySet<string>;
  variables: Variable[];
}): TableOneResult {
  const { input, windowDays, sizes, groups, tables, variables } = parts;
  const absent = ['observation_period', 'condition_occurrence', 'drug_exposure', 'measurement'].filter(
    (name) => !tables.has(name),
  );
  const { contrast, list } = groups;
  return {
    source: 'cohorts',
    unit: 'persons',
    by: input.cohorts.length > 1 ? 'cohort' : null,
    windowDays,
    groups: list.map(({ name, n }) => ({ name, n })),
    contrast: contrast && { of: list[contrast.of]!.name, against: list[contrast.against]!.name },
    excluded: [
      {
        reason: 'later entries of the same person',
        n: sizes.reduce((sum, size) => sum + size.entries - size.persons, 0),
      },
    ],
    skipped: [],
    notes: [
      ...(sizes.some(({ shared }) => shared > 0) ? ['Some persons are in both cohorts.'] : []),
      ...(absent.length > 0 ? [`Not in this dataset: ${absent.join(', ')}.`] : []),
    ],
    variables,
  };
}
