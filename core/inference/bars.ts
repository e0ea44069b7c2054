/**
 * The edges between which the bars' mass is spread, on the standardised target. The outermost borders only say
 * "beyond"; each end bar is as wide as its neighbour, as in training.
 */
export function barEdges(borders: Float64Array): Float64Array {
  const edges = borders.slice();
  const last = edges.length - 1;
  edges[0] = edges[1]! - (edges[2]! - edges[1]!);
  edges[last] = edges[last - 1]! + (edges[last - 1]! - edges[last - 2]!);
  return edges;
}

/** Softmax of `length` logits from `at`, written to `out` from `outAt`. */
export function softmaxInto(logits: Float32Array, at: number, length: number, out: Float32Array, outAt: number): void {
  let top = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < length; i++) top = Math.max(top, logits[at + i]!);
  let sum = 0;
  for (let i = 0; i < length; i++) sum += Math.exp(logits[at + i]! - top);
  for (let i = 0; i < length; i++) out[outAt + i] = Math.exp(logits[at + i]! - top) / sum;
}

/** Mean of a density over bars. */
export function barMean(density: Float32Array, at: number, edges: Float64Array): number {
  let sum = 0;
  for (let bar = 0; bar < edges.length - 1; bar++) sum += density[at + bar]! * ((edges[bar]! + edges[bar + 1]!) / 2);
  return sum;
}

/** The value below which a share `level` of a density over bars lies; mass is uniform within a bar. */
export function barQuantile(density: Float32Array, at: number, edges: Float64Array, level: number): number {
  let below = 0;
  for (let bar = 0; bar < edges.length - 1; bar++) {
    const mass = density[at + bar]!;
    if (below + mass >= level && mass > 0) {
      return edges[bar]! + (edges[bar + 1]! - edges[bar]!) * ((level - below) / mass);
    }
    below += mass;
  }
  return edges[edges.length - 1]!;
}
