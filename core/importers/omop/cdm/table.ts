/**
 * What a CDM column holds. `id` and `integer` are whole numbers (BIGINT, INTEGER), `number` a DOUBLE, `text` a VARCHAR
 * of any length. With `!`: a row without it means nothing and is rejected.
 */
export type ColumnKind = 'id' | 'id!' | 'integer' | 'number' | 'date' | 'date!' | 'datetime' | 'text' | 'text!';

export interface CdmTable {
  readonly name: string;
  /** Every column of CDM 5.3 and 5.4, in the order of the specification. */
  readonly columns: Readonly<Record<string, ColumnKind>>;
  /** The date that places a row in time: for the years and the density of the table. */
  readonly date?: string;
  /** Columns that CDM 5.4 renamed, new name to 5.3's: both are there after import, filled from whichever came. */
  readonly renamed?: Readonly<Record<string, string>>;
  /** True where rows are about terms or about the database, never about a person. */
  readonly impersonal?: boolean;
}

const types: Readonly<Record<ColumnKind, string>> = {
  id: 'BIGINT',
  'id!': 'BIGINT',
  integer: 'INTEGER',
  number: 'DOUBLE',
  date: 'DATE',
  'date!': 'DATE',
  datetime: 'TIMESTAMP',
  text: 'VARCHAR',
  'text!': 'VARCHAR',
};

/** The DuckDB type a column of this kind is kept in. */
export const duckType = (kind: ColumnKind): string => types[kind];

export const isRequired = (kind: ColumnKind): boolean => kind.endsWith('!');
