import type { CalibrationBin } from '../../contract/model-results.ts';
import { contributionsOf } from './contributions.ts';
import { mean } from './ranks.ts';

/** Ten equal bins of predicted probability: mean predicted, share observed and different persons (one id a prediction), alone and with the bins after it. */
export function probabilityBins(
  probabilities: Float64Array,
  isEvent: Uint8Array,
  persons: Float64Array,
): CalibrationBin[] {
  const bins = 10;
  const edges = Float64Array.from({ length: bins + 1 }, (_, i) => i / bins);
  const seen = binPersons(probabilities, edges, persons);
  const withEvent = binPersons(probabilities, edges, persons, (i) => isEvent[i] === 1);
  const withoutEvent = binPersons(probabilities, edges, persons, (i) => isEvent[i] === 0);
  return binned(probabilities, Float64Array.from(isEvent), edges).map((bin, i) => {
    const [first, ...onwards] = seen[i]!.map((count, more) => ({
      persons: count,
      withEvent: withEvent[i]![more]!,
      withoutEvent: withoutEvent[i]![more]!,
    }));
    return { ...bin, ...first!, onwards };
  });
}

/** Ten bins of predicted value with about as many rows each, with the mean predicted and observed and the persons in each. */
export function valueBins(predicted: Float64Array, observed: Float64Array, persons: Float64Array): CalibrationBin[] {
  const bins = 10;
  const sorted = predicted.slice().sort();
  const cuts = Array.from(
    { length: bins + 1 },
    (_, i) => sorted[Math.min(sorted.length - 1, Math.floor((sorted.length * i) / bins))]!,
  );
  const edges = Float64Array.from(new Set(cuts));
  const seen = binPersons(predicted, edges, persons);
  const places = Uint8Array.from(predicted, (value) => binOf(value, edges));
  return binned(predicted, observed, edges).map((bin, i) => {
    const [first, ...onwards] = seen[i]!.map((count, more) => ({
      persons: count,
      contributions: contributionsOf(observed, persons, (at) => places[at]! >= i && places[at]! <= i + more),
    }));
    return { ...bin, ...first!, onwards };
  });
}

function binOf(value: number, edges: Float64Array): number {
  const last = edges.length - 2;
  const beyond = edges.findIndex((edge) => edge > value);
  return beyond < 0 ? last : Math.max(0, Math.min(last, beyond - 1));
}

/** Of each bin the different persons in it, in it and the next, in it and the next two …; of those predictions that count. */
function binPersons(
  predicted: Float64Array,
  edges: Float64Array,
  persons: Float64Array,
  counts: (prediction: number) => boolean = () => true,
): number[][] {
  const seen = Array.from({ length: edges.length - 1 }, () => new Set<number>());
  predicted.forEach((value, i) => {
    if (counts(i)) seen[binOf(value, edges)]!.add(persons[i]!);
  });
  return seen.map((_, from) => {
    const together = new Set<number>();
    return seen.slice(from).map((bin) => {
      for (const person of bin) together.add(person);
      return together.size;
    });
  });
}

function binned(predicted: Float64Array, observed: Float64Array, edges: Float64Array): CalibrationBin[] {
  const last = edges.length - 2;
  const sums = Array.from({ length: last + 1 }, () => ({ count: 0, predicted: 0, observed: 0 }));
  predicted.forEach((value, i) => {
    const bin = sums[binOf(value, edges)]!;
    bin.count++;
    bin.predicted += value;
    bin.observed += observed[i]!;
  });
  return sums.map((bin, i) => ({
    low: edges[i]!,
    high: edges[i + 1]!,
    count: bin.count,
    predicted: bin.count ? bin.predicted / bin.count : null,
    observed: bin.count ? bin.observed / bin.count : null,
  }));
}

/** Expected calibration error: mean distance between predicted and observed over bins, weighted by count. */
export function expectedError(bins: readonly CalibrationBin[]): number {
  const total = bins.reduce((sum, { count }) => sum + count, 0);
  return bins.reduce((sum, bin) => sum + bin.count * Math.abs((bin.predicted ?? 0) - (bin.observed ?? 0)), 0) / total;
}

/**
 * What the expected calibration error of perfectly calibrated predictions would about be: each bin's sum of outcomes less
 * probabilities is then near normal around 0, so its distance is √(2 V / π) on average. A person predicted several times
 * has one outcome.
 */
export function errorByChance(probabilities: Float64Array, persons: Float64Array): number {
  const bins = 10;
  const seen = Array.from({ length: bins }, () => new Map<number, { times: number; sum: number }>());
  probabilities.forEach((probability, i) => {
    const inBin = seen[Math.min(bins - 1, Math.floor(probability * bins))]!;
    const { times, sum } = inBin.get(persons[i]!) ?? { times: 0, sum: 0 };
    inBin.set(persons[i]!, { times: times + 1, sum: sum + probability });
  });
  const distances = seen.map((inBin) => {
    let variance = 0;
    for (const { times, sum } of inBin.values()) variance += times ** 2 * (sum / times) * (1 - sum / times);
    return Math.sqrt((2 * variance) / Math.PI);
  });
  return distances.reduce((sum, distance) => sum + distance, 0) / probabilities.length;
}

export interface Line {
  readonly slope: number | null;
  readonly intercept: number | null;
}

/**
 * Logistic regression of the outcome on the predicted log-odds (Cox, 1958): slope 1 and intercept 0 when calibrated;
 * a slope above 1 says the predictions are too timid, below 1 too bold. Null when it cannot be fitted.
 */
export function logisticLine(probabilities: Float64Array, isEvent: Uint8Array): Line {
  const odds = probabilities.map((p) => {
    const inside = Math.min(1 - 1e-7, Math.max(1e-7, p));
    return Math.log(inside / (1 - inside));
  });
  let slope = 1;
  let intercept = 0;
  for (let step = 0; step < 50; step++) {
    const change = newtonStep(odds, isEvent, slope, intercept);
    if (!change) return { slope: null, intercept: null };
    slope += change.slope;
    intercept += change.intercept;
    if (Math.abs(change.slope) + Math.abs(change.intercept) < 1e-9) return { slope, intercept };
  }
  return { slope: null, intercept: null };
}

function newtonStep(odds: Float64Array, isEvent: Uint8Array, slope: number, intercept: number) {
  let [g0, g1, h00, h01, h11] = [0, 0, 0, 0, 0];
  for (let i = 0; i < odds.length; i++) {
    const x = odds[i]!;
    const p = 1 / (1 + Math.exp(-(intercept + slope * x)));
    const residual = isEvent[i]! - p;
    const weight = p * (1 - p);
    g0 += residual;
    g1 += residual * x;
    h00 += weight;
    h01 += weight * x;
    h11 += weight * x * x;
  }
  const determinant = h00 * h11 - h01 * h01;
  if (!(Math.abs(determinant) > 1e-12)) return undefined;
  return { intercept: (h11 * g0 - h01 * g1) / determinant, slope: (h00 * g1 - h01 * g0) / determinant };
}

/** Least squares of observed on predicted. */
export function straightLine(predicted: Float64Array, observed: Float64Array): Line {
  const meanPredicted = mean(predicted);
  const meanObserved = mean(observed);
  let xy = 0;
  let xx = 0;
  predicted.forEach((value, i) => {
    xy += (value - meanPredicted) * (observed[i]! - meanObserved);
    xx += (value - meanPredicted) ** 2;
  });
  if (xx === 0) return { slope: null, intercept: null };
  return { slope: xy / xx, intercept: meanObserved - (xy / xx) * meanPredicted };
}
