import { z } from 'zod';
import type { ModelIdentity, ModelNotice, OutlierScores } from '../../../contract/model-results.ts';
import { seedAndThreads } from '../seed-and-threads.ts';
import { modelTable } from '../table.ts';

/** Cells and rows that the rest of the table does not expect. */
export const outliersInput = z.object({
  modelDir: z.string(),
  table: modelTable,
  /** Every row is judged by the rows of other folds. */
  folds: z.number().int().min(2).max(20).default(3),
  /** How many cells and rows are named. */
  most: z.number().int().min(1).max(10_000).default(100),
  /** Also plants errors into a copy, and says how many of them are found. */
  plant: z.boolean().default(false),
  ...seedAndThreads,
});
export type OutliersInput = z.input<typeof outliersInput>;
export type OutliersRequest = z.output<typeof outliersInput>;

/** The least expected first. Numbers of rows and columns are places in the table that was given. */
export interface Outliers {
  readonly model: ModelIdentity;
  readonly rows: number;
  readonly columns: readonly string[];
  /** Every row's score: that of its least expected cell. */
  readonly rowScores: Float64Array;
  readonly topRows: Int32Array;
  readonly cellRow: Int32Array;
  readonly cellColumn: Int32Array;
  /** Nats beyond what the cell's own distribution leads one to expect. */
  readonly cellScore: Float64Array;
  /** The likeliest class or the median, and for a number the middle 80 %. */
  readonly cellExpected: Float64Array;
  readonly cellLow: Float64Array;
  readonly cellHigh: Float64Array;
  readonly scores: OutlierScores | null;
  readonly notices: readonly ModelNotice[];
  readonly elapsedMs: number;
}
