import type { Table } from '@uwdata/flechette';

export interface GridColumn {
  readonly name: string;
  /** DuckDB's name of the type: `BIGINT`, `DATE`, `VARCHAR` … */
  readonly type: string;
}

export interface GridSort {
  readonly column: string;
  readonly descending: boolean;
}

/** Some rows: row `i` of the source is row `i - from` of the Arrow table. */
export interface GridWindow {
  readonly from: number;
  readonly table: Table;
}

export interface GridRequest {
  readonly offset: number;
  readonly limit: number;
  readonly sort: GridSort | null;
}

/** Where a grid's rows come from: windows of a table on disk, or a result that is here whole. */
export interface GridSource {
  /** Another id is another table: the grid starts at its top. */
  readonly id: string;
  readonly columns: readonly GridColumn[];
  readonly total: number;
  readonly canSort: boolean;
  readonly load: (request: GridRequest, signal: AbortSignal) => Promise<GridWindow>;
}
