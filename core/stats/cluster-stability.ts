import { type Clustering, kMeans, nearestCentres, type Points } from './k-means.ts';
import type { Random } from './regression-forest.ts';

const starts = 4;

/**
 * How surely each cluster of a clustering comes back: the mean, over bootstrap samples, of the Jaccard similarity between it
 * and the likest cluster found in the sample. Under 0.6 a cluster is not to be trusted, from 0.75 it is.
 * Method: Hennig 2007, Comput Stat Data Anal 52:258-271.
 */
export function clusterStability(points: Points, found: Clustering, samples: number, random: Random): Float64Array {
  const { data, width } = points;
  const n = found.labels.length;
  const k = found.centres.data.length / width;
  const sums = new Float64Array(k);
  for (let sample = 0; sample < samples; sample++) {
    const drawn = Int32Array.from({ length: n }, () => Math.floor(random() * n));
    const part = new Float64Array(n * width);
    drawn.forEach((row, i) => {
      part.set(data.subarray(row * width, (row + 1) * width), i * width);
    });
    const again = kMeans({ data: part, width }, k, starts, random);
    const { labels } = nearestCentres(points, again.centres);
    jaccards(found.labels, labels, new Set(drawn), k).forEach((j, c) => {
      sums[c]! += j / samples;
    });
  }
  return sums;
}

/** For each cluster of `a` the best overlap with a cluster of `b`, over the points drawn. */
function jaccards(a: Int32Array, b: Int32Array, drawn: ReadonlySet<number>, k: number): Float64Array {
  const both = new Float64Array(k * k);
  const inA = new Float64Array(k);
  const inB = new Float64Array(k);
  for (const i of drawn) {
    both[a[i]! * k + b[i]!]! += 1;
    inA[a[i]!]! += 1;
    inB[b[i]!]! += 1;
  }
  return inA.map((size, c) => {
    let best = 0;
    for (let d = 0; d < k; d++) {
      const shared = both[c * k + d]!;
      best = Math.max(best, shared / Math.max(1, size + inB[d]! - shared));
    }
    return best;
  });
}
