/** A column of a result as DuckDB gave it: `type` is DuckDB's type name, `values` its own value objects or null. */
export interface ResultColumn {
  readonly name: string;
  readonly type: string;
  readonly values: readonly unknown[];
}

export interface ColumnType {
  readonly name: string;
  readonly type: string;
}

/**
 * A numeric table in columns: `values[c]` is a Float64Array of `rows` numbers, NaN where DuckDB has NULL.
 * What features, statistics and the model read.
 */
export interface NumericColumns {
  readonly names: readonly string[];
  readonly rows: number;
  readonly values: readonly Float64Array[];
}
