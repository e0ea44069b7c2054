/**
 * Pairs each treated person with the nearest person of the other arm that is still free and within the caliper.
 * Method: greedy 1:1 nearest neighbour without replacement (Austin 2011, Pharm Stat 10:150-161, who recommends a caliper
 * of 0.2 standard deviations of the logit). Who is served first is for `order` to say: shuffle it with a seed.
 *
 * @param score the logit of the propensity; @param order places of the treated.
 * @returns the number of each person's pair, -1 for those without.
 */
export function greedyMatch(
  { score, arm, caliper }: { readonly score: Float64Array; readonly arm: ArrayLike<number>; readonly caliper: number },
  order: ArrayLike<number>,
): Int32Array {
  const pair = new Int32Array(score.length).fill(-1);
  const others = Int32Array.from(score.keys())
    .filter((i) => arm[i] === 0)
    .sort((a, b) => score[a]! - score[b]! || a - b);
  // Links over persons already taken, so that a search never walks the same gap twice.
  const up = Int32Array.from({ length: others.length + 1 }, (_, at) => at);
  const down = Int32Array.from({ length: others.length + 1 }, (_, at) => at);
  let pairs = 0;
  for (let k = 0; k < order.length; k++) {
    const own = score[order[k]!]!;
    const at = firstNotBelow(others, score, own);
    const above = follow(up, at);
    const below = follow(down, at) - 1;
    const gapAbove = above < others.length ? score[others[above]!]! - own : Number.POSITIVE_INFINITY;
    const gapBelow = below >= 0 ? own - score[others[below]!]! : Number.POSITIVE_INFINITY;
    const taken = gapAbove < gapBelow ? above : below;
    if (Math.min(gapAbove, gapBelow) > caliper) continue;
    pair[order[k]!] = pairs;
    pair[others[taken]!] = pairs;
    pairs += 1;
    up[taken] = taken + 1;
    down[taken + 1] = taken;
  }
  return pair;
}

function firstNotBelow(sorted: Int32Array, score: Float64Array, value: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (score[sorted[middle]!]! < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Where the chain of links from `at` ends; shortens it on the way. */
function follow(links: Int32Array, at: number): number {
  let end = at;
  while (links[end] !== end) end = links[end]!;
  for (let i = at; i !== end; ) {
    const next = links[i]!;
    links[i] = end;
    i = next;
  }
  return end;
}
