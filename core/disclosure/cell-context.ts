import type { Policy } from './policy.ts';
import type { Protection } from './protect.ts';
import type { TableSystem } from './table-system.ts';

/** What a rule for one cell may look at. */
export interface CellContext {
  readonly key: string;
  readonly system: TableSystem;
  readonly protection: Protection;
  /** Sizes of the table's withheld counts. */
  readonly withheldSizes: ReadonlySet<number>;
  readonly policy: Policy;
}
