import type { Random } from './regression-forest.ts';

/** Points row by row in one array, `width` numbers each. */
export interface Points {
  readonly data: Float64Array;
  readonly width: number;
}

export interface Clustering {
  /** The cluster of each point. */
  readonly labels: Int32Array;
  readonly centres: Points;
  /** Sum of squared distances to the centres. */
  readonly spread: number;
}

const mostRounds = 50;

/**
 * k-means with k-means++ starts, the best of `starts`.
 * Method: Lloyd 1982, IEEE Trans Inf Theory 28:129-137; Arthur and Vassilvitskii 2007.
 */
export function kMeans(points: Points, k: number, starts: number, random: Random): Clustering {
  let best: Clustering | null = null;
  for (let start = 0; start < starts; start++) {
    const found = lloyd(points, firstCentres(points, k, random));
    if (!best || found.spread < best.spread) best = found;
  }
  return best!;
}

/** The nearest centre of each point. */
export function nearestCentres(
  points: Points,
  centres: Points,
): { readonly labels: Int32Array; readonly spread: number } {
  const n = points.data.length / points.width;
  const k = centres.data.length / centres.width;
  const labels = new Int32Array(n);
  let spread = 0;
  for (let i = 0; i < n; i++) {
    let least = Number.POSITIVE_INFINITY;
    for (let c = 0; c < k; c++) {
      const d = squared(points, i, centres, c, least);
      if (d < least) {
        least = d;
        labels[i] = c;
      }
    }
    spread += least;
  }
  return { labels, spread };
}

function squared(a: Points, i: number, b: Points, j: number, enough: number): number {
  let sum = 0;
  for (let w = 0; w < a.width && sum < enough; w++) sum += (a.data[i * a.width + w]! - b.data[j * b.width + w]!) ** 2;
  return sum;
}

function firstCentres(points: Points, k: number, random: Random): Points {
  const { data, width } = points;
  const n = data.length / width;
  const centres = new Float64Array(k * width);
  const least = new Float64Array(n).fill(Number.POSITIVE_INFINITY);
  let chosen = Math.floor(random() * n);
  for (let c = 0; c < k; c++) {
    centres.set(data.subarray(chosen * width, (chosen + 1) * width), c * width);
    let total = 0;
    for (let i = 0; i < n; i++) {
      least[i] = Math.min(least[i]!, squared(points, i, { data: centres, width }, c, Number.POSITIVE_INFINITY));
      total += least[i]!;
    }
    let left = random() * total;
    chosen = 0;
    while (chosen < n - 1 && left >= least[chosen]!) left -= least[chosen++]!;
  }
  return { data: centres, width };
}

function lloyd(points: Points, start: Points): Clustering {
  let centres = start;
  let found = nearestCentres(points, centres);
  for (let round = 0; round < mostRounds; round++) {
    centres = centresOf(points, found.labels, centres);
    const next = nearestCentres(points, centres);
    const isSettled = next.labels.every((label, i) => label === found.labels[i]);
    found = next;
    if (isSettled) break;
  }
  return { ...found, centres };
}

/** Means of the clusters; an empty one stays where it was. */
function centresOf({ data, width }: Points, labels: Int32Array, before: Points): Points {
  const sums = new Float64Array(before.data.length);
  const counts = new Float64Array(before.data.length / width);
  labels.forEach((c, i) => {
    counts[c]! += 1;
    for (let w = 0; w < width; w++) sums[c * width + w]! += data[i * width + w]!;
  });
  return {
    data: sums.map((sum, at) =>
      counts[Math.floor(at / width)]! ? sum / counts[Math.floor(at / width)]! : before.data[at]!,
    ),
    width,
  };
}
