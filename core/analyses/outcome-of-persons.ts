import { Failure } from '../../contract/failure.ts';
import { needTable } from './cdm-tables.ts';
import type { CohortsInput } from './input.ts';

/** The day each person died, as SQL, `person_id, death_date`; nobody where the dataset has no table of deaths. */
export function deathsSql(tables: ReadonlySet<string>): string {
  return tables.has('death')
    ? 'SELECT person_id, min(CAST(death_date AS DATE)) AS death_date FROM cdm.death GROUP BY person_id'
    : 'SELECT CAST(NULL AS BIGINT) AS person_id, CAST(NULL AS DATE) AS death_date WHERE false';
}

/**
 * Every outcome as SQL, `person_id, outcome_date`: entries into a cohort of the study, or `death`.
 *
 * @param whyNot what is wrong with an outcome that is one of the cohorts looked at, after its name.
 * @throws Failure `invalid_input` for a cohort that is not there or is looked at itself, and for death without its table.
 */
export function outcomeSql(
  outcome: string,
  input: CohortsInput,
  { tables, whyNot }: { readonly tables: ReadonlySet<string>; readonly whyNot: string },
): string {
  if (outcome === 'death') {
    needTable(tables, 'death', 'the outcome asked for is death');
    return 'SELECT person_id, CAST(death_date AS DATE) AS outcome_date FROM cdm.death';
  }
  if (input.cohorts.some(({ name }) => name === outcome)) {
    throw new Failure('invalid_input', `Parameter “outcome”: “${outcome}” ${whyNot}`, { param: 'outcome' });
  }
  const table = input.all(outcome);
  if (table !== undefined)
    return `SELECT CAST(subject_id AS BIGINT) AS person_id, CAST(cohort_start_date AS DATE) AS outcome_date FROM ${table}`;
  const message = `Parameter “outcome”: this study has no generated cohort “${outcome}”. Generate it first, or use “death”.`;
  throw new Failure('invalid_input', message, { param: 'outcome' });
}
