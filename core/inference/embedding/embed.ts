import { type JobContext, stage } from '../../../contract/context.ts';
import { Failure } from '../../../contract/failure.ts';
import type { Subgroups } from '../../../contract/model-results.ts';
import { clusterStability } from '../../stats/cluster-stability.ts';
import { type Clustering, kMeans, type Points } from '../../stats/k-means.ts';
import { contributionsOf } from '../contributions.ts';
import { personsOf } from '../persons.ts';
import { type Prepared, prepare } from '../prepare.ts';
import { derivedSeed, randomOf } from '../random.ts';
import { limitNotices } from '../reading.ts';
import type { LoadedModel } from '../session.ts';
import { stopIfCancelled } from '../stop.ts';
import type { Embedding, EmbedRequest } from './embed-input.ts';
import { requireEmbedding, rowEmbeddings } from './row-embedding.ts';

/** Clustering looks at every row in every round. */
const mostRows = 20_000;
const samples = 20;
const starts = 8;
const mostGroups = 8;
/** From here on a cluster is highly stable (Hennig, 2007). */
const trusted = 0.85;

/**
 * Subgroups of the rows, by k-means over the embedding in which the model tells the target, each with how surely it comes
 * back in bootstrap samples; and the rows most like one row. Failures: `unsupported` for a model without an embedding,
 * `invalid_input`, `model`, `cancelled`.
 */
export async function embed(model: LoadedModel, request: EmbedRequest, context: JobContext): Promise<Embedding> {
  const started = performance.now();
  requireEmbedding(model);
  const { table, target, seed } = request;
  if (table.rows > mostRows) {
    throw new Failure(
      'invalid_input',
      `Subgroups are told of ${mostRows} rows at most; there are ${table.rows}. Draw a sample of the rows.`,
    );
  }
  const prepared = prepare(table, target);
  const points = await rowEmbeddings(model, prepared, table.rows, seed, stage(context, 'Embedding rows'));
  const found = subgroupsOf(points, request, stage(context, 'Finding subgroups'));
  return {
    model: model.identity,
    subgroups: described(prepared, table.rows, found, target.name),
    labels: found.clustering.labels,
    ...likest(points, request),
    notices: [...prepared.notices, ...limitNotices(model, prepared, prepared.rows.length)],
    elapsedMs: Math.round(performance.now() - started),
  };
}

interface Found {
  readonly clustering: Clustering;
  readonly stability: Float64Array;
}

/** As many as asked for; else the most of which every one is highly stable, or two. */
function subgroupsOf(points: Points, { groups, seed }: EmbedRequest, context: JobContext): Found {
  const tried = groups ? [groups] : Array.from({ length: mostGroups - 1 }, (_, i) => i + 2);
  let kept: Found | null = null;
  for (const [done, k] of tried.entries()) {
    stopIfCancelled(context);
    context.progress({ stage: 'groups', done, total: tried.length });
    const clustering = kMeans(points, k, starts, randomOf(derivedSeed(seed, 53, k)));
    const stability = clusterStability(points, clustering, samples, randomOf(derivedSeed(seed, 59, k)));
    if (!kept || stability.every((surely) => surely >= trusted)) kept = { clustering, stability };
  }
  return kept!;
}

function described(prepared: Prepared, rows: number, { clustering, stability }: Found, target: string): Subgroups {
  const who = (row: number) => (prepared.groups ? prepared.groups[row]! : row);
  const all = Int32Array.from({ length: rows }, (_, row) => row);
  const event = prepared.classes.length - 1;
  return {
    target,
    event: prepared.classes.at(-1) ?? null,
    groups: Array.from(stability, (surely, k) => {
      const own = all.filter((row) => clustering.labels[row] === k);
      const known = own.filter((row) => Number.isFinite(prepared.target[row]!));
      const withEvent = known.filter((row) => prepared.target[row] === event);
      const mean = known.reduce((sum, row) => sum + prepared.target[row]!, 0) / known.length;
      return {
        rows: own.length,
        persons: new Set(Array.from(own, who)).size,
        known: new Set(Array.from(known, who)).size,
        withEvent: event >= 0 ? new Set(Array.from(withEvent, who)).size : null,
        mean: event >= 0 || known.length === 0 ? null : mean,
        ...(event < 0 && {
          contributions: contributionsOf(
            Float64Array.from(known, (row) => prepared.target[row]!),
            personsOf(prepared, known),
          ),
        }),
        stability: surely,
        features: telling(prepared, own, all),
      };
    }),
  };
}

/** The features whose mean among these rows is furthest from that of all, in standard deviations. */
function telling({ columns }: Prepared, own: Int32Array, all: Int32Array): Subgroups['groups'][number]['features'] {
  const momentsOf = (values: Float64Array, rows: Int32Array) => {
    const known = Float64Array.from(rows, (row) => values[row]!).filter(Number.isFinite);
    const mean = known.reduce((sum, v) => sum + v, 0) / known.length;
    return { mean, sd: Math.sqrt(known.reduce((sum, v) => sum + (v - mean) ** 2, 0) / known.length), n: known.length };
  };
  return columns
    .filter(({ kind, categories }) => kind === 'number' || categories?.length === 2)
    .flatMap(({ name, values }) => {
      const [whole, part] = [momentsOf(values, all), momentsOf(values, own)];
      return whole.sd > 0 && part.n > 0 ? [{ feature: name, difference: (part.mean - whole.mean) / whole.sd }] : [];
    })
    .sort((a, b) => Math.abs(b.difference) - Math.abs(a.difference))
    .slice(0, 8);
}

/** The rows of other persons nearest to one row. */
function likest(
  { data, width }: Points,
  { likeRow, neighbours, table: { rows, groups } }: EmbedRequest,
): Pick<Embedding, 'likeRows' | 'likeDistances'> {
  if (likeRow === undefined) return { likeRows: new Int32Array(0), likeDistances: new Float64Array(0) };
  if (likeRow >= rows) throw new Failure('invalid_input', 'The table has no such row.');
  const isOwn = (row: number) => (groups ? groups[row] === groups[likeRow] : row === likeRow);
  const distance = (row: number) => {
    let sum = 0;
    for (let w = 0; w < width; w++) sum += (data[row * width + w]! - data[likeRow * width + w]!) ** 2;
    return Math.sqrt(sum / width);
  };
  const near = Array.from({ length: rows }, (_, row) => row)
    .filter((row) => !isOwn(row))
    .map((row) => ({ row, distance: distance(row) }))
    .sort((a, b) => a.distance - b.distance || a.row - b.row)
    .slice(0, neighbours);
  return {
    likeRows: Int32Array.from(near, ({ row }) => row),
    likeDistances: Float64Array.from(near, (one) => one.distance),
  };
}
