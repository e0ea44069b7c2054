import type { JobContext } from '../../contract/context.ts';
import type { Evaluation, Explanation, ModelIdentity } from '../../contract/model-results.ts';
import type { Connection } from '../engine/database.ts';
import type { CrossPredictInput, CrossPrediction } from '../inference/cross-predict-input.ts';
import type { ExplainInput } from '../inference/explain/explain-input.ts';
import type { EvaluateInput, PredictInput, Prediction } from '../inference/inputs.ts';
import type { ReadOptions, ReadTable } from '../inference/table-from-duckdb.ts';

/** What an analysis asks: the model itself, and how many threads it may have, are the host's. */
export type Asked<I> = Omit<I, 'modelDir' | 'threads'>;

/**
 * The on-device model as an analysis sees it. Each question is a job in the model's own process: it reports progress, can
 * be cancelled, and throws Failure `invalid_input` for what cannot be predicted, `model`, `integrity`, `unsupported`
 * or `not_found` for a model that cannot be used. A run that asked anything records the model's name, version and hash.
 */
export interface ModelPort {
  /** Which model answers; opens its folder and checks it. */
  identity(): Promise<ModelIdentity>;
  /** A DuckDB table or view, by name, as the model reads it. */
  read(connection: Connection, table: string, options: ReadOptions, context: JobContext): Promise<ReadTable>;
  /** Out-of-fold predictions of every row, split by person. */
  crossPredict(input: Asked<CrossPredictInput>, context?: JobContext): Promise<CrossPrediction>;
  /** Predictions of some rows from others. */
  predict(input: Asked<PredictInput>, context?: JobContext): Promise<Prediction>;
  /** Cross-validated discrimination and calibration; with `explain`, what carries the prediction. */
  evaluate(input: Asked<EvaluateInput>, context?: JobContext): Promise<Evaluation>;
  /** What each feature is worth on held-out rows: shuffled, and left out, with intervals. */
  explain(input: Asked<ExplainInput>, context?: JobContext): Promise<Explanation>;
}
