import type { JobContext } from '../../../contract/context.ts';
import { Failure } from '../../../contract/failure.ts';
import type { Points } from '../../stats/k-means.ts';
import type { Prepared } from '../prepare.ts';
import { readContext, readRows } from '../read-context.ts';
import { readingOf } from '../reading.ts';
import type { LoadedModel } from '../session.ts';
import { stopIfCancelled } from '../stop.ts';

const batch = 512;

/** Failure `unsupported` for a model that gives no embedding: nothing else of it stands in its place. */
export function requireEmbedding({ embeddingWidth, identity }: LoadedModel): void {
  if (embeddingWidth > 0) return;
  throw new Failure(
    'unsupported',
    `The model “${identity.name}” ${identity.version} gives no row embedding (the output row_emb of predict.onnx), so subgroups and similar patients cannot be told with it. Choose a model that has it.`,
    { missing: 'row_emb' },
  );
}

/**
 * The embedding of every row, each dimension standardised; one that does not vary is 0. The rows with a known target are
 * the context. A row of the context sees itself there.
 */
export async function rowEmbeddings(
  model: LoadedModel,
  prepared: Prepared,
  rows: number,
  seed: number,
  context: JobContext,
): Promise<Points> {
  const width = model.embeddingWidth;
  const { columns, rows: read, target, classes } = readingOf(model, prepared, prepared.rows, seed);
  const values = Float64Array.from(read, (row) => target[row]!);
  const known = readContext(columns, read, model.readsLinearScores ? { values, classes } : null);
  const keys = await model.fit(
    known.cells,
    classes > 0 ? Float32Array.from(values, (code) => code % model.limits.classes) : standardised(values),
    classes === 0,
  );
  const data = new Float64Array(rows * width);
  const all = Int32Array.from({ length: rows }, (_, row) => row);
  for (let from = 0; from < rows; from += batch) {
    stopIfCancelled(context);
    context.progress({ stage: 'rows', done: from, total: rows });
    const cells = readRows(known.eyes, columns, all.subarray(from, from + batch));
    data.set((await model.predict(cells, classes === 0, keys)).embedding!, from * width);
  }
  return { data: standardisedColumns(data, width), width };
}

function standardised(values: Float64Array): Float32Array {
  const mean = values.reduce((sum, v) => sum + v, 0) / values.length;
  const sd = Math.sqrt(values.reduce((sum, v) => sum + (v - mean) ** 2, 0) / values.length) || 1;
  return Float32Array.from(values, (v) => (v - mean) / sd);
}

function standardisedColumns(data: Float64Array, width: number): Float64Array {
  const rows = data.length / width;
  const out = new Float64Array(data.length);
  for (let w = 0; w < width; w++) {
    let mean = 0;
    let squares = 0;
    for (let r = 0; r < rows; r++) mean += data[r * width + w]! / rows;
    for (let r = 0; r < rows; r++) squares += (data[r * width + w]! - mean) ** 2;
    const sd = Math.sqrt(squares / rows);
    for (let r = 0; r < rows && sd > 1e-9; r++) out[r * width + w] = (data[r * width + w]! - mean) / sd;
  }
  return out;
}
