import type { CohortProblem } from '../../contract/cohort.ts';
import type { JobContext } from '../../contract/context.ts';
import { Failure } from '../../contract/failure.ts';
import type { CheckedExpression } from '../cohort/check.ts';
import { tableUses } from '../cohort/expression/used-tables.ts';
import type { Connection } from '../engine/database.ts';

const columnQuery = `SELECT count(*)::INTEGER AS n FROM duckdb_columns()
  WHERE database_name = 'cdm' AND table_name = 'location' AND column_name = 'region_concept_id'`;
const filledQuery =
  'SELECT count(*)::INTEGER AS locations, count(nullif(region_concept_id, 0))::INTEGER AS regions FROM cdm.location';

const advice =
  'CDM 5.4 has only country_concept_id, which is not the same: fill location.region_concept_id, or remove what asks for a region.';

/**
 * What is to be said where a definition asks for regions. CDM 5.3 and 5.4 have no `location.region_concept_id`, which
 * Circe reads: without it nothing could be found, and that must not look like an answer.
 *
 * @throws Failure `not_found` where the column is not there; `cancelled`.
 */
export async function regionWarnings(
  connection: Connection,
  expression: CheckedExpression,
  context: JobContext,
): Promise<CohortProblem[]> {
  const [use] = tableUses(expression).filter(({ table }) => table === 'location');
  if (!use) return [];
  const { path } = use;
  const { n } = await connection.one<{ n: number }>(columnQuery, [], context);
  if (n === 0)
    throw new Failure(
      'not_found',
      `The dataset’s table “location” has no region_concept_id, which this definition reads at ${path}. ${advice}`,
      { table: 'location', path },
    );
  const { locations, regions } = await connection.one<{ locations: number; regions: number }>(filledQuery, [], context);
  if (locations === 0 || regions > 0) return [];
  return [{ path, severity: 'warning', message: `No location has a region, so nothing is found here. ${advice}` }];
}
