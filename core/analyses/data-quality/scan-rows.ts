import type { JobContext } from '../../../contract/context.ts';
import type { Connection, Row } from '../../engine/database.ts';
import { identifier } from '../../engine/sql-text.ts';
import { type HeldTable, inDataset, personsSql, placed } from './cdm-dataset.ts';
import type { Counted } from './result-of.ts';
import { type RowCheck, rowChecks } from './row-check.ts';
import type { ColumnProfile } from './spec.ts';
import { limits } from './thresholds.ts';

export interface Desk {
  readonly connection: Connection;
  readonly context: JobContext;
  readonly held: ReadonlyMap<string, HeldTable>;
  readonly today: string;
  /** Every statement, as it was run. */
  readonly sql: string[];
}

/** Temp table of the persons' birth and death, made once. */
export const personsTable = 'quality_persons';

export async function makePersons(desk: Desk): Promise<void> {
  const sql = `CREATE OR REPLACE TEMP TABLE ${personsTable} AS ${personsSql(desk.held, inDataset)}`;
  desk.sql.push(sql);
  await desk.connection.run(sql, [], desk.context);
}

/** All rules on single rows of a table, in one scan of the columns that hold anything. */
export async function scanRows(table: HeldTable, profile: readonly ColumnProfile[], desk: Desk): Promise<Counted[]> {
  const filled = new Set([...desk.held.values()].filter(({ rows }) => rows > 0).map(({ spec }) => spec.name));
  const checks = rowChecks({ table: table.spec, columns: new Set(table.columns.keys()), filled, today: desk.today });
  const missing = new Map(profile.map((one) => [one.column, one.missing]));
  const asked = new Map<string, string>();
  const ask = (where: string) => {
    const sql = `count(*) FILTER (WHERE ${placed(where, inDataset, desk.today)})`;
    if (!asked.has(sql)) asked.set(sql, `a${asked.size}`);
    return asked.get(sql)!;
  };
  const plans = checks.map((check) => planOf(check, table, { missing, profile, today: desk.today }, ask));
  const read = await readAggregates(asked, checks, table, desk);
  const value = (part: number | string) => (typeof part === 'number' ? part : Number(read[part]));
  const sum = (parts: readonly (number | string)[]) => parts.reduce<number>((total, part) => total + value(part), 0);
  return checks.map((check, i) => ({
    ...check,
    table: table.spec.name,
    failed: sum(plans[i]!.failed),
    of: sum(plans[i]!.of),
    rows: rowsSql(check, table, desk),
  }));
}

async function readAggregates(
  asked: ReadonlyMap<string, string>,
  checks: readonly RowCheck[],
  table: HeldTable,
  desk: Desk,
): Promise<Row> {
  if (asked.size === 0) return {};
  const persons = checks.some(({ ofPerson }) => ofPerson)
    ? `\nLEFT JOIN ${personsTable} AS p ON p.person_id = t.person_id`
    : '';
  const aggregates = [...asked].map(([sql, alias]) => `${sql} AS ${alias}`);
  const sql = `SELECT ${aggregates.join(',\n  ')}\nFROM ${inDataset(table.name)} AS t${persons}`;
  desk.sql.push(sql);
  return desk.connection.one<Row>(sql, [], desk.context);
}

/** Counts that are known, or aliases of aggregates, to be added up. */
interface Plan {
  readonly failed: readonly (number | string)[];
  readonly of: readonly (number | string)[];
}

interface Known {
  readonly missing: ReadonlyMap<string, number>;
  readonly profile: readonly ColumnProfile[];
  readonly today: string;
}

/** What of a check the profile has counted already need not be asked of the rows again. */
function planOf(check: RowCheck, table: HeldTable, known: Known, ask: (where: string) => string): Plan {
  const { rows } = table;
  const { bad, of, column } = check;
  const missing = known.missing.get(column) ?? 0;
  if (check.check === 'requiredValue' || check.check === 'filledValue') {
    const isText = table.columns.get(column) === 'VARCHAR';
    return { failed: isText && missing < rows ? [missing, ask(`trim(t.${column}) = ''`)] : [missing], of: [rows] };
  }
  if (missing === rows) return { failed: [0], of: [0] };
  const among = of === `t.${column} IS NOT NULL` ? rows - missing : of === 'true' ? rows : ask(of);
  if (bad === 'true') return { failed: [among], of: [among] };
  return { failed: isRuledOut(check, known) ? [0] : [ask(bad)], of: [among] };
}

/** True where the column's least and greatest day show that no row can fail. */
function isRuledOut({ check, column }: RowCheck, { profile, today }: Known): boolean {
  const { least, most } = profile.find((one) => one.column === column) ?? {};
  // Days as text are in order from year 1 to 9999; others, such as 'infinity' or '0044-… (BC)', are asked of the rows.
  const isPlain = (day: string | null | undefined) => typeof day === 'string' && /^\d{4}-\d\d-\d\d$/.test(day);
  if (!isPlain(least) || !isPlain(most)) return false;
  if (check === 'notInFuture') return most! <= today;
  return check === 'sinceRecords' && least! >= `${limits.earliestEvent}-01-01`;
}

/** A statement of its own, in the names of the SQL room. */
function rowsSql({ bad, of, ofPerson }: RowCheck, table: HeldTable, { held, today }: Desk): string {
  const from = (name: string) => identifier(name);
  const where = [of, bad].filter((sql) => sql !== 'true').map((sql) => `(${placed(sql, from, today)})`);
  const persons = ofPerson ? `\nLEFT JOIN (${personsSql(held, from)}) AS p ON p.person_id = t.person_id` : '';
  return `SELECT t.*\nFROM ${from(table.spec.name)} AS t${persons}${where.length ? `\nWHERE ${where.join('\n  AND ')}` : ''}`;
}
