import type { ColumnView } from '../cells/column-view.ts';
import { toScore } from '../cells/normal-scores.ts';
import { derivedSeed, randomOf, shuffle } from '../random.ts';

/** The orders in which columns are drawn: by dependency, or at random as many as asked for. */
export function columnOrders(
  columns: readonly Float64Array[],
  views: readonly (ColumnView | null)[],
  orders: number,
  seed: number,
): readonly (readonly number[])[] {
  const places = [...columns.keys()].filter((place) => views[place] !== null);
  if (orders === 1) return [byDependency(columns, views, places)];
  return Array.from({ length: orders }, (_, i) => [
    ...shuffle(Int32Array.from(places), randomOf(derivedSeed(seed, 17, i))),
  ]);
}

/**
 * The column most associated with all others first; then always the one most associated with those before it (the
 * maximum spanning tree of squared rank correlations, after Chow and Liu, 1968).
 */
function byDependency(
  columns: readonly Float64Array[],
  views: readonly (ColumnView | null)[],
  places: readonly number[],
): number[] {
  const scores = places.map((place) => standardised(columns[place]!, views[place]!));
  const tie = scores.map((a, i) => scores.map((b, j) => (i === j ? 0 : dot(a, b) ** 2)));
  const left = new Set(places.keys());
  const sum = (i: number) => tie[i]!.reduce((total, t) => total + t, 0);
  let next = [...left].reduce((best, i) => (sum(i) > sum(best) ? i : best), 0);
  const order: number[] = [];
  const strongest = new Float64Array(places.length);
  while (left.size > 0) {
    order.push(places[next]!);
    left.delete(next);
    for (const i of left) strongest[i] = Math.max(strongest[i]!, tie[next]![i]!);
    const rest = [...left];
    if (rest.length > 0) next = rest.reduce((best, i) => (strongest[i]! > strongest[best]! ? i : best), rest[0]!);
  }
  return order;
}

/** Normal scores of numbers, codes of classes; centred, of length 1; 0 where missing. */
function standardised(values: Float64Array, view: ColumnView): Float64Array {
  const raw = values.map((v) => (Number.isFinite(v) && view.kind === 'number' ? toScore(view.scores, v) : v));
  const known = raw.filter(Number.isFinite);
  const centre = known.reduce((total, v) => total + v, 0) / known.length;
  const length = Math.sqrt(known.reduce((total, v) => total + (v - centre) ** 2, 0)) || 1;
  return raw.map((v) => (Number.isFinite(v) ? (v - centre) / length : 0));
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}
