import type { FeatureDomain } from '../../contract/features.ts';
import { identifier } from '../engine/sql-text.ts';
import type { Ask } from './ask.ts';
import { domainTables } from './domains.ts';
import type { Feature } from './feature.ts';

/**
 * What becomes a row, as `feature_index(row_id, subject_id, index_date)`: the first entry of each person, whose row is
 * the person. `cohort` is a relation as SQL.
 */
export const indexSql = (cohort: string) => `CREATE OR REPLACE TEMP TABLE feature_index AS
SELECT subject_id::BIGINT AS row_id, subject_id::BIGINT AS subject_id, min(cohort_start_date)::DATE AS index_date
FROM ${cohort}
GROUP BY subject_id`;

/** Every row of a relation `row_id, subject_id, index_date`: a person may stand in several. */
export const rowsSql = (relation: string) => `CREATE OR REPLACE TEMP TABLE feature_index AS
SELECT row_id::BIGINT AS row_id, subject_id::BIGINT AS subject_id, index_date::DATE AS index_date
FROM ${relation}`;

/** A clock for the matrix: day 0 is the index date. */
const dayOf = (column: string) => `(e.${column}::DATE - i.index_date)`;

/**
 * The one scan of a domain's table: its events of the rows' persons within the widest window asked for at any lead, as
 * `feature_events(row_id, concept_id, day, end_day, id, value, unit)`. A stay counts if it reaches into the window.
 */
export function eventsSql(domain: FeatureDomain, asks: readonly Ask[], leads: readonly number[]): string {
  const { table, concept, start, end, id } = domainTables[domain];
  const from = Math.min(...asks.map(({ window }) => window.fromDay)) - Math.max(...leads);
  const to = Math.max(...asks.map(({ window }) => window.toDay)) - Math.min(...leads);
  const endDay = end ? `greatest(coalesce(${dayOf(end)}, ${dayOf(start)}), ${dayOf(start)})` : dayOf(start);
  const isNumber = domain === 'measurement';
  return `CREATE OR REPLACE TEMP TABLE feature_events AS
SELECT i.row_id, e.${concept} AS concept_id, ${dayOf(start)} AS day, ${endDay} AS end_day, e.${id} AS id,
  ${isNumber ? 'e.value_as_number::DOUBLE' : 'NULL::DOUBLE'} AS value, ${isNumber ? 'coalesce(e.unit_concept_id, 0)' : '0'} AS unit
FROM cdm.${identifier(table)} AS e
JOIN feature_index AS i ON i.subject_id = e.person_id
WHERE ${dayOf(start)} <= ${to} AND ${endDay} >= ${from}`;
}

const anyOf = (features: readonly Feature[]) => features.filter(({ conceptIds }) => conceptIds.length === 0);

/**
 * Which concepts count for which feature, and when: `feature_concepts(feature, concept_id, from_day, to_day, lead)`.
 * The days are counted from the index date, so a feature's window is moved back by its lead.
 */
export function conceptsSql(features: readonly Feature[], hasHierarchy: boolean): string {
  const days = ({ window, lead }: Feature) => `${window.fromDay - lead}, ${window.toDay - lead}, ${lead}`;
  const rows = features.flatMap((feature) =>
    feature.conceptIds.map((id) => `(${feature.number}, ${id}, ${days(feature)}, ${feature.descendants})`),
  );
  const every = anyOf(features).map(
    (feature) => `SELECT DISTINCT ${feature.number}, concept_id, ${days(feature)} FROM feature_events`,
  );
  const asked = rows.length
    ? [
        `SELECT feature, concept_id, from_day, to_day, lead FROM asked`,
        ...(hasHierarchy
          ? [
              `SELECT feature, a.descendant_concept_id, from_day, to_day, lead
FROM asked JOIN cdm.concept_ancestor AS a ON a.ancestor_concept_id = asked.concept_id
WHERE asked.descendants`,
            ]
          : []),
      ]
    : [];
  const values = rows.length
    ? `WITH asked(feature, concept_id, from_day, to_day, lead, descendants) AS (VALUES ${rows.join(', ')})\n`
    : '';
  return `CREATE OR REPLACE TEMP TABLE feature_concepts(feature, concept_id, from_day, to_day, lead) AS
${values}${[...asked, ...every].join('\nUNION\n')}`;
}
