import type { CdmTable } from '../../importers/omop/cdm/table.ts';
import type { CheckKind } from './thresholds.ts';

/** A condition on the row `t`, and which rows it is about. */
export interface Condition {
  readonly bad: string;
  readonly of: string;
}

/** A rule on single rows: SQL on the row `t`, its person `p` and its visit `v`. All rules of a table count together in one scan. */
export interface RowCheck extends Condition {
  readonly check: CheckKind;
  readonly column: string;
  readonly rule: string;
  /** Also counted for each frequent concept: a fault of one concept drowns in the share of its table. */
  readonly byConcept: boolean;
  /** The same for the SQL room, where the scan reads what only it has. */
  readonly inRoom?: Condition;
}

export interface Scanned {
  readonly table: CdmTable;
  /** Columns the dataset's table has, by lower-case name. */
  readonly columns: ReadonlySet<string>;
  /** Tables that have rows. */
  readonly filled: ReadonlySet<string>;
  readonly today: string;
  /** True where the observation of a person may have gaps. */
  readonly hasGaps: boolean;
}

export const everyRow = 'true';

type More = Partial<Pick<RowCheck, 'byConcept' | 'inRoom'>>;

export const row = (
  check: CheckKind,
  column: string,
  rule: string,
  { bad, of = everyRow }: { readonly bad: string; readonly of?: string },
  { byConcept = false, inRoom }: More = {},
): RowCheck => ({ check, column, rule, bad, of, byConcept, ...(inRoom && { inRoom }) });
