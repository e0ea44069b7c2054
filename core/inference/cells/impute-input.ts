import { z } from 'zod';
import type { ImputationScores, ModelIdentity, ModelNotice } from '../../../contract/model-results.ts';
import { seedAndThreads } from '../seed-and-threads.ts';
import { modelTable } from '../table.ts';

/** Filling of a table's missing cells. `draws` adds so many filled tables for multiple imputation. */
export const imputeInput = z.object({
  modelDir: z.string(),
  table: modelTable,
  draws: z.number().int().min(0).max(50).default(0),
  /** Share of the known cells that are hidden, filled and compared before anything else; 0: no scores. */
  hidden: z.number().min(0).max(0.5).default(0.1),
  ...seedAndThreads,
});
export type ImputeInput = z.input<typeof imputeInput>;
export type ImputeRequest = z.output<typeof imputeInput>;

/** Cells that were missing, one entry of each array a cell: its column and row, what it is filled with. */
export interface Imputation {
  readonly model: ModelIdentity;
  readonly rows: number;
  readonly columns: readonly { readonly name: string; readonly missing: number; readonly filled: number }[];
  readonly cellColumn: Int32Array;
  readonly cellRow: Int32Array;
  /** A class by its code, a number by the mean of its density. */
  readonly cellValue: Float64Array;
  /** Probability of the class; half the width of a number's 80 % interval. */
  readonly cellDoubt: Float64Array;
  /** `drawn[draw * cells + cell]` */
  readonly drawn: Float64Array;
  readonly draws: number;
  readonly scores: ImputationScores | null;
  readonly notices: readonly ModelNotice[];
  readonly elapsedMs: number;
}
