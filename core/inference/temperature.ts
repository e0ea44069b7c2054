import type { JobContext } from '../../contract/context.ts';
import { foldOfRows } from './folds.ts';
import { classScores, type Fit, fitContext, type Known } from './in-context.ts';
import type { LoadedModel } from './session.ts';
import { sharesOf } from './shares.ts';

/** Log-probabilities of one held-out row over the classes its context had, and the place of what happened. */
export interface Held {
  readonly scores: Float64Array;
  readonly truth: number;
}

export interface TemperaturePlan {
  /** One person a row, where rows have persons. */
  readonly groups: Float64Array | undefined;
  readonly seed: number;
}

const innerFolds = 5;
/** One number is fitted: with this many held-out rows, and of these outside the largest class, more folds add little. */
const enoughRows = 500;
const enoughEvents = 50;
/**
 * How far the logarithm of the best temperature lies from 0: its standard deviation over simulated tables, less what their
 * rows to be predicted make of it by chance (0.23 and 0.09). A few dozen held-out rows cannot tell it and are not believed.
 */
const usualSpread = 0.2;

/**
 * Divides the log-odds by one number fitted inside the context (Guo et al., 2017, "On calibration of modern neural
 * networks"): up to five inner folds, split by person, none of the rows to be predicted. A number target stays as it
 * is.
 */
export async function withTemperature(
  model: LoadedModel,
  known: Known,
  { groups, seed }: TemperaturePlan,
  fit: Fit,
  context: JobContext,
): Promise<Fit> {
  if (fit.kind === 'number' || fit.present.length < 2) return fit;
  const { rows, target } = known;
  const fold = foldOfRows({
    labels: Float64Array.from(rows, (row) => target[row]!),
    groups: groups && Float64Array.from(rows, (row) => groups[row]!),
    rows: rows.length,
    folds: innerFolds,
    seed,
  });
  const held: Held[] = [];
  const shares = sharesOf(context, innerFolds);
  for (let inner = 0; inner < innerFolds && !isEnough(held); inner++) {
    const train = rows.filter((_, i) => fold[i] !== inner);
    const test = rows.filter((_, i) => fold[i] === inner);
    const part = await fitContext(model, { ...known, rows: train });
    if (part.kind !== 'class' || part.present.length < 2) continue;
    const scores = await classScores(model, part, known.columns, test, shares.next('temperature', 1));
    const width = part.present.length;
    test.forEach((row, i) => {
      const truth = part.present.indexOf(target[row]!);
      if (truth >= 0) held.push({ scores: scores.subarray(i * width, (i + 1) * width), truth });
    });
  }
  return { ...fit, temperature: bestTemperature(held) };
}

function isEnough(held: readonly Held[]): boolean {
  if (held.length < enoughRows) return false;
  const counts = new Map<number, number>();
  for (const { truth } of held) counts.set(truth, (counts.get(truth) ?? 0) + 1);
  return held.length - Math.max(...counts.values()) >= enoughEvents;
}

/** Mean log-loss of softmax(scores / temperature). */
function lossAt(held: readonly Held[], temperature: number): number {
  let loss = 0;
  for (const { scores, truth } of held) {
    const top = Math.max(...scores);
    let sum = 0;
    for (const score of scores) sum += Math.exp((score - top) / temperature);
    loss += Math.log(sum) - (scores[truth]! - top) / temperature;
  }
  return loss / held.length;
}

/**
 * The likeliest temperature between 1/3 and 3, its logarithm being normal around 0 before the held-out rows are looked at;
 * by golden section on the logarithm.
 */
export function bestTemperature(held: readonly Held[]): number {
  if (held.length === 0) return 1;
  const ratio = (Math.sqrt(5) - 1) / 2;
  let low = -Math.log(3);
  let high = Math.log(3);
  const loss = (at: number) => held.length * lossAt(held, Math.exp(at)) + (at / usualSpread) ** 2 / 2;
  for (let i = 0; i < 30; i++) {
    const left = high - ratio * (high - low);
    const right = low + ratio * (high - low);
    if (loss(left) <= loss(right)) high = right;
    else low = left;
  }
  return Math.exp((low + high) / 2);
}
