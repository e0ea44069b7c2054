import { type JobContext, stage } from '../../contract/context.ts';
import { Failure } from '../../contract/failure.ts';
import type { Connection } from '../engine/database.ts';
import { identifier } from '../engine/sql-text.ts';

export interface OutcomeRequest {
  /** Relations as SQL with `subject_id, cohort_start_date`: quote them with `identifier` where they need it. */
  readonly cohortTable: string;
  readonly outcomeTable: string;
  /** Days after the index date, both included; 0 is the index date itself. */
  readonly fromDay: number;
  readonly toDay: number;
  /** Name of the temporary table to make. */
  readonly into: string;
}

export interface LabelledOutcome {
  readonly rows: number;
  readonly events: number;
  readonly excluded: {
    /** Had the outcome before the window: on or before the index date, or between it and `fromDay`. */
    readonly before: number;
    /** The observation of the index date ends before `toDay` without the outcome in it, so nobody knows. */
    readonly censored: number;
    /** Not observed on the index date. */
    readonly unobserved: number;
  };
  readonly notices: readonly string[];
  readonly sql: string;
}

/**
 * One row per person: `subject_id`, `index_date` (the first entry), `outcome_day` of the first outcome in the window
 * (NULL without) and `outcome` 1 or 0. Left out and counted: who is not observed on the index date, who had the outcome
 * before the window opens, and who leaves observation before `toDay` without it. An outcome counts only within the
 * observation period of the index date: what comes after a gap is known of those alone who came back, and to count it
 * would drop their like without the outcome and keep them, which inflates the risk. Death ends observation, so the
 * dead without the outcome are left out unless their death ends the window; say so where death competes with it.
 */
const labelSql = ({
  cohortTable,
  outcomeTable,
  fromDay,
  toDay,
}: OutcomeRequest) => `CREATE OR REPLACE TEMP TABLE outcome_status AS
WITH entries AS (
  SELECT subject_id::BIGINT AS subject_id, min(cohort_start_date)::DATE AS index_date FROM ${cohortTable} GROUP BY subject_id
), observed AS (
  SELECT e.subject_id, e.index_date, max(p.observation_period_end_date::DATE) AS last_date
  FROM entries AS e
  LEFT JOIN cdm.observation_period AS p ON p.person_id = e.subject_id
    AND e.index_date BETWEEN p.observation_period_start_date::DATE AND p.observation_period_end_date::DATE
  GROUP BY e.subject_id, e.index_date
), days AS (
  SELECT subject_id, min(o.cohort_start_date::DATE - index_date)::INTEGER AS first_day
  FROM entries JOIN ${outcomeTable} AS o USING (subject_id) GROUP BY subject_id
)
SELECT subject_id, index_date, first_day AS outcome_day,
  CASE WHEN last_date IS NULL THEN 'unobserved'
    WHEN first_day < ${fromDay} THEN 'before'
    WHEN first_day <= ${toDay} AND index_date + first_day <= last_date THEN 'event'
    WHEN last_date < index_date + ${toDay} THEN 'censored'
    ELSE 'free' END AS status
FROM observed LEFT JOIN days USING (subject_id)`;

const keptSql = (into: string) => `CREATE OR REPLACE TEMP TABLE ${identifier(into)} AS
SELECT subject_id, index_date, CASE WHEN status = 'event' THEN outcome_day END AS outcome_day,
  (status = 'event')::INTEGER AS outcome
FROM outcome_status WHERE status IN ('event', 'free') ORDER BY subject_id`;

interface Counts {
  readonly [status: string]: number;
  readonly before: number;
  readonly event: number;
  readonly unobserved: number;
  readonly censored: number;
  readonly free: number;
}

/**
 * Labels the persons of a cohort by whether the outcome cohort starts within `fromDay` to `toDay` of their first
 * entry. See `labelSql` for who is left out; every one left out is counted and said.
 *
 * @throws Failure `invalid_input` for a window that ends before it starts or starts before the index date; `cancelled`.
 */
export async function labelOutcome(
  connection: Connection,
  request: OutcomeRequest,
  context: JobContext,
): Promise<LabelledOutcome> {
  const { fromDay, toDay, into } = request;
  if (!Number.isInteger(fromDay) || !Number.isInteger(toDay) || fromDay < 0 || toDay < fromDay) {
    throw new Failure('invalid_input', 'An outcome window runs from a day 0 or later to the same day or a later one.');
  }
  const label = labelSql(request);
  const kept = keptSql(into);
  try {
    await connection.run(label, [], stage(context, 'outcomes'));
    await connection.run(kept, [], stage(context, 'outcomes'));
    const statuses = ['before', 'event', 'unobserved', 'censored', 'free'];
    const counts = await connection.one<Counts>(
      `SELECT ${statuses.map((status) => `count(*) FILTER (WHERE status = '${status}') AS "${status}"`).join(', ')} FROM outcome_status`,
    );
    const { before, censored, unobserved } = counts;
    return {
      rows: counts.event + counts.free,
      events: counts.event,
      excluded: { before, censored, unobserved },
      notices: noticesOf(counts, request),
      sql: `${label};\n\n${kept}`,
    };
  } finally {
    await connection.run('DROP TABLE IF EXISTS temp.outcome_status');
  }
}

function noticesOf({ before, censored, unobserved }: Counts, { fromDay, toDay }: OutcomeRequest): string[] {
  const text = (n: number) => n.toLocaleString('en');
  const leftOut = (n: number, who: string) =>
    n === 0 ? [] : [`${n === 1 ? `1 person ${who} and was` : `${text(n)} persons ${who} and were`} left out.`];
  const unseen = unobserved === 1 ? 'was' : 'were';
  return [
    ...leftOut(before, `had the outcome before day ${text(fromDay)}`),
    ...leftOut(censored, `left observation before day ${text(toDay)} without the outcome`),
    ...leftOut(unobserved, `${unseen} not under observation on the index date`),
  ];
}
