import type { TableOneParams } from './spec.ts';
import type { Desk } from './summarise.ts';

/** What a cohort's description needs: where to ask, what tables the dataset has, and the parameters. */
export interface CohortDesk extends Desk {
  readonly tables: ReadonlySet<string>;
  readonly params: TableOneParams;
}
