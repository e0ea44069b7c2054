import { z } from 'zod';
import type { ModelIdentity, ModelNotice, SynthesisScores } from '../../../contract/model-results.ts';
import { seedAndThreads } from '../seed-and-threads.ts';
import { type ModelColumn, modelTable } from '../table.ts';

/** Synthetic rows of a table. */
export const synthesiseInput = z.object({
  modelDir: z.string(),
  table: modelTable,
  /** How many rows; as many as there are where it is not said. */
  rows: z.number().int().min(1).max(100_000).optional(),
  /** Share of the persons that are never read: the rows are scored and attacked with them. 0: neither. */
  holdout: z
    .number()
    .min(0)
    .max(0.5)
    .default(1 / 3),
  /** 1: one order, by dependency. More: so many orders at random, each for its share of the rows. */
  orders: z.number().int().min(1).max(16).default(4),
  /** The column that models trained on synthetic rows are to tell. */
  target: z.string().optional(),
  ...seedAndThreads,
});
export type SynthesiseInput = z.input<typeof synthesiseInput>;
export type SynthesiseRequest = z.output<typeof synthesiseInput>;

export interface Synthesis {
  readonly model: ModelIdentity;
  /** Rows that were read, rows that were held out, rows made. */
  readonly read: number;
  readonly heldOut: number;
  readonly rows: number;
  readonly columns: readonly ModelColumn[];
  /** How many rows made were equal to a real one, and were dropped. */
  readonly dropped: number;
  readonly scores: SynthesisScores | null;
  readonly notices: readonly ModelNotice[];
  readonly elapsedMs: number;
}
