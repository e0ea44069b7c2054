import { z } from 'zod';
import type { Evaluation, ModelIdentity, ModelNotice } from '../../contract/model-results.ts';
import { seedAndThreads } from './seed-and-threads.ts';
import { modelTable, modelTarget } from './table.ts';

const folds = z.custom<Int32Array>((value) => value instanceof Int32Array, 'expected an Int32Array');
const mask = z.custom<Uint8Array>((value) => value instanceof Uint8Array, 'expected a Uint8Array');

/** Out-of-fold prediction of every row of a table, also of those whose target is unknown (NaN). */
export const crossPredictInput = z
  .object({
    modelDir: z.string(),
    table: modelTable,
    target: modelTarget,
    folds: z.number().int().min(2).max(20).default(5),
    repeats: z.number().int().min(1).max(50).default(1),
    ...seedAndThreads,
    /**
     * The fold of each row, in place of a draw: a row is predicted from the rows of other folds. -1: read in every fold,
     * not predicted. No person may be in two folds.
     */
    foldOfRow: folds.optional(),
    /** 1 for the rows that may be read, 0 for those that are only predicted. Without it every row with a target is read. */
    contextRows: mask.optional(),
    calibrate: z.boolean().default(true),
  })
  .refine(
    ({ table, foldOfRow, contextRows }) =>
      [foldOfRow, contextRows].every((rows) => rows === undefined || rows.length === table.rows),
    'foldOfRow and contextRows must have one value a row',
  )
  .refine(({ foldOfRow, repeats }) => !foldOfRow || repeats === 1, 'given folds are used once: repeats must be 1');
export type CrossPredictInput = z.input<typeof crossPredictInput>;
export type CrossPredictRequest = z.output<typeof crossPredictInput>;

interface CrossPredicted extends Pick<Evaluation, 'dropped'> {
  readonly model: ModelIdentity;
  readonly target: string;
  readonly rows: number;
  /** Columns that were read in any fold. */
  readonly features: readonly string[];
  readonly folds: number;
  readonly repeats: number;
  readonly seed: number;
  readonly notices: readonly ModelNotice[];
  readonly elapsedMs: number;
}

/** `probabilities[row * classes.length + class]`, the mean over repeats; NaN in a row that was not predicted. */
export interface CrossClassPrediction extends CrossPredicted {
  readonly kind: 'class';
  readonly classes: readonly string[];
  readonly probabilities: Float64Array;
}

/** Means, and quantiles `[row * levels.length + level]`, in the target's unit, the mean over repeats; NaN likewise. */
export interface CrossNumberPrediction extends CrossPredicted {
  readonly kind: 'number';
  readonly means: Float64Array;
  readonly levels: readonly number[];
  readonly quantiles: Float64Array;
}

export type CrossPrediction = CrossClassPrediction | CrossNumberPrediction;
