import { identifier } from '../../engine/sql-text.ts';
import { cdmTables } from '../../importers/omop/cdm/tables.ts';
import { type HeldTable, inDataset } from './cdm-dataset.ts';
import { isRequiredColumn } from './cdm-facts.ts';
import type { Counted } from './result-of.ts';
import type { Desk } from './scan-rows.ts';

/** The dataset as a whole: tables and columns that must be there, and rows that did not get in. */
export async function scanWhole(desk: Desk): Promise<Counted[]> {
  return [
    ...['person', 'observation_period'].map(
      (table): Counted => ({
        check: 'tablePresent',
        table,
        column: null,
        rule: `${table} is there and has rows`,
        failed: desk.held.get(table)?.rows ? 0 : 1,
        of: 1,
        rows: `SELECT count(*) AS rows FROM ${table}`,
      }),
    ),
    ...[...desk.held.values()].flatMap(columnsPresent),
    ...(await rejected(desk)),
  ];
}

function columnsPresent({ spec, columns, rows }: HeldTable): Counted[] {
  if (rows === 0 || spec.impersonal) return [];
  return Object.entries(spec.columns)
    .filter(([column, kind]) => kind.endsWith('!') || isRequiredColumn(spec, column))
    .map(([column]) => ({
      check: 'columnPresent' as const,
      table: spec.name,
      column,
      rule: `${spec.name} has the column ${column}`,
      failed: columns.has(column) ? 0 : 1,
      of: 1,
      rows: `DESCRIBE ${spec.name}`,
    }));
}

async function rejected({ connection, held, context }: Desk): Promise<Counted[]> {
  const tables = await connection.rows<{ name: string }>(
    "SELECT table_name AS name FROM duckdb_tables() WHERE database_name = 'cdm' AND schema_name = 'rejected' ORDER BY table_name",
  );
  const counted: Counted[] = [];
  for (const { name } of tables.filter(({ name }) => cdmTables.has(name))) {
    const { n } = await connection.one<{ n: number }>(
      `SELECT count(*) AS n FROM cdm.rejected.${identifier(name)}`,
      [],
      context,
    );
    counted.push({
      check: 'rejectedRows',
      table: name,
      column: null,
      rule: `rows of ${name} could be loaded`,
      failed: n,
      of: n + (held.get(name)?.rows ?? 0),
      rows: `-- Rejected rows are shown in the Data room, with their reasons.\nSELECT count(*) AS loaded FROM ${name}`,
    });
  }
  return counted;
}

/** What a table's rows are together: keys once, records once, periods apart, persons with records. */
export async function scanTogether(table: HeldTable, desk: Desk): Promise<Counted[]> {
  const { spec, columns, rows } = table;
  const name = spec.name;
  const from = inDataset(table.name);
  const key = spec.name === 'death' ? 'person_id' : `${name}_id`;
  const record = recordColumns(table);
  const asked: { readonly select: string; readonly ofKey?: boolean; readonly read: (n: number) => Counted }[] = [];
  if (columns.has(key))
    asked.push({
      ofKey: true,
      select: `count(${key}) - count(DISTINCT ${key})`,
      read: (n) => ({
        check: 'uniqueKey',
        table: name,
        column: key,
        rule: `${key} is there once`,
        failed: n,
        of: rows,
        rows: `SELECT ${key}, count(*) AS rows\nFROM ${name}\nGROUP BY ${key}\nHAVING count(*) > 1`,
      }),
    });
  if (record.length > 2)
    asked.push({
      // Two records are taken for the same where 64 bits of their hash are: by chance once in ten thousand runs on 50 million rows.
      select: `count(*) - count(DISTINCT hash(${record.join(', ')}))`,
      read: (n) => ({
        check: 'uniqueRecord',
        table: name,
        column: null,
        rule: `no two rows of ${name} agree in all but their key`,
        failed: n,
        of: rows,
        rows: `SELECT ${record.join(', ')}, count(*) AS rows\nFROM ${name}\nGROUP BY ALL\nHAVING count(*) > 1`,
      }),
    });
  if (name !== 'person' && columns.has('person_id'))
    asked.push({ select: 'count(DISTINCT person_id)', read: (n) => personsWith(name, n, desk) });
  // One after the other: two sets of distinct values of a large table at once need not fit into memory.
  const counted: Counted[] = [];
  for (const { select, ofKey, read } of asked) {
    if (ofKey && (await isAscending(key, from, desk))) {
      counted.push(read(0));
      continue;
    }
    const sql = `SELECT ${select} AS n FROM ${from}`;
    desk.sql.push(sql);
    const { n } = await desk.connection.one<{ n: number }>(sql, [], desk.context);
    counted.push(read(n));
  }
  return name === 'observation_period' ? [...counted, await overlapping(table, desk)] : counted;
}

/** Keys mostly stand in their order: where each is above the one before, each is there once, and none need be remembered. */
async function isAscending(key: string, from: string, desk: Desk): Promise<boolean> {
  const sql = `SELECT count(*) AS n FROM (SELECT ${key} AS own, lag(${key}) OVER () AS before FROM ${from}) WHERE own <= before OR own IS NULL`;
  desk.sql.push(sql);
  const { n } = await desk.connection.one<{ n: number }>(sql, [], desk.context);
  return n === 0;
}

/** All filled columns but the key; none for tables where equal rows are nothing unusual. */
function recordColumns({ spec, columns }: HeldTable): string[] {
  if (!columns.has('person_id') || spec.name === 'person' || spec.name === 'death') return [];
  const own = Object.keys(spec.columns).filter((column) => columns.has(column) && column !== `${spec.name}_id`);
  return own.filter(
    (column) =>
      !/_source_value$|_datetime$|^provider_id$|^visit_/.test(column) || /^visit_(start|end|concept)/.test(column),
  );
}

function personsWith(table: string, found: number, { held }: Desk): Counted {
  const persons = held.get('person')?.rows ?? 0;
  const check = table === 'observation_period' ? 'observedPersons' : 'personsWithRecords';
  return {
    check,
    table,
    column: 'person_id',
    rule:
      check === 'observedPersons'
        ? 'every person has an observation period'
        : `persons have a row in ${table} (told, not asked for)`,
    failed: Math.max(0, persons - found),
    of: persons,
    rows: `SELECT p.*\nFROM person AS p\nWHERE p.person_id NOT IN (SELECT person_id FROM ${table})`,
  };
}

const overlap = (from: string) => `SELECT *
FROM (SELECT *, max(observation_period_end_date) OVER earlier AS ended FROM ${from}
  WINDOW earlier AS (PARTITION BY person_id ORDER BY observation_period_start_date, observation_period_end_date
    ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING))
WHERE observation_period_start_date <= ended`;

async function overlapping(table: HeldTable, desk: Desk): Promise<Counted> {
  const sql = `SELECT count(*) AS n FROM (${overlap(inDataset(table.name))})`;
  desk.sql.push(sql);
  const { n } = await desk.connection.one<{ n: number }>(sql, [], desk.context);
  return {
    check: 'separatePeriods',
    table: 'observation_period',
    column: 'observation_period_start_date',
    rule: 'observation periods of a person do not overlap',
    failed: n,
    of: table.rows,
    rows: overlap('observation_period'),
  };
}
