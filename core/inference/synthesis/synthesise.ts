import { type JobContext, stage } from '../../../contract/context.ts';
import { Failure } from '../../../contract/failure.ts';
import type { ModelNotice } from '../../../contract/model-results.ts';
import { foldOfRows } from '../folds.ts';
import { derivedSeed } from '../random.ts';
import type { LoadedModel } from '../session.ts';
import type { ModelTable } from '../table.ts';
import { columnOrders } from './column-order.ts';
import { type Drawable, drawable } from './drawable.ts';
import { generateRows } from './generate.ts';
import { rowsUnlike } from './real-copies.ts';
import { scoreSynthesis } from './score.ts';
import type { Synthesis, SynthesiseRequest } from './synthesise-input.ts';

const fewestRows = 50;
const smallTable = 200;
/** Made on top, so that rows equal to a real one can be dropped. */
const spare = 1.1;

/**
 * Makes rows like those of a table, one column after another. Persons held out are never read: the very rows that are
 * given back are compared with them and attacked with their help, beside a Gaussian copula and independent marginals
 * made from the same rows. Rows equal to a real one, read or held out, are dropped. Failures: `invalid_input` for too
 * small a table or an unknown target, `model`, `cancelled`.
 */
export async function synthesise(
  model: LoadedModel,
  request: SynthesiseRequest,
  context: JobContext,
): Promise<Synthesis> {
  const started = performance.now();
  const { table, seed, holdout } = request;
  check(request);
  const { read, held } = divided(table, holdout, seed);
  const drawables = read.columns.map(drawable);
  const wanted = request.rows ?? table.rows;
  const made = await makeRows(model, read, drawables, wanted, request, stage(context, 'Drawing columns'));
  const unlike = rowsUnlike(
    made,
    table.columns.map(({ values }) => values),
  );
  const kept = unlike.subarray(0, wanted);
  const columns = table.columns.map((column, i) => ({
    ...column,
    values: Float64Array.from(kept, (row) => made[i]![row]!),
  }));
  const synthetic: ModelTable = { rows: kept.length, columns };
  const scores = held
    ? scoreSynthesis({ synthetic, read, held, target: request.target, seed }, stage(context, 'Comparing and attacking'))
    : null;
  return {
    model: model.identity,
    read: read.rows,
    heldOut: held?.rows ?? 0,
    rows: kept.length,
    columns,
    dropped: made[0]!.length - unlike.length,
    scores,
    notices: noticesOf(table, drawables, made[0]!.length - unlike.length, wanted - kept.length),
    elapsedMs: Math.round(performance.now() - started),
  };
}

function check({ table, target }: SynthesiseRequest): void {
  if (table.columns.length < 2 || table.rows < fewestRows) {
    throw new Failure(
      'invalid_input',
      `To make rows like these the model needs at least two columns and ${fewestRows} rows; there are ${table.columns.length} and ${table.rows}.`,
    );
  }
  if (target !== undefined && !table.columns.some(({ name }) => name === target)) {
    throw new Failure('invalid_input', `The table has no column “${target}” for the comparison of models.`);
  }
}

/** Persons to read and persons to hold out. */
function divided(table: ModelTable, holdout: number, seed: number): { read: ModelTable; held: ModelTable | null } {
  if (holdout === 0) return { read: table, held: null };
  const parts = 60;
  const { rows, groups } = table;
  const fold = foldOfRows({ labels: undefined, groups, rows, folds: parts, seed: derivedSeed(seed, 31) });
  const all = Int32Array.from({ length: rows }, (_, row) => row);
  const most = Math.round(parts * holdout);
  return {
    read: partOf(
      table,
      all.filter((row) => fold[row]! >= most),
    ),
    held: partOf(
      table,
      all.filter((row) => fold[row]! < most),
    ),
  };
}

const partOf = ({ columns }: ModelTable, rows: Int32Array): ModelTable => ({
  rows: rows.length,
  columns: columns.map((column) => ({ ...column, values: Float64Array.from(rows, (row) => column.values[row]!) })),
});

/** Rows of every order, its share each. */
async function makeRows(
  model: LoadedModel,
  read: ModelTable,
  drawables: readonly Drawable[],
  wanted: number,
  { orders, seed }: SynthesiseRequest,
  context: JobContext,
): Promise<Float64Array[]> {
  const total = Math.ceil(wanted * spare) + 8;
  const chosen = columnOrders(
    read.columns.map(({ values }) => values),
    drawables.map(({ view }) => view),
    orders,
    seed,
  );
  const parts: Float64Array[][] = [];
  for (const [i, order] of chosen.entries()) {
    const rows = Math.floor((total * (i + 1)) / chosen.length) - Math.floor((total * i) / chosen.length);
    const within: JobContext = {
      signal: context.signal,
      progress: ({ stage, done = 0, total: steps = 1 }) =>
        context.progress({ stage, done: i * steps + done, total: chosen.length * steps }),
    };
    parts.push(
      await generateRows(model, { columns: read.columns, drawables, order, rows, seed: derivedSeed(seed, i) }, within),
    );
  }
  return read.columns.map((_, place) => Float64Array.from(parts.flatMap((part) => [...part[place]!])));
}

function noticesOf(table: ModelTable, drawables: readonly Drawable[], dropped: number, short: number): ModelNotice[] {
  const notices: ModelNotice[] = [];
  if (table.rows < smallTable) {
    notices.push({
      kind: 'small-table',
      message: `Only ${table.rows} rows: synthetic rows of so small a table tell more of the persons in it. Look at the attack before giving them to anyone.`,
    });
  }
  const rare = drawables.flatMap(({ leftOut }, place) => (leftOut > 0 ? [`“${table.columns[place]!.name}”`] : []));
  if (rare.length > 0) {
    notices.push({
      kind: 'categories-left-out',
      message: `Values that too few persons have are not made again: ${rare.join(', ')}.`,
    });
  }
  if (dropped > 0) {
    notices.push({
      kind: 'copies-dropped',
      message: `${dropped === 1 ? '1 row' : `${dropped} rows`} equal to a real one ${dropped === 1 ? 'was' : 'were'} dropped.`,
    });
  }
  if (short > 0) {
    notices.push({ kind: 'copies-dropped', message: `So ${short} rows fewer were made than were asked for.` });
  }
  return notices;
}
