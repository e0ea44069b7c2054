import type { RuleId } from '../../contract/release.ts';
import type { Policy } from './policy.ts';
import type { Published } from './publish.ts';
import type { TableSystem } from './table-system.ts';

/** What became of a table's counts: by which rule each is withheld (null: it is not), and what is printed. */
export interface CountsChecked {
  readonly rules: readonly (RuleId | null)[];
  readonly published: readonly Published[];
  /** Counts in a part of the release for which the least loss was not proved. */
  readonly unproved: ReadonlySet<number>;
}

/** What a rule for one cell may look at. */
export interface CellContext {
  readonly key: string;
  readonly system: TableSystem;
  readonly counts: CountsChecked;
  /** Sizes of the table's withheld counts. */
  readonly withheldSizes: ReadonlySet<number>;
  readonly policy: Policy;
}
