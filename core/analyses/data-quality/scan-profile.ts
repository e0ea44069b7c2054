import type { Row } from '../../engine/database.ts';
import { identifier } from '../../engine/sql-text.ts';
import { type HeldTable, inDataset } from './cdm-dataset.ts';
import type { Desk } from './desk.ts';
import type { ColumnProfile } from './spec.ts';

const isNumeric = (type: string) => /^(U?(TINY|SMALL|BIG|HUGE)?INT(EGER)?|FLOAT|DOUBLE|DECIMAL.*)$/.test(type);
const isDated = (type: string) => /^(DATE|TIMESTAMP)/.test(type);
const isText = (type: string) => type === 'VARCHAR';

/** What is known of a column; of text, whether a value may be nothing but spaces. */
export interface Profiled extends ColumnProfile {
  readonly mayBeBlank: boolean;
}
export type TableProfile = ReadonlyMap<string, Profiled>;

/**
 * What each column holds. Least and greatest come from DuckDB's own statistics where it has them; distinct values are estimated
 * only for columns where nothing else has counted them (`counted`, by column) and more than one is possible.
 * Of text no value is shown: the least and greatest are somebody's.
 */
export async function scanProfile(
  table: HeldTable,
  counted: ReadonlyMap<string, number>,
  desk: Desk,
): Promise<TableProfile> {
  const columns = [...table.columns];
  const ordered = columns.filter(([, type]) => isNumeric(type) || isDated(type));
  const extent = await read(
    ordered.map(([name]) => [
      `CAST(min(${of(name)}) AS VARCHAR) AS ${as('least', name)}`,
      `CAST(max(${of(name)}) AS VARCHAR) AS ${as('most', name)}`,
    ]),
    table,
    desk,
  );
  const isEmpty = (name: string) => extent[`least ${name}`] === null;
  const mayHave = columns.filter(([name]) => !isEmpty(name));
  const filled = await read(
    mayHave.map(([name]) => [`count(${of(name)}) AS ${as('filled', name)}`]),
    table,
    desk,
  );
  const count = (name: string) => Number(filled[`filled ${name}`] ?? 0);
  const isOne = (name: string) =>
    extent[`least ${name}`] !== undefined && extent[`least ${name}`] === extent[`most ${name}`];
  const isUnknown = (name: string) => count(name) > 0 && !isOne(name) && !counted.has(name);
  const held = await read(
    mayHave.filter(([name]) => count(name) > 0).map(([name, type]) => holding(name, type, isUnknown(name))),
    table,
    desk,
  );
  const distinctOf = (name: string) =>
    count(name) === 0 ? 0 : isOne(name) ? 1 : (counted.get(name) ?? Number(held[`distinct ${name}`] ?? 0));
  const text = (value: Row[string] | undefined) => (value == null ? null : String(value));
  return new Map(
    columns.map(([name, type]): [string, Profiled] => {
      const mean = held[`mean ${name}`];
      const first = held[`first ${name}`];
      return [
        name,
        {
          table: table.spec.name,
          column: name,
          type,
          rows: table.rows,
          missing: table.rows - count(name),
          distinct: Math.min(distinctOf(name), count(name)),
          least: text(extent[`least ${name}`]),
          most: text(extent[`most ${name}`]),
          mean: typeof mean === 'number' ? mean : null,
          // Nothing but spaces comes before every text that begins with a sign that is seen.
          mayBeBlank: typeof first === 'string' && first < '!',
        },
      ];
    }),
  );
}

const of = (column: string) => `t.${identifier(column)}`;
const as = (what: string, column: string) => identifier(`${what} ${column}`);

/** What is asked of a column that holds something. There are few days in a lifetime, so that they can be counted. */
function holding(name: string, type: string, isUnknown: boolean): string[] {
  const count = type === 'DATE' ? `count(DISTINCT ${of(name)})` : `approx_count_distinct(${of(name)})`;
  return [
    ...(isText(type) ? [`min(${of(name)}) AS ${as('first', name)}`] : []),
    ...(isNumeric(type) && !/_id$/.test(name) ? [`CAST(avg(${of(name)}) AS DOUBLE) AS ${as('mean', name)}`] : []),
    ...(isUnknown ? [`${count} AS ${as('distinct', name)}`] : []),
  ];
}

/** Rows above which columns are asked one by one: DuckDB answers from its statistics only where it can do so for all that is asked. */
const large = 2_000_000;

/** Aggregates by column, in one statement; in a large table, in one for each column. */
async function read(asked: readonly (readonly string[])[], table: HeldTable, desk: Desk): Promise<Row> {
  const columns = asked.filter(({ length }) => length > 0);
  const statements = table.rows > large ? columns : [columns.flat()];
  const found: Row[] = [];
  for (const aggregates of statements.filter(({ length }) => length > 0)) {
    const sql = `SELECT ${aggregates.join(',\n  ')}\nFROM ${inDataset(table.name)} AS t`;
    desk.sql.push(sql);
    found.push(await desk.connection.one<Row>(sql, [], desk.context));
  }
  return Object.assign({}, ...found);
}
