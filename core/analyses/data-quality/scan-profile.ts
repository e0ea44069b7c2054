import type { Row } from '../../engine/database.ts';
import { identifier } from '../../engine/sql-text.ts';
import { type HeldTable, inDataset } from './cdm-dataset.ts';
import type { Desk } from './scan-rows.ts';
import type { ColumnProfile } from './spec.ts';

const isNumeric = (type: string) => /^(U?(TINY|SMALL|BIG|HUGE)?INT(EGER)?|FLOAT|DOUBLE|DECIMAL.*)$/.test(type);
const isDated = (type: string) => /^(DATE|TIMESTAMP)/.test(type);

/** What each column holds, in one scan. Of text no value is shown: the least and greatest are somebody's. */
export async function scanProfile(table: HeldTable, desk: Desk): Promise<ColumnProfile[]> {
  const columns = [...table.columns];
  const sql = `SELECT ${columns.flatMap(([name, type], c) => aggregates(name, type, c)).join(',\n  ')}
FROM ${inDataset(table.name)} AS t`;
  desk.sql.push(sql);
  const read = await desk.connection.one<Row>(sql, [], desk.context);
  return columns.map(([name, type], c) => profileOf(table, name, type, c, read));
}

function aggregates(column: string, type: string, c: number): string[] {
  const name = `t.${identifier(column)}`;
  const isOrdered = isNumeric(type) || isDated(type);
  return [
    `count(${name}) AS filled${c}`,
    `approx_count_distinct(${name}) AS distinct${c}`,
    ...(isOrdered ? [`CAST(min(${name}) AS VARCHAR) AS least${c}`, `CAST(max(${name}) AS VARCHAR) AS most${c}`] : []),
    ...(isNumeric(type) && !/_id$/.test(column) ? [`CAST(avg(${name}) AS DOUBLE) AS mean${c}`] : []),
  ];
}

function profileOf({ spec, rows }: HeldTable, column: string, type: string, c: number, read: Row): ColumnProfile {
  const text = (value: Row[string] | undefined) => (value == null ? null : String(value));
  const mean = read[`mean${c}`];
  return {
    table: spec.name,
    column,
    type,
    rows,
    missing: rows - Number(read[`filled${c}`]),
    distinct: Number(read[`distinct${c}`]),
    least: text(read[`least${c}`]),
    most: text(read[`most${c}`]),
    mean: typeof mean === 'number' ? mean : null,
  };
}
