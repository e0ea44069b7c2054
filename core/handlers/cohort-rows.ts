import type { JobContext } from '../../contract/context.ts';
import { Failure } from '../../contract/failure.ts';
import { type Counts, countsQuery } from '../cohort/run-rows.ts';
import { readCohortRows } from '../engine/cohort-rows-file.ts';
import type { Connection } from '../engine/database.ts';
import { identifier } from '../engine/sql-text.ts';
import { isUnreadable } from '../engine/unreadable.ts';
import { type Generation, readGeneration, rowsPathOf } from '../study/generations.ts';
import type { Study } from '../study/study.ts';
import { isStale } from './cohort-definitions.ts';

/** The temporary table that `loadCohort` fills, quoted. */
export const cohortTable = (name: string): string => identifier(`cohort: ${name}`);

/**
 * The latest generation of a cohort on a dataset, made from the definition as it stands.
 *
 * @throws Failure `not_found` that says to generate it first; `conflict` where the definition changed since.
 */
export function requireGenerated(study: Study, dataset: string, name: string): Generation {
  const found = readGeneration(study.path, dataset, name);
  if (!found)
    throw new Failure('not_found', `The cohort “${name}” has no rows on “${dataset}” yet. Generate it first.`);
  if (isStale(study, found)) {
    throw new Failure(
      'conflict',
      `The definition of “${name}” changed since it was generated on “${dataset}”. Generate it again.`,
      { cohort: name, dataset },
    );
  }
  return found;
}

/** Why a generation's rows can't be used: a later generation took their place, or they were changed outside. */
function whyNot(studyPath: string, { name, dataset, run }: Generation, cause?: unknown): Failure {
  const details = { cohort: name, dataset };
  return readGeneration(studyPath, dataset, name)?.run === run
    ? new Failure(
        'integrity',
        `The rows kept for the cohort “${name}” on “${dataset}” are not those that were generated. Generate it again.`,
        details,
        { cause },
      )
    : new Failure(
        'conflict',
        `The cohort “${name}” was generated again or removed meanwhile. Run this again.`,
        details,
        {
          cause,
        },
      );
}

/**
 * Brings the rows of a generated cohort into a temporary table, `subject_id BIGINT, cohort_start_date DATE,
 * cohort_end_date DATE`, after checking that they have the generation's fingerprint.
 *
 * @throws Failure `integrity` where they are not the rows that were generated; `conflict` where a later generation took
 * their place; `cancelled`.
 */
export async function loadCohort(
  connection: Connection,
  studyPath: string,
  generation: Generation,
  context: JobContext,
): Promise<void> {
  const table = cohortTable(generation.name);
  try {
    await readCohortRows(connection, rowsPathOf(studyPath, generation), table, context);
  } catch (error) {
    const failure = Failure.from(error);
    throw isUnreadable(failure) ? whyNot(studyPath, generation, failure) : failure;
  }
  const { fingerprint } = await connection.one<Counts>(countsQuery(table), [], context);
  if (fingerprint !== generation.result.fingerprint) throw whyNot(studyPath, generation);
}
