import type { CheckedExpression } from '../expression/cohort.ts';
import { dateLiteral } from './value.ts';

/** The cohort's rows within the censor window, as (subject_id, cohort_start_date, cohort_end_date). */
export function finalRows(rows: string, { censorWindow }: CheckedExpression, hasFirsts = false): string {
  const { startDate, endDate } = censorWindow;
  const start = startDate === null ? 'start_date' : `GREATEST(start_date, ${dateLiteral(startDate)})`;
  const end = endDate === null ? 'end_date' : `LEAST(end_date, ${dateLiteral(endDate)})`;
  const select = `SELECT person_id AS subject_id, ${start} AS cohort_start_date, ${end} AS cohort_end_date${hasFirsts ? ', is_first' : ''}\nFROM ${rows}`;
  return startDate === null && endDate === null ? select : `${select}\nWHERE ${start} <= ${end}`;
}
