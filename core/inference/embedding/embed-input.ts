import { z } from 'zod';
import type { ModelIdentity, ModelNotice, Subgroups } from '../../../contract/model-results.ts';
import { seedAndThreads } from '../seed-and-threads.ts';
import { modelTable, modelTarget } from '../table.ts';

/** Rows as the model sees them when it tells the target: subgroups, and who is like whom. */
export const embedInput = z.object({
  modelDir: z.string(),
  table: modelTable,
  target: modelTarget,
  /** How many subgroups; the most that come back surely, where it is not said. */
  groups: z.number().int().min(2).max(20).optional(),
  /** Also the rows most like this one, of other persons. */
  likeRow: z.number().int().nonnegative().optional(),
  neighbours: z.number().int().min(1).max(200).default(10),
  ...seedAndThreads,
});
export type EmbedInput = z.input<typeof embedInput>;
export type EmbedRequest = z.output<typeof embedInput>;

export interface Embedding {
  readonly model: ModelIdentity;
  readonly subgroups: Subgroups;
  /** The subgroup of each row. */
  readonly labels: Int32Array;
  /** Rows most like the one asked for, and their distances in standard deviations a dimension. */
  readonly likeRows: Int32Array;
  readonly likeDistances: Float64Array;
  readonly notices: readonly ModelNotice[];
  readonly elapsedMs: number;
}
