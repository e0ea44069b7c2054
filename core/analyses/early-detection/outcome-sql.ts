import { Failure } from '../../../contract/failure.ts';
import { needTable } from '../cdm-tables.ts';
import type { CohortsInput } from '../input.ts';

export const deathSql = 'SELECT person_id, min(death_date::DATE) AS death_date FROM cdm.death GROUP BY person_id';
export const noDeathSql = 'SELECT NULL::BIGINT AS person_id, NULL::DATE AS death_date WHERE false';

/**
 * Every outcome as SQL, `person_id, outcome_date`: entries into a cohort of the study, or `death`.
 *
 * @throws Failure `invalid_input` for a cohort that is not there, or is the one looked at.
 */
export function outcomeSql(outcome: string, input: CohortsInput, tables: ReadonlySet<string>): string {
  if (outcome === 'death') {
    needTable(tables, 'death', 'the outcome asked for is death');
    return 'SELECT person_id, death_date::DATE AS outcome_date FROM cdm.death';
  }
  if (input.cohorts.some(({ name }) => name === outcome)) {
    const message = `Parameter “outcome”: “${outcome}” is the cohort itself, so everybody would have it on entry.`;
    throw new Failure('invalid_input', message, { param: 'outcome' });
  }
  const table = input.all(outcome);
  if (table !== undefined)
    return `SELECT subject_id::BIGINT AS person_id, cohort_start_date::DATE AS outcome_date FROM ${table}`;
  const message = `Parameter “outcome”: this study has no generated cohort “${outcome}”. Generate it first, or use “death”.`;
  throw new Failure('invalid_input', message, { param: 'outcome' });
}
