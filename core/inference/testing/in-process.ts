import { quiet } from '../../../contract/context.ts';
import type { InferenceClient, InferenceMethods } from '../client.ts';
import { createWorkbench, type Operations } from '../operations.ts';

/** The model in this process, for tests: the same operations as the model's own process, without starting one. */
export function inProcessInference(): InferenceClient {
  const bench = createWorkbench();
  const ask =
    <K extends keyof InferenceMethods>(operation: K): InferenceMethods[K] =>
    async (input, context = quiet) =>
      (await bench.run(operation, input, context)) as Operations[K]['output'];
  return {
    evaluate: ask('evaluate'),
    predict: ask('predict'),
    crossPredict: ask('crossPredict'),
    close: () => bench.close(),
  };
}
