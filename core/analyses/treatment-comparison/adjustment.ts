import { randomOf, shuffle } from '../../inference/random.ts';
import { greedyMatch } from '../../stats/greedy-match.ts';
import { moments } from '../../stats/moments.ts';
import { propensityWeights } from '../../stats/propensity-weights.ts';
import type { ComparisonParams } from './spec.ts';

export type AdjustmentKind = ComparisonParams['adjust'];

/** How much each person counts. */
export interface Adjustment {
  /** 0 for who is left out. */
  readonly weights: Float64Array;
  /** Derivative of each weight with respect to the logit of the propensity; null where weights do not rest on it smoothly. */
  readonly slopes: Float64Array | null;
  /** Number of each person's matched pair, -1 outside. */
  readonly pairs: Int32Array | null;
}

export interface AdjustmentInput {
  readonly arm: Uint8Array;
  readonly propensity: Float64Array;
  /** 1 for who is left after trimming. */
  readonly kept: Uint8Array;
  /** Of matching: in standard deviations of the logit. */
  readonly caliper: number;
  readonly seed: number;
}

/** Everybody counts once: the crude comparison. */
export const unadjusted = (n: number): Adjustment => ({
  weights: new Float64Array(n).fill(1),
  slopes: null,
  pairs: null,
});

/** Weights by the propensity, or matched pairs, among those kept. */
export function adjustmentOf(kind: AdjustmentKind, input: AdjustmentInput): Adjustment {
  return kind === 'match' ? matched(input) : weighted(kind, input);
}

function weighted(kind: Exclude<AdjustmentKind, 'match'>, { arm, propensity, kept }: AdjustmentInput): Adjustment {
  const places = Int32Array.from(arm.keys()).filter((i) => kept[i] === 1);
  const inside = propensityWeights(
    Uint8Array.from(places, (i) => arm[i]!),
    Float64Array.from(places, (i) => propensity[i]!),
    kind,
  );
  const spread = (values: Float64Array): Float64Array => {
    const out = new Float64Array(arm.length);
    places.forEach((i, at) => {
      out[i] = values[at]!;
    });
    return out;
  };
  return { weights: spread(inside.weights), slopes: spread(inside.slopes), pairs: null };
}

/** The caliper is in pooled standard deviations of the logit of the two arms (Austin 2011, Pharm Stat 10:150-161). */
function matched({ arm, propensity, kept, caliper, seed }: AdjustmentInput): Adjustment {
  const logit = propensity.map((e) => Math.log(e / (1 - e)));
  const spread = [0, 1].map((side) => moments(logit.filter((_, i) => arm[i] === side && kept[i] === 1)).sd ?? 0);
  const width = caliper * Math.sqrt((spread[0]! ** 2 + spread[1]! ** 2) / 2);
  const places = Int32Array.from(arm.keys()).filter((i) => kept[i] === 1);
  const order = shuffle(
    Int32Array.from(places.keys()).filter((at) => arm[places[at]!] === 1),
    randomOf(seed),
  );
  const found = greedyMatch(
    {
      score: Float64Array.from(places, (i) => logit[i]!),
      arm: Uint8Array.from(places, (i) => arm[i]!),
      caliper: width,
    },
    order,
  );
  const pairs = new Int32Array(arm.length).fill(-1);
  places.forEach((i, at) => {
    pairs[i] = found[at]!;
  });
  return { weights: Float64Array.from(pairs, (pair) => Number(pair >= 0)), slopes: null, pairs };
}
