import type { JobContext } from '../../contract/context.ts';
import { Failure } from '../../contract/failure.ts';
import type { Evaluation } from '../../contract/model-results.ts';
import { impute } from './cells/impute.ts';
import { type Imputation, type ImputeInput, imputeInput } from './cells/impute-input.ts';
import { outliers } from './cells/outliers.ts';
import { type Outliers, type OutliersInput, outliersInput } from './cells/outliers-input.ts';
import { type ContextCache, createContextCache } from './context-cache.ts';
import { crossPredict } from './cross-predict.ts';
import { type CrossPredictInput, type CrossPrediction, crossPredictInput } from './cross-predict-input.ts';
import { embed } from './embedding/embed.ts';
import { type Embedding, type EmbedInput, embedInput } from './embedding/embed-input.ts';
import { evaluateModel } from './evaluate.ts';
import { explain } from './explain/explain.ts';
import {
  type ExplainInput,
  type ExplainRowInput,
  type Explanation,
  explainInput,
  explainRowInput,
  type RowExplanation,
} from './explain/explain-input.ts';
import { explainRow } from './explain/explain-row.ts';
import { folderStamp } from './folder-stamp.ts';
import {
  type EvaluateInput,
  evaluateInput,
  type PredictHeldInput,
  type PredictInput,
  type Prediction,
  predictHeldInput,
  predictInput,
  type UnknownContext,
} from './inputs.ts';
import { openModelFolder } from './model-folder.ts';
import { predictHeld, predictRows } from './predict.ts';
import { defaultThreads, type LoadedModel, loadModel } from './session.ts';
import { synthesise } from './synthesis/synthesise.ts';
import { type Synthesis, type SynthesiseInput, synthesiseInput } from './synthesis/synthesise-input.ts';

/** Everything the model can be asked, by name: what goes in, what comes out. A new job is one more line here and below. */
export interface Operations {
  readonly evaluate: { readonly input: EvaluateInput; readonly output: Evaluation };
  readonly predict: { readonly input: PredictInput; readonly output: Prediction };
  readonly predictHeld: { readonly input: PredictHeldInput; readonly output: Prediction | UnknownContext };
  readonly crossPredict: { readonly input: CrossPredictInput; readonly output: CrossPrediction };
  readonly explain: { readonly input: ExplainInput; readonly output: Explanation };
  readonly explainRow: { readonly input: ExplainRowInput; readonly output: RowExplanation };
  readonly embed: { readonly input: EmbedInput; readonly output: Embedding };
  readonly impute: { readonly input: ImputeInput; readonly output: Imputation };
  readonly outliers: { readonly input: OutliersInput; readonly output: Outliers };
  readonly synthesise: { readonly input: SynthesiseInput; readonly output: Synthesis };
}

export type OperationName = keyof Operations;

/** Runs any operation; holds the model loaded last and the contexts it has read. */
export interface Workbench {
  run(operation: string, input: unknown, context: JobContext): Promise<unknown>;
  close(): Promise<void>;
}

interface Bench {
  model(dir: string, threads?: number): Promise<LoadedModel>;
  readonly cache: ContextCache;
}

const operations: {
  readonly [K in OperationName]: (
    bench: Bench,
    input: unknown,
    context: JobContext,
  ) => Promise<Operations[K]['output']>;
} = {
  async evaluate(bench, input, context) {
    const request = evaluateInput.parse(input);
    return evaluateModel(await bench.model(request.modelDir, request.threads), request, context);
  },
  async predict(bench, input, context) {
    const request = predictInput.parse(input);
    return predictRows(await bench.model(request.modelDir, request.threads), bench.cache, request, context);
  },
  async predictHeld(bench, input, context) {
    const request = predictHeldInput.parse(input);
    return predictHeld(await bench.model(request.modelDir, request.threads), bench.cache, request, context);
  },
  async crossPredict(bench, input, context) {
    const request = crossPredictInput.parse(input);
    return crossPredict(await bench.model(request.modelDir, request.threads), request, context);
  },
  async explainRow(bench, input, context) {
    const request = explainRowInput.parse(input);
    return explainRow(await bench.model(request.modelDir, request.threads), request, context);
  },
  async explain(bench, input, context) {
    const request = explainInput.parse(input);
    return explain(await bench.model(request.modelDir, request.threads), request, context);
  },
  async embed(bench, input, context) {
    const request = embedInput.parse(input);
    return embed(await bench.model(request.modelDir, request.threads), request, context);
  },
  async synthesise(bench, input, context) {
    const request = synthesiseInput.parse(input);
    return synthesise(await bench.model(request.modelDir, request.threads), request, context);
  },
  async outliers(bench, input, context) {
    const request = outliersInput.parse(input);
    return outliers(await bench.model(request.modelDir, request.threads), request, context);
  },
  async impute(bench, input, context) {
    const request = imputeInput.parse(input);
    return impute(await bench.model(request.modelDir, request.threads), request, context);
  },
};

/** A loaded model, and how its folder looked before it was read. */
interface Held {
  readonly model: LoadedModel;
  readonly dir: string;
  readonly threads: number;
  readonly stamp: string;
}

/**
 * A workbench of its own. The folder is read and checked anew when anything in it changed, so that a change shows; the
 * weights held were checked when they were loaded.
 */
export function createWorkbench(): Workbench {
  const cache = createContextCache();
  let held: Held | undefined;
  const bench: Bench = {
    cache,
    async model(dir, threads = defaultThreads()) {
      const stamp = folderStamp(dir);
      if (held && held.dir === dir && held.threads === threads && held.stamp === stamp) return held.model;
      const folder = await openModelFolder(dir);
      if (held && held.model.identity.hash === folder.hash && held.threads === threads) {
        held = { ...held, dir, stamp };
        return held.model;
      }
      cache.clear();
      await held?.model.dispose();
      held = undefined;
      const model = await loadModel(folder, threads);
      held = { model, dir, threads, stamp };
      return model;
    },
  };
  const isKnown = (operation: string): operation is OperationName => Object.hasOwn(operations, operation);
  return {
    async run(operation, input, context) {
      if (!isKnown(operation)) throw new Failure('internal', `The model's process knows no operation “${operation}”.`);
      return operations[operation](bench, input, context);
    },
    async close() {
      cache.clear();
      await held?.model.dispose();
      held = undefined;
    },
  };
}
