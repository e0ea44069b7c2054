import { z } from 'zod';
import type { ModelIdentity, ModelNotice } from '../../contract/model-results.ts';
import { seedAndThreads } from './seed-and-threads.ts';
import { modelTable, modelTarget } from './table.ts';

/** Cross-validation of the model on a table. `explain` adds permutation importance on held-out rows. */
export const evaluateInput = z.object({
  modelDir: z.string(),
  table: modelTable,
  target: modelTarget,
  folds: z.number().int().min(2).max(20).default(5),
  repeats: z.number().int().min(1).max(50).default(1),
  ...seedAndThreads,
  explain: z.boolean().default(false),
  /** Fit a temperature inside each training fold. */
  calibrate: z.boolean().default(true),
});
export type EvaluateInput = z.input<typeof evaluateInput>;
export type EvaluateRequest = z.output<typeof evaluateInput>;

/** Prediction of the rows of `queries` from the rows of `context`, whose target is known. */
export const predictInput = z.object({
  modelDir: z.string(),
  context: z.object({ table: modelTable, target: modelTarget }),
  queries: modelTable,
  ...seedAndThreads,
  calibrate: z.boolean().default(true),
  /** Whether a number's whole density over bars is wanted, not only means and quantiles. */
  density: z.boolean().default(false),
});
export type PredictInput = z.input<typeof predictInput>;
export type PredictRequest = z.output<typeof predictInput>;

/** Prediction of more rows from a context that the model's process has read, by the id that its first answer gave. */
export const predictHeldInput = predictInput
  .pick({ modelDir: true, queries: true, threads: true, density: true })
  .extend({ contextId: z.string() });
export type PredictHeldInput = z.input<typeof predictHeldInput>;
export type PredictHeldRequest = z.output<typeof predictHeldInput>;

/** The process does not hold the context (any more): ask with the known rows again. */
export interface UnknownContext {
  readonly kind: 'unknown-context';
}

interface Predicted {
  readonly model: ModelIdentity;
  /** Names this very context, read by this very model. */
  readonly contextId: string;
  readonly target: string;
  readonly rows: number;
  readonly contextRows: number;
  readonly features: readonly string[];
  readonly notices: readonly ModelNotice[];
  readonly elapsedMs: number;
}

/** Probabilities row by row: `probabilities[row * classes.length + class]`. */
export interface ClassPrediction extends Predicted {
  readonly kind: 'class';
  readonly classes: readonly string[];
  readonly probabilities: Float64Array;
}

/**
 * Predictive distributions in the target's unit: means; quantiles `[row * levels.length + level]`; and, when asked
 * for, the density itself, `density[row * bars + bar]`, each bar between two of the `edges`.
 */
export interface NumberPrediction extends Predicted {
  readonly kind: 'number';
  readonly means: Float64Array;
  readonly levels: readonly number[];
  readonly quantiles: Float64Array;
  readonly edges: Float64Array;
  readonly density?: Float32Array;
}

export type Prediction = ClassPrediction | NumberPrediction;
