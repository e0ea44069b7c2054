import { type HeldTable, inDataset } from './cdm-dataset.ts';
import type { Desk } from './desk.ts';
import type { Counted } from './result-of.ts';
import { duplicateRecords } from './scan-duplicates.ts';
import { keyOf, type RowOrder } from './scan-order.ts';

/** What a table's rows are together: keys once, records once, periods apart, persons with records. */
export async function scanTogether(table: HeldTable, order: RowOrder, desk: Desk): Promise<Counted[]> {
  const key = keyOf(table);
  return [
    ...(key ? [await uniqueKey(table, key, order, desk)] : []),
    ...(await duplicateRecords(table, order, desk)),
    ...(order.persons !== null && table.spec.name !== 'person'
      ? [personsWith(table.spec.name, order.persons, desk)]
      : []),
    ...(table.spec.name === 'observation_period' ? [await overlapping(table, desk)] : []),
    ...(await withoutEra(table, desk)),
  ];
}

async function uniqueKey(table: HeldTable, key: string, { isKeyed }: RowOrder, desk: Desk): Promise<Counted> {
  return {
    check: 'uniqueKey',
    table: table.spec.name,
    column: key,
    rule: `${key} is there once`,
    failed: isKeyed ? 0 : await repeated(table, key, desk),
    of: table.rows,
    rows: `SELECT ${key}, count(*) AS rows\nFROM ${table.spec.name}\nGROUP BY ${key}\nHAVING count(*) > 1`,
  };
}

/** Bits that keys are ticked off in, at most: 64 MB a thread. */
const mostBits = 2 ** 29;

/** Keys too many. Whole numbers that lie close together are ticked off in a row of bits, which is much quicker than remembering them. */
async function repeated(table: HeldTable, key: string, { connection, context, sql }: Desk): Promise<number> {
  const from = inDataset(table.name);
  const isWhole = /^(TINY|SMALL|BIG)?INT(EGER)?$/.test(table.columns.get(key)!);
  const { least, most } = isWhole
    ? await connection.one<{ least: number | null; most: number | null }>(
        `SELECT min(${key}) AS least, max(${key}) AS most FROM ${from}`,
        [],
        context,
      )
    : { least: null, most: null };
  const span = least === null || most === null ? Number.POSITIVE_INFINITY : most - least + 1;
  const isClose = span <= mostBits && span <= 64 * table.rows;
  const distinct = isClose ? `bit_count(bitstring_agg(${key}, ${least}, ${most}))` : `count(DISTINCT ${key})`;
  const statement = `SELECT count(${key}) - ${distinct} AS n FROM ${from}`;
  sql.push(statement);
  return (await connection.one<{ n: number }>(statement, [], context)).n;
}

/** Eras are made of occurrences: who has a mapped one has an era. */
async function withoutEra({ spec, name, columns }: HeldTable, desk: Desk): Promise<Counted[]> {
  const from = { condition_era: 'condition_occurrence', drug_era: 'drug_exposure' }[spec.name];
  const events = from ? desk.held.get(from) : undefined;
  if (!events?.rows || !columns.has('person_id') || !events.columns.has('person_id')) return [];
  const concept = `${spec.name.replace('_era', '')}_concept_id`;
  if (!events.columns.has(concept)) return [];
  const having = (source: string) => `SELECT DISTINCT person_id FROM ${source} WHERE ${concept} <> 0`;
  const sql = `SELECT count(*) AS persons, count(*) FILTER (WHERE person_id NOT IN (SELECT person_id FROM ${inDataset(name)} WHERE person_id IS NOT NULL)) AS n
FROM (${having(inDataset(events.name))})`;
  desk.sql.push(sql);
  const { persons, n } = await desk.connection.one<{ persons: number; n: number }>(sql, [], desk.context);
  return [
    {
      check: 'personsWithEras',
      table: spec.name,
      column: 'person_id',
      rule: `persons with a row in ${from} have one in ${spec.name}`,
      failed: n,
      of: persons,
      rows: `SELECT *\nFROM (${having(from!)})\nWHERE person_id NOT IN (SELECT person_id FROM ${spec.name} WHERE person_id IS NOT NULL)`,
    },
  ];
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
