import type { FeatureColumn, FeatureDeclaration } from '../../contract/features.ts';
import type { Connection } from '../engine/database.ts';
import { identifier } from '../engine/sql-text.ts';
import type { Statistic } from './ask.ts';
import type { Collected } from './collect.ts';
import { demographicColumn, demographicSql } from './demographics-sql.ts';
import type { Feature } from './feature.ts';

type Demographics = FeatureDeclaration['demographics'];

/** What a person without a value has: nothing recorded is 0 for events, unknown for measurements and times since. */
const spread: Readonly<Record<Statistic, (column: string) => string>> = {
  present: (column) => `coalesce(w.${column} > 0, false)::DOUBLE`,
  count: (column) => `coalesce(w.${column}, 0)`,
  'hospital-days': (column) => `coalesce(w.${column}, 0)`,
  last: (column) => `w.${column}`,
  mean: (column) => `w.${column}`,
  slope: (column) => `w.${column}`,
  since: (column) => `w.${column}`,
};

export interface MatrixPlan {
  /** Name of the temporary table to make. */
  readonly into: string;
  readonly demographics: Demographics;
  readonly features: readonly Feature[];
  readonly hasConcepts: boolean;
  /** Which features, by their lead. */
  readonly lead: number;
  /** Whether a person may stand in several rows, which then have their own id. */
  readonly hasRowIds: boolean;
}

/** Spreads `feature_values` into one row per row of `feature_index`, with the features of one lead. */
export function matrixSql(plan: MatrixPlan): string {
  const { into, demographics, hasConcepts, lead, hasRowIds } = plan;
  const features = plan.features.filter((feature) => feature.lead === lead);
  const wide = features.map(
    ({ number, name }) => `max(value) FILTER (WHERE feature = ${number}) AS ${identifier(name)}`,
  );
  const columns = [
    ...(hasRowIds ? ['i.row_id'] : []),
    'i.subject_id',
    'i.index_date',
    ...demographics.map((which) => `${demographicSql(which, hasConcepts, lead)} AS ${identifier(which)}`),
    ...features.map(({ name, statistic }) => `${spread[statistic](identifier(name))} AS ${identifier(name)}`),
  ];
  return `CREATE OR REPLACE TEMP TABLE ${identifier(into)} AS
WITH w AS (
  SELECT ${['row_id', ...wide].join(',\n    ')}
  FROM feature_values GROUP BY row_id
)
SELECT ${columns.join(',\n  ')}
FROM feature_index AS i
LEFT JOIN cdm.person AS p ON p.person_id = i.subject_id
LEFT JOIN w ON w.row_id = i.row_id
ORDER BY i.row_id`;
}

const unitOf = ({ number, statistic }: Feature, units: Collected['units']): string | undefined => {
  if (statistic === 'since' || statistic === 'hospital-days') return 'days';
  const unit = units.get(number);
  return unit && statistic === 'slope' ? `${unit} per year` : unit;
};

/** A column of the matrix, and what it is about: the statistics of one thing share their `what`. */
export interface BuiltColumn extends FeatureColumn {
  readonly what: string;
}

/** The columns of the matrix, with how many rows lack a value. */
export async function columnsOf(
  connection: Connection,
  { into, demographics, lead }: Pick<MatrixPlan, 'into' | 'demographics' | 'lead'>,
  { features, units }: Collected,
): Promise<{ readonly rows: number; readonly columns: BuiltColumn[] }> {
  const described: Omit<BuiltColumn, 'missing'>[] = [
    ...demographics.map(demographicColumn).map((column) => ({ ...column, what: column.label })),
    ...features
      .filter((feature) => feature.lead === lead)
      .map((feature) => {
        const unit = unitOf(feature, units);
        return {
          name: feature.name,
          label: feature.label,
          what: feature.what,
          kind: 'number' as const,
          ...(unit ? { unit } : {}),
          source: { domain: feature.domain, conceptIds: [...feature.conceptIds] },
        };
      }),
  ];
  const missing = described.map(({ name }, i) => `count(*) - count(${identifier(name)}) AS m${i}`);
  const counts = await connection.one<Record<string, number>>(
    `SELECT ${['count(*) AS n', ...missing].join(', ')} FROM ${identifier(into)}`,
  );
  return { rows: counts.n!, columns: described.map((column, i) => ({ ...column, missing: counts[`m${i}`]! })) };
}
