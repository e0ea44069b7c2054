import type { JobContext } from '../../../contract/context.ts';
import { identifier, literal } from '../../engine/sql-text.ts';
import type { LoadedTable, LoadOptions, LoadResult, SourceTable } from '../importer.ts';
import { cdmTables } from '../omop/cdm/tables.ts';
import { createTable } from '../omop/fill.ts';
import { createRejected, moveBroken } from '../omop/reject.ts';
import { reading } from '../reading/read-failure.ts';
import { type Described, describedAs, givenDictionary, meaningBy, readDictionary } from './dictionary.ts';
import type { PlainPlan } from './plan.ts';
import { subjectColumn } from './subjects.ts';

/** The table that says what every column of the others is. */
const dictionary = 'data_dictionary';

/**
 * Loads tables as they are, writes `data_dictionary`, and creates the CDM's tables, empty, since rooms look for them.
 */
export async function loadTables(plan: PlainPlan, options: LoadOptions, context: JobContext): Promise<LoadResult> {
  const { connection, catalog } = options;
  await connection.run(`CREATE SCHEMA ${catalog}.rejected`);
  const tables: LoadedTable[] = [];
  for (const [i, table] of plan.tables.entries()) {
    context.progress({ stage: `loading ${table.name}`, done: i, total: plan.tables.length });
    tables.push(await loadTable(table, options, { signal: context.signal, progress: () => {} }));
  }
  for (const table of cdmTables.values()) await connection.run(createTable(catalog, table, []));
  tables.push(await writeDictionary(plan, options, context));
  return { tables, absent: [...cdmTables.keys()], persons: await personsOf(plan, options, context) };
}

async function loadTable(table: SourceTable, options: LoadOptions, context: JobContext): Promise<LoadedTable> {
  const { connection, catalog, isDropped } = options;
  const into = `${catalog}.main.${identifier(table.name)}`;
  const [part] = table.parts;
  const kept = table.columns.filter(({ name }) => !isDropped(table.name, name)).map(({ name }) => identifier(name));
  const selected = kept.length ? kept.join(', ') : 'NULL AS nothing_kept';
  await reading(part!.files, () =>
    connection.run(`CREATE TABLE ${into} AS SELECT ${selected} FROM ${part!.relation}`, [], context),
  );
  await connection.run(createRejected(catalog, table.name));
  await moveBroken(part!, table.name, options, context);
  const { n } = await connection.one<{ n: number }>(`SELECT count(*) AS n FROM ${into}`);
  const date = table.columns.find(({ name, type }) => /^(DATE|TIMESTAMP)/.test(type) && !isDropped(table.name, name));
  return { name: table.name, rows: n, rejected: part!.broken?.rows ?? 0, date: date?.name ?? null };
}

/** What the given dictionary says once the gate's decisions about it are applied. */
async function describedOf(
  { tables }: PlainPlan,
  { connection, isDropped }: LoadOptions,
  context: JobContext,
): Promise<Described[]> {
  const part = tables.find(({ name }) => name === givenDictionary)?.parts[0];
  return part ? readDictionary(part, (column) => !isDropped(givenDictionary, column), connection, context) : [];
}

async function writeDictionary(plan: PlainPlan, options: LoadOptions, context: JobContext): Promise<LoadedTable> {
  const { connection, catalog, isDropped } = options;
  const described = await describedOf(plan, options, context);
  const name = plan.tables.some((table) => table.name === dictionary) ? `${dictionary}_guessed` : dictionary;
  const rows = plan.tables.flatMap((table) =>
    table.columns
      .filter((column) => !isDropped(table.name, column.name))
      .map((column) => {
        const refers = plan.references.find((one) => one.table === table.name && one.column === column.name);
        const given = describedAs(described, table.name, column.name);
        const meaning = meaningBy(given, plan.meanings.get(table.name)!.get(column.name)!);
        const cells = [
          table.name,
          column.name,
          column.type,
          meaning.role,
          meaning.unit,
          meaning.codeSystem,
          refers ? `${refers.toTable}.${refers.toColumn}` : null,
          meaning.missing,
          meaning.distinct,
          given?.label ?? null,
          given?.codes.length ? given.codes.map(([code, label]) => `${code} = ${label}`).join('; ') : null,
        ];
        return `(${cells.map(literal).join(', ')})`;
      }),
  );
  const into = `${catalog}.main.${identifier(name)}`;
  await connection.run(`CREATE TABLE ${into} (table_name VARCHAR, column_name VARCHAR, type VARCHAR, role VARCHAR, unit VARCHAR,
    code_system VARCHAR, refers_to VARCHAR, missing BIGINT, distinct_values BIGINT, label VARCHAR, codes VARCHAR)`);
  if (rows.length) await connection.run(`INSERT INTO ${into} VALUES ${rows.join(', ')}`);
  return { name, rows: rows.length, rejected: 0, date: null };
}

/** Different subjects over all tables that name one; without any, the rows of the largest table. */
async function personsOf(
  { tables }: PlainPlan,
  { connection, catalog, isDropped }: LoadOptions,
  context: JobContext,
): Promise<number> {
  const named = tables.flatMap((table) => {
    const column = subjectColumn(table.columns.map(({ name }) => name).filter((name) => !isDropped(table.name, name)));
    return column
      ? [`SELECT CAST(${identifier(column)} AS VARCHAR) AS s FROM ${catalog}.main.${identifier(table.name)}`]
      : [];
  });
  if (named.length === 0) return tables.reduce((most, table) => Math.max(most, table.parts[0]?.rows ?? 0), 0);
  const sql = `SELECT count(DISTINCT s) AS n FROM (${named.join(' UNION ALL ')})`;
  return (await connection.one<{ n: number }>(sql, [], context)).n;
}
