import { type JobContext, stage } from '../../contract/context.ts';
import type { Connection } from '../engine/database.ts';
import { literal } from '../engine/sql-text.ts';
import type { ClinicalTable } from './clinical-tables.ts';
import { kin } from './hierarchy.ts';

/**
 * Rows of which the persons are told apart at a time: at most half a gigabyte. A larger table is read in parts, by person,
 * whose counts add up; reading two columns again costs less than spilling every pair of concept and person to disk.
 */
const rowsAtOnce = 16_000_000;

/**
 * Counts records and persons of every concept: fills `use` (concept_id, table_name, column_name, records, persons; the
 * column is null for the whole table) in `schema`, and the temporary tables `used` (concept_id, records, persons) and
 * `used_below` (concept_id, records), by the pairs that `readKin` made. A record that names a concept in two columns is
 * one record.
 */
export async function countUses(
  connection: Connection,
  schema: string,
  tables: readonly ClinicalTable[],
  context: JobContext,
  atOnce = rowsAtOnce,
): Promise<void> {
  const quietly = { signal: context.signal, progress: () => {} };
  const columns = 'concept_id BIGINT, table_name VARCHAR, column_name VARCHAR, records BIGINT, persons BIGINT';
  await connection.run(`CREATE OR REPLACE TEMP TABLE part_use (${columns})`);
  for (const [done, table] of tables.entries()) {
    context.progress({ stage: `Counting concepts of ${table.table}`, done, total: tables.length });
    const of = Math.max(1, Math.ceil(table.rows / atOnce));
    const parts = Array.from({ length: of }, (_, part) => (of === 1 ? '' : ` AND hash(person_id) % ${of} = ${part}`));
    const each = table.columns.flatMap((column) => parts.map((part) => columnUses(table, column, part)));
    // What a single column names has the same counts in the whole table; only the rest is looked at again.
    for (const sql of [...each, severalColumns(table), ...parts.map((part) => tableUses(table, part))])
      await connection.run(sql, [], quietly);
  }
  await connection.run(
    `CREATE TABLE ${schema}.use AS SELECT concept_id, table_name, column_name, sum(records)::BIGINT AS records,
      sum(persons)::BIGINT AS persons FROM temp.main.part_use GROUP BY ALL ORDER BY concept_id`,
    [],
    quietly,
  );
  await connection.run('DROP TABLE temp.main.part_use; DROP TABLE IF EXISTS temp.main.several_columns');
  await connection.run(totals(schema, tables), [], stage(context, 'Counting persons'));
  await connection.run(below, [], stage(context, 'Adding up descendants'));
}

/** Each concept and person once with its records; its concepts then add up what their persons have. */
const perConcept = (pairs: string, table: string, column: string): string =>
  `INSERT INTO temp.main.part_use SELECT concept_id, ${literal(table)}, ${column}, sum(n), count(*)
    FROM (SELECT concept_id, person_id, count(*) AS n FROM (${pairs}) GROUP BY 1, 2) GROUP BY 1`;

const columnUses = ({ table }: ClinicalTable, column: string, part: string): string =>
  perConcept(
    `SELECT ${column} AS concept_id, person_id FROM cdm.${table} WHERE ${column} IS NOT NULL${part}`,
    table,
    literal(column),
  );

/** Gives concepts of a single column as the whole table's, and keeps those of several. */
const severalColumns = ({ table }: ClinicalTable): string => {
  const each = `FROM temp.main.part_use WHERE table_name = ${literal(table)} AND column_name IS NOT NULL GROUP BY concept_id`;
  return `CREATE OR REPLACE TEMP TABLE several_columns AS SELECT concept_id ${each} HAVING count(DISTINCT column_name) > 1;
    INSERT INTO temp.main.part_use SELECT concept_id, ${literal(table)}, NULL, sum(records), sum(persons) ${each} HAVING count(DISTINCT column_name) = 1`;
};

/** Concepts of several columns: a record counts by the first that names one. */
function tableUses({ table, columns }: ClinicalTable, part: string): string {
  const named = columns.map((column, i) => {
    const others = columns.slice(0, i).map((other) => ` AND ${column} IS DISTINCT FROM ${other}`);
    return `SELECT ${column} AS concept_id, person_id FROM cdm.${table}
      WHERE ${column} IN (SELECT concept_id FROM temp.main.several_columns)${others.join('')}${part}`;
  });
  return perConcept(named.join(' UNION ALL '), table, 'NULL');
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
  return `CREATE OR REPLACE TEMP TABLE used AS
    WITH whole AS (SELECT * FROM ${schema}.use WHERE column_name IS NULL AND table_name IN (${names})),
    once AS (SELECT concept_id, sum(records)::BIGINT AS records, max(persons) AS persons, count(*) AS tables FROM whole GROUP BY 1),
    several AS MATERIALIZED (SELECT concept_id FROM once WHERE tables > 1),
    again AS (SELECT concept_id, count(DISTINCT person_id) AS persons FROM (${[none, ...persons].join(' UNION ALL ')}) GROUP BY 1)
    SELECT once.concept_id, once.records, coalesce(again.persons, once.persons) AS persons FROM once LEFT JOIN again USING (concept_id)`;
}

/** Records of each concept and all below it, each concept below once. */
const below = `CREATE OR REPLACE TEMP TABLE used_below AS
  SELECT p.above AS concept_id, sum(u.records)::BIGINT AS records
  FROM (SELECT concept_id AS above, concept_id AS below FROM temp.main.used UNION
    SELECT above, below FROM ${kin} WHERE below IN (SELECT concept_id FROM temp.main.used)) p
  JOIN temp.main.used u ON u.concept_id = p.below GROUP BY 1`;
