import { Failure } from '../../contract/failure.ts';
import type { Connection } from '../engine/database.ts';
import type { ColumnType } from '../engine/result.ts';
import { identifier } from '../engine/sql-text.ts';

/** A column of a plain table: its name and type, and how SQL writes it where the table's alias is `d`. */
export interface TableColumn extends ColumnType {
  readonly sql: string;
}

export async function tableColumns(connection: Connection, table: string): Promise<TableColumn[]> {
  const columns = await connection.describe(`SELECT * FROM ${table}`);
  return columns.map((column) => ({ ...column, sql: `d.${identifier(column.name)}` }));
}

/**
 * The column a parameter names, in its own letter case or, where that is unique, in any.
 *
 * @throws Failure `invalid_input` naming the parameter and the columns there are.
 */
export function columnNamed(columns: readonly TableColumn[], name: string, param: string): TableColumn {
  const exact = columns.find((column) => column.name === name);
  if (exact) return exact;
  const near = columns.filter((column) => column.name.toLowerCase() === name.toLowerCase());
  if (near.length === 1) return near[0]!;
  const known = columns.map((column) => column.name);
  const listed =
    known.length > 30 ? `${known.slice(0, 30).join(', ')} and ${known.length - 30} more` : known.join(', ');
  throw new Failure('invalid_input', `Parameter “${param}”: the table has no column “${name}”. It has ${listed}.`, {
    param,
    column: name,
  });
}

const numeric = /^(U?(TINY|SMALL|BIG|HUGE)?INT(EGER)?|FLOAT|DOUBLE|DECIMAL\(.*\)|BIGNUM)$/;

export const isNumeric = ({ type }: ColumnType): boolean => numeric.test(type);
export const isBoolean = ({ type }: ColumnType): boolean => type === 'BOOLEAN';
