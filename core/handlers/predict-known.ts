import type { JobContext } from '../../contract/context.ts';
import { Failure } from '../../contract/failure.ts';
import type { PredictionSummary } from '../../contract/model-results.ts';
import type { InferenceClient } from '../inference/client.ts';
import { summaryOf } from '../inference/prediction-summary.ts';
import type { ModelTable, ModelTarget } from '../inference/table.ts';
import type { ReadTable } from '../inference/table-from-duckdb.ts';

const pick = (values: Float64Array, rows: readonly number[]) => Float64Array.from(rows, (row) => values[row]!);

function rowsOf(table: ModelTable, rows: readonly number[]): ModelTable {
  return {
    ...table,
    rows: rows.length,
    columns: table.columns.map((column) => ({ ...column, values: pick(column.values, rows) })),
    ...(table.groups ? { groups: pick(table.groups, rows) } : {}),
  };
}

/** Predicts the rows whose target is missing from those whose target is known. Only the summary is returned. */
export async function predictFromKnown(
  inference: InferenceClient,
  modelDir: string,
  { table, target }: ReadTable,
  threads: number,
  context: JobContext,
): Promise<PredictionSummary> {
  const all = [...target.values.keys()];
  const known = all.filter((row) => !Number.isNaN(target.values[row]));
  const unknown = all.filter((row) => Number.isNaN(target.values[row]));
  if (unknown.length === 0) {
    throw new Failure(
      'invalid_input',
      `Every row has a value of “${target.name}”, so there is nothing to predict. Leave it empty in the rows to predict.`,
    );
  }
  const knownTarget: ModelTarget = { ...target, values: pick(target.values, known) };
  const prediction = await inference.predict(
    {
      modelDir,
      context: { table: rowsOf(table, known), target: knownTarget },
      queries: rowsOf(table, unknown),
      threads,
    },
    context,
  );
  return summaryOf(prediction);
}
