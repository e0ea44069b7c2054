import { availableParallelism } from 'node:os';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { Failure } from '../../contract/failure.ts';
import type { ModelIdentity } from '../../contract/model-results.ts';
import type { Manifest } from './manifest.ts';
import type { ModelFolder } from './model-folder.ts';

/**
 * Since 1.29 ONNX Runtime's own packages send events to their maker from Linux and macOS, and keep an identifier of the
 * machine in the home folder. Set before the first session, this starts none of it (microsoft/onnxruntime#27379).
 */
process.env.ORT_DISABLE_TELEMETRY = '1';

/** What the model keeps of a context: keys and values per layer. */
export interface ContextKeys {
  readonly tensors: Readonly<Record<string, Tensor>>;
  readonly bytes: number;
}

/** Features of rows as the model reads them: `[rows, features, 4]`, row by row. */
export interface Cells {
  readonly data: Float32Array;
  readonly rows: number;
  readonly features: number;
}

export interface Logits {
  /** `[rows, classes]` */
  readonly classes: Float32Array;
  /** `[rows, bars]` */
  readonly bars: Float32Array;
  /** `[rows, embeddingWidth]`, of a model that has it. */
  readonly embedding: Float32Array | null;
}

/** A model in memory. Each method runs one graph once and throws Failure `model` when the runtime refuses. */
export interface LoadedModel {
  readonly identity: ModelIdentity;
  readonly limits: Manifest['limits'];
  readonly borders: Float64Array;
  /** Numbers of a row's embedding; 0 where the model gives none. */
  readonly embeddingWidth: number;
  /** Whether linear scores stand beside a table's columns. */
  readonly readsLinearScores: boolean;
  fit(context: Cells, target: Float32Array, isNumber: boolean): Promise<ContextKeys>;
  predict(queries: Cells, isNumber: boolean, keys: ContextKeys): Promise<Logits>;
  dispose(): Promise<void>;
}

/** Beyond four threads a model of this size gains nothing and takes the machine from the researcher. */
export const defaultThreads = (): number => Math.min(4, availableParallelism());

/** Loads both graphs from checked bytes. This file is the only one that imports ONNX Runtime. */
export async function loadModel(folder: ModelFolder, threads = defaultThreads()): Promise<LoadedModel> {
  const [fitGraph, predictGraph] = await Promise.all([
    open('fit.onnx', folder.fit, threads),
    open('predict.onnx', folder.predict, threads),
  ]);
  const { name, version, limits, tensors: declared } = folder.manifest;
  const embeddingWidth = Number(
    declared.predict.outputs.find((output) => output.name === 'row_emb')?.shape.at(-1) ?? 0,
  );
  return {
    identity: { name, version, hash: folder.hash },
    limits,
    borders: folder.borders,
    embeddingWidth,
    readsLinearScores: folder.manifest.linearScores,
    async fit(context, target, isNumber) {
      const feeds = {
        x_ctx: tensor(context.data, [1, context.rows, context.features, 4]),
        y_ctx: tensor(target, [1, context.rows]),
        is_reg: regression(isNumber),
      };
      const tensors = await run(fitGraph, feeds);
      return { tensors, bytes: Object.values(tensors).reduce((sum, { size }) => sum + size * 4, 0) };
    },
    async predict(queries, isNumber, keys) {
      const x_qry = tensor(queries.data, [1, queries.rows, queries.features, 4]);
      const out = await run(predictGraph, { x_qry, is_reg: regression(isNumber), ...keys.tensors });
      return {
        classes: floats(out, 'cls_logits', queries.rows * limits.classes),
        bars: floats(out, 'bar_logits', queries.rows * limits.bars),
        embedding: embeddingWidth > 0 ? floats(out, 'row_emb', queries.rows * embeddingWidth) : null,
      };
    },
    async dispose() {
      await fitGraph.release();
      await predictGraph.release();
    },
  };
}

const tensor = (data: Float32Array, dims: readonly number[]): Tensor => new Tensor('float32', data, dims);

const regression = (isNumber: boolean): Tensor => tensor(Float32Array.of(isNumber ? 1 : 0), [1]);

function refused(what: string, cause: unknown): Failure {
  const said = cause instanceof Error ? cause.message : String(cause);
  return new Failure('model', `ONNX Runtime could not ${what}: ${said}`, {}, { cause });
}

async function open(file: string, bytes: Uint8Array, threads: number): Promise<InferenceSession> {
  try {
    return await InferenceSession.create(bytes, {
      executionProviders: ['cpu'],
      graphOptimizationLevel: 'all',
      executionMode: 'sequential',
      intraOpNumThreads: threads,
      interOpNumThreads: 1,
      // The arena keeps its peak for ever; contexts differ in size, and the process lives beside DuckDB.
      enableCpuMemArena: false,
      logSeverityLevel: 4,
      // Threads that spin while they wait take the cores from DuckDB and the window: on a busy machine two spinning
      // threads were slower than one.
      extra: { session: { intra_op: { allow_spinning: '0' }, inter_op: { allow_spinning: '0' } } },
    });
  } catch (cause) {
    throw refused(`load ${file}`, cause);
  }
}

async function run(session: InferenceSession, feeds: Record<string, Tensor>): Promise<Record<string, Tensor>> {
  try {
    return (await session.run(feeds)) as Record<string, Tensor>;
  } catch (cause) {
    throw refused('run the model', cause);
  }
}

function floats(out: Readonly<Record<string, Tensor>>, name: string, length: number): Float32Array {
  const data = out[name]?.data;
  if (data instanceof Float32Array && data.length === length) return data;
  throw new Failure('model', `The model gave ${name} in another shape than its manifest declares.`);
}
