import { type JobContext, stage } from '../../contract/context.ts';
import type { Connection } from '../engine/database.ts';
import { literal } from '../engine/sql-text.ts';
import type { ClinicalTable } from './clinical-tables.ts';
import { kin } from './hierarchy.ts';

/**
 * Rows of which the persons are told apart at a time: some 1 GB. A larger table is read in parts, by person, whose counts
 * add up; reading three columns again costs less than spilling every pair of concept and person to disk.
 */
const rowsAtOnce = 16_000_000;

/**
 * Counts records and persons of every concept: fills `use` (concept_id, table_name, column_name, records, persons; the
 * column is null for the whole table) and `used` (concept_id, records, persons) and `used_below` (concept_id, records) in
 * `schema`, by the pairs that `readKin` made. A record that names a concept in two columns is one record.
 */
export async function countUses(
  connection: Connection,
  schema: string,
  tables: readonly ClinicalTable[],
  context: JobContext,
  atOnce = rowsAtOnce,
): Promise<void> {
  const columns = 'concept_id BIGINT, table_name VARCHAR, column_name VARCHAR, records BIGINT, persons BIGINT';
  await connection.run(`CREATE OR REPLACE TEMP TABLE part_use (${columns})`);
  const parts = tables.flatMap((table) => {
    const of = Math.max(1, Math.ceil(table.rows / atOnce));
    return Array.from({ length: of }, (_, part) => tableUses(table, part, of));
  });
  const quietly = { signal: context.signal, progress: () => {} };
  for (const [done, sql] of parts.entries()) {
    context.progress({ stage: 'Counting concepts', done, total: parts.length });
    await connection.run(sql, [], quietly);
  }
  await connection.run(
    `CREATE TABLE ${schema}.use AS SELECT concept_id, table_name, column_name, sum(records)::BIGINT AS records,
      sum(persons)::BIGINT AS persons FROM temp.main.part_use GROUP BY ALL ORDER BY concept_id`,
    [],
    quietly,
  );
  await connection.run('DROP TABLE temp.main.part_use');
  await connection.run(totals(schema, tables), [], stage(context, 'Counting persons'));
  await connection.run(below(schema), [], stage(context, 'Adding up descendants'));
}

/** Each (concept, person) once with its records by column; its concepts then add up what their persons have. */
function tableUses({ table, columns }: ClinicalTable, part: number, of: number): string {
  const list = `list_filter(list_distinct([${columns.join(', ')}]), lambda c: c IS NOT NULL)`;
  const counted = columns.map((column, i) => `count_if(${column} = concept_id) AS n${i}`);
  const lines = columns.map(
    (column, i) =>
      `SELECT concept_id, ${literal(table)}, ${literal(column)}, sum(n${i}), count_if(n${i} > 0) FROM pairs GROUP BY 1 HAVING sum(n${i}) > 0`,
  );
  const persons = of === 1 ? '' : ` WHERE hash(person_id) % ${of} = ${part}`;
  return `INSERT INTO temp.main.part_use
    WITH pairs AS MATERIALIZED (
      SELECT concept_id, person_id, count(*) AS n, ${counted.join(', ')}
      FROM (SELECT person_id, ${columns.join(', ')}, unnest(${list}) AS concept_id FROM cdm.${table}${persons})
      GROUP BY 1, 2)
    SELECT concept_id, ${literal(table)}, NULL, sum(n), count(*) FROM pairs GROUP BY 1
    UNION ALL ${lines.join('\n    UNION ALL ')}`;
}

/** Persons of a concept that several tables name are counted again over these, each person once. */
function totals(schema: string, tables: readonly ClinicalTable[]): string {
  const counted = tables.filter(({ isCounted }) => isCounted);
  const names = counted.map(({ table }) => literal(table)).join(', ') || "''";
  const persons = counted.flatMap(({ table, columns }) =>
    columns.map(
      (column) =>
        `SELECT ${column} AS concept_id, person_id FROM cdm.${table} WHERE ${column} IN (SELECT concept_id FROM several)`,
    ),
  );
  const none = 'SELECT 0::BIGINT AS concept_id, 0::BIGINT AS person_id WHERE FALSE';
  return `CREATE TABLE ${schema}.used AS
    WITH whole AS (SELECT * FROM ${schema}.use WHERE column_name IS NULL AND table_name IN (${names})),
    once AS (SELECT concept_id, sum(records)::BIGINT AS records, max(persons) AS persons, count(*) AS tables FROM whole GROUP BY 1),
    several AS MATERIALIZED (SELECT concept_id FROM once WHERE tables > 1),
    again AS (SELECT concept_id, count(DISTINCT person_id) AS persons FROM (${[none, ...persons].join(' UNION ALL ')}) GROUP BY 1)
    SELECT once.concept_id, once.records, coalesce(again.persons, once.persons) AS persons FROM once LEFT JOIN again USING (concept_id)`;
}

/** Records of each concept and all below it, each concept below once. */
const below = (schema: string): string => `CREATE TABLE ${schema}.used_below AS
  SELECT p.above AS concept_id, sum(u.records)::BIGINT AS records
  FROM (SELECT concept_id AS above, concept_id AS below FROM ${schema}.used UNION
    SELECT above, below FROM ${kin} WHERE below IN (SELECT concept_id FROM ${schema}.used)) p
  JOIN ${schema}.used u ON u.concept_id = p.below GROUP BY 1`;
