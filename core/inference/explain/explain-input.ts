import { z } from 'zod';
import type { Explanation, ModelIdentity, ModelNotice } from '../../../contract/model-results.ts';
import { seedAndThreads } from '../seed-and-threads.ts';
import { modelTable, modelTarget } from '../table.ts';

/** What carries a prediction, on held-out rows. */
export const explainInput = z.object({
  modelDir: z.string(),
  table: modelTable,
  target: modelTarget,
  folds: z.number().int().min(2).max(20).default(5),
  repeats: z.number().int().min(1).max(20).default(1),
  /** How often each feature is shuffled in a fold; the mean counts. */
  shuffles: z.number().int().min(1).max(20).default(3),
  ...seedAndThreads,
});
export type ExplainInput = z.input<typeof explainInput>;
export type ExplainRequest = z.output<typeof explainInput>;
export type { Explanation };

/** What carries the prediction of one row, read from the rows of others. */
export const explainRowInput = z.object({
  modelDir: z.string(),
  table: modelTable,
  target: modelTarget,
  row: z.number().int().nonnegative(),
  /** Orders in which features are put in, each over another background row. */
  orders: z.number().int().min(4).max(1_000).default(64),
  ...seedAndThreads,
});
export type ExplainRowInput = z.input<typeof explainRowInput>;
export type ExplainRowRequest = z.output<typeof explainRowInput>;

/** Contributions in log-odds of the last class, or in the number's unit; `base` and they add up to `value`. */
export interface RowExplanation {
  readonly model: ModelIdentity;
  readonly target: string;
  readonly unit: 'log-odds' | 'target';
  /** Probability of each class, or the mean and the 80 % interval. */
  readonly classes: readonly { readonly name: string; readonly probability: number }[] | null;
  readonly number: { readonly mean: number; readonly low: number; readonly high: number } | null;
  readonly base: number;
  readonly value: number;
  readonly contributions: readonly {
    readonly feature: string;
    readonly cell: number | null;
    readonly contribution: number;
    readonly error: number;
  }[];
  readonly notices: readonly ModelNotice[];
  readonly elapsedMs: number;
}
