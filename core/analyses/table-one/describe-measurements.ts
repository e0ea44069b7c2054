import { fillSql } from '../fill-sql.ts';
import type { CohortDesk } from './cohort-desk.ts';
import { conceptName } from './concept-names.ts';
import measurementsSql from './last-measurements.sql?raw';
import type { Continuous } from './spec.ts';
import { continuousOf, type Moments } from './summarise.ts';

type Line = Moments & { readonly concept: string; readonly label: string; readonly unit: string | null };

/** The last value up to entry of the most frequent measurements; one variable for each unit, for units do not mix. */
export async function describeMeasurements(desk: CohortDesk): Promise<Continuous[]> {
  const { params, groups, connection, context, sql, tables } = desk;
  if (params.top === 0 || !tables.has('measurement')) return [];
  const concepts = tables.has('concept');
  const query = fillSql(measurementsSql, {
    windowDays: String(params.windowDays),
    top: String(params.top),
    conceptName: conceptName('c.concept_id', concepts),
    unitName: `CASE WHEN c.unit_id <> 0 THEN ${conceptName('c.unit_id', concepts)} END`,
  });
  sql.push(query);
  context.progress({ stage: 'measurements' });
  const rows = await connection.rows<Line>(query, [], context);
  return [...new Set(rows.map(({ concept }) => concept))].map((concept) => {
    const lines = rows.filter((row) => row.concept === concept);
    const { label, unit } = lines[0]!;
    return continuousOf(groups, { section: 'measurements', name: concept, label, unit: unit ?? undefined }, lines);
  });
}
