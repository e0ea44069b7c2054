import type { JobContext } from '../../../contract/context.ts';
import { derivedSeed, randomOf } from '../../inference/random.ts';
import { stopIfCancelled } from '../../inference/stop.ts';
import { calibrationMeasures } from '../../stats/calibration-measures.ts';
import { percentileInterval, personBootstrap } from '../../stats/person-bootstrap.ts';
import { stratifiedAuc } from '../../stats/stratified-auc.ts';
import type { LeadPrediction } from './predict-lead.ts';
import type { EarlyInterval, EarlyMeasures } from './spec.ts';

/** What one lead is measured by: out-of-fold predictions of both, and those with a thing shuffled. */
export interface ScoredLead {
  readonly model: LeadPrediction;
  readonly logistic: Float64Array;
}

interface Rows {
  readonly person: Float64Array;
  readonly isCase: Float64Array;
  readonly foldOfRow: Int32Array;
}

export interface MeasuredLead {
  readonly model: EarlyMeasures;
  readonly logistic: EarlyMeasures;
  readonly gain: EarlyInterval;
  /** AUC lost, one entry a thing. */
  readonly losses: readonly EarlyInterval[];
}

export interface Measured {
  readonly at: readonly MeasuredLead[];
  readonly leaks: readonly EarlyInterval[];
}

interface Bootstrap {
  readonly replicates: number;
  readonly confidence: number;
  readonly seed: number;
}

type Figure = (weights: Float64Array) => number | null;
const between = 25;

/**
 * Every measure at every lead with its interval. A draw of persons is used for all of them at once, so that differences
 * between leads, and between a feature and its shuffle, are of the same persons.
 *
 * @param matched what was matched, one value a row: its AUC by itself is measured in the whole sample.
 */
export async function measure(
  leads: readonly ScoredLead[],
  matched: readonly Float64Array[],
  rows: Rows,
  bootstrap: Bootstrap,
  context: JobContext,
): Promise<Measured> {
  const { person, isCase, foldOfRow } = rows;
  const everywhere = new Int32Array(isCase.length);
  const lead = leads.map((one) => leadFigures(one, rows));
  const leaks = matched.map((values): Figure => stratifiedAuc(values, isCase, everywhere));
  const longest = lead.at(-1)!.modelAuc;
  const gains = lead.map(({ modelAuc }) => difference(modelAuc, longest));
  const draw = personBootstrap(person, isCase);
  const random = randomOf(derivedSeed(bootstrap.seed, foldOfRow.length));
  const weights: Float64Array[] = [];
  for (let i = 0; i < bootstrap.replicates; i++) weights.push(draw(random));
  const once = new Float64Array(isCase.length).fill(1);
  const pace = pacer(context, lead.length * 3);
  const intervalOf = (figure: Figure): EarlyInterval =>
    percentileInterval(figure(once), weights.map(figure), bootstrap.confidence);
  const at: MeasuredLead[] = [];
  for (const [i, one] of lead.entries()) {
    const model = await measuresOf(one.modelAuc, leads[i]!.model.probabilities, isCase, weights, bootstrap, pace);
    const logistic = await measuresOf(one.logisticAuc, leads[i]!.logistic, isCase, weights, bootstrap, pace);
    const losses: EarlyInterval[] = [];
    for (const [k, loss] of one.losses.entries()) {
      if (k % between === 0) await breath(context);
      losses.push(intervalOf(loss));
    }
    await pace();
    at.push({ model, logistic, gain: intervalOf(gains[i]!), losses });
  }
  return { at, leaks: leaks.map(intervalOf) };
}

function leadFigures({ model, logistic }: ScoredLead, { isCase, foldOfRow }: Rows) {
  const { explained } = model;
  const part = (values: Float64Array | Int32Array) => Float64Array.from(explained, (row) => values[row]!);
  const [cases, folds] = [part(isCase), part(foldOfRow)];
  const partOf =
    (figure: Figure): Figure =>
    (weights) =>
      figure(part(weights));
  const whole = partOf(stratifiedAuc(part(model.probabilities), cases, folds));
  return {
    modelAuc: stratifiedAuc(model.probabilities, isCase, foldOfRow),
    logisticAuc: stratifiedAuc(logistic, isCase, foldOfRow),
    losses: model.shuffled.map((copies) => {
      const aucs = copies.map((copy) => partOf(stratifiedAuc(copy, cases, folds)));
      return difference(whole, meanOf(aucs));
    }),
  };
}

const difference =
  (a: Figure, b: Figure): Figure =>
  (weights) => {
    const [left, right] = [a(weights), b(weights)];
    return left === null || right === null ? null : left - right;
  };

const meanOf =
  (figures: readonly Figure[]): Figure =>
  (weights) => {
    let sum = 0;
    for (const figure of figures) {
      const value = figure(weights);
      if (value === null) return null;
      sum += value;
    }
    return sum / figures.length;
  };

async function measuresOf(
  auc: Figure,
  probabilities: Float64Array,
  isCase: Float64Array,
  weights: readonly Float64Array[],
  { confidence }: Bootstrap,
  pace: () => Promise<void>,
): Promise<EarlyMeasures> {
  const whole = calibrationMeasures(probabilities, isCase, new Float64Array(isCase.length).fill(1));
  const drawn = weights.map((one) => calibrationMeasures(probabilities, isCase, one));
  await pace();
  const over = (pick: (of: typeof whole) => number | null) =>
    percentileInterval(pick(whole), drawn.map(pick), confidence);
  return {
    auc: percentileInterval(auc(new Float64Array(isCase.length).fill(1)), weights.map(auc), confidence),
    slope: over(({ slope }) => slope),
    inTheLarge: over(({ inTheLarge }) => inTheLarge),
    ece: over(({ ece }) => ece),
    brier: over(({ brier }) => brier),
  };
}

/** Lets other work of the process have its turn, and stops where the job was cancelled. */
async function breath(context: JobContext): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve));
  stopIfCancelled(context);
}

/** Called so many times in all; says how far the work is. */
function pacer(context: JobContext, total: number): () => Promise<void> {
  let done = 0;
  return async () => {
    context.progress({ stage: 'Drawing persons', done: ++done, total });
    await breath(context);
  };
}
