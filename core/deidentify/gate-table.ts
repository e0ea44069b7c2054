import type { NameFinding } from './column-name.ts';

export interface GateColumn {
  readonly name: string;
  readonly type: string;
  readonly mapsTo: string | null;
  /** True where what it loads into is text. */
  readonly isText: boolean;
  /** What the source's format says the column holds: counts as its name would. */
  readonly declared?: NameFinding;
}

/** A table as the gate sees it, whatever format it came in. */
export interface GateTable {
  readonly name: string;
  /** Where its rows are: SQL after FROM, with the columns that part has. */
  readonly parts: readonly {
    readonly relation: string;
    readonly rows: number;
    readonly columns: readonly { readonly name: string; readonly type: string }[];
  }[];
  readonly columns: readonly GateColumn[];
  /** Rows about terms or the database, never about a person: only columns beside the model's own are checked. */
  readonly impersonal: boolean;
}
