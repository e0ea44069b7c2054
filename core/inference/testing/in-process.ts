import { type JobContext, quiet } from '../../../contract/context.ts';
import type { InferenceClient } from '../client.ts';
import { createWorkbench, type OperationName, type Operations } from '../operations.ts';

/** The model in this process, for tests: the same operations as the model's own process, without starting one. */
export function inProcessInference(): InferenceClient {
  const bench = createWorkbench();
  const ask =
    <K extends OperationName>(operation: K) =>
    async (input: Operations[K]['input'], context: JobContext = quiet) =>
      (await bench.run(operation, input, context)) as Operations[K]['output'];
  return {
    evaluate: ask('evaluate'),
    predict: ask('predict'),
    predictHeld: ask('predictHeld'),
    crossPredict: ask('crossPredict'),
    embed: ask('embed'),
    explain: ask('explain'),
    explainRow: ask('explainRow'),
    impute: ask('impute'),
    outliers: ask('outliers'),
    synthesise: ask('synthesise'),
    close: () => bench.close(),
  };
}
