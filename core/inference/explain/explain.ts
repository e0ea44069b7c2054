import type { JobContext } from '../../../contract/context.ts';
import type { Explanation, ModelNotice } from '../../../contract/model-results.ts';
import { estimateOver } from '../fold-estimate.ts';
import { classProbabilities, type Fit, fitContext, numberAnswer } from '../in-context.ts';
import { logLoss } from '../metrics.ts';
import { type Prepared, prepare } from '../prepare.ts';
import { derivedSeed } from '../random.ts';
import { mean } from '../ranks.ts';
import { limitNotices, type Reading, readingOf } from '../reading.ts';
import { strataOf, stratifiedSample } from '../sample.ts';
import type { LoadedModel } from '../session.ts';
import { sharesOf } from '../shares.ts';
import { type Answer, shuffledAnswers } from '../shuffled-answers.ts';
import { type Split, splitsOf } from '../splits.ts';
import { stopIfCancelled } from '../stop.ts';
import type { ExplainRequest } from './explain-input.ts';

/** More rows make an explanation slower, not noticeably surer. */
const mostRows = 20_000;
/**
 * So many features are left out, those that move predictions most when shuffled: the table is read anew for each. In a cohort
 * of 61 features none of the others changed the loss by more than 0.002 nats in the first fold.
 */
const mostLeftOut = 24;

/**
 * What each feature is worth on held-out rows, in two ways. Permutation: what is lost when its values are shuffled among
 * them (Breiman, 2001; Fisher, Rudin and Dominici, 2019): what the model leans on. Leaving out: what is lost when the
 * model reads the context without it (Lei et al., 2018, LOCO): what no other feature tells as well. The loss is the
 * log-loss in nats, or the share of a number's variance left unexplained. Failures: as of an evaluation.
 */
export async function explain(model: LoadedModel, request: ExplainRequest, context: JobContext): Promise<Explanation> {
  const started = performance.now();
  const { folds, repeats, seed, target } = request;
  const prepared = prepare(request.table, target);
  const isNumber = prepared.classes.length === 0;
  const rows = stratifiedSample(prepared.rows, strataOf(prepared.target, prepared.rows, isNumber), mostRows, seed);
  const splits = splitsOf(prepared, rows, { folds, repeats, seed });
  const { parts, without, left } = await lossesOf(model, prepared, splits, request, context);
  const over = (losses: readonly (number | null)[]) => estimateOver(losses, folds);
  const features = prepared.columns.map(({ name }, place) => ({
    feature: name,
    permutation: over(parts.map(({ permuted }) => permuted[place]!)),
    leaveOut: over(without.map((losses) => losses[place]!)),
  }));
  return {
    model: model.identity,
    target: target.name,
    measure: isNumber ? 'unexplained' : 'logLoss',
    n: rows.length,
    persons: prepared.groups ? new Set(Array.from(rows, (row) => prepared.groups![row]!)).size : null,
    rarest: rarestOf(prepared, rows),
    whole: over(parts.map(({ whole }) => whole)),
    features: features.sort((a, b) => (b.permutation.mean ?? 0) - (a.permutation.mean ?? 0)),
    folds,
    repeats,
    seed,
    notices: [
      ...prepared.notices,
      ...limitNotices(model, prepared, splits[0]!.train.length),
      ...leftOutNotice(prepared, left),
    ],
    elapsedMs: Math.round(performance.now() - started),
  };
}

/** Losses split after split: all features shuffled, then those left out that were found to matter. */
async function lossesOf(
  model: LoadedModel,
  prepared: Prepared,
  splits: readonly Split[],
  request: ExplainRequest,
  context: JobContext,
) {
  const shares = sharesOf(context, 4);
  const shuffling = shares.next('features', 1);
  const parts: ShuffledLosses[] = [];
  for (const [done, split] of splits.entries()) {
    shuffling.progress({ stage: 'folds', done, total: splits.length });
    parts.push(await shuffledLosses(model, prepared, split, request, context));
  }
  const left = leftOut(prepared, parts);
  const leaving = shares.next('features', 3);
  const without: (readonly (number | null)[])[] = [];
  for (const [done, part] of parts.entries()) {
    const step = (share: number) => leaving.progress({ stage: 'folds', done: done + share, total: splits.length });
    without.push(await leftOutLosses(model, prepared, part, left, step, context));
  }
  return { parts, without, left };
}

interface ShuffledLosses {
  readonly reading: Reading;
  readonly test: Int32Array;
  readonly whole: number;
  /** One a prepared column; 0 for one that was not read. */
  readonly permuted: readonly number[];
  /** Mean absolute change of the answers; likewise. */
  readonly moved: readonly number[];
}

async function shuffledLosses(
  model: LoadedModel,
  prepared: Prepared,
  { train, test, seed }: Split,
  { shuffles }: ExplainRequest,
  { signal }: JobContext,
): Promise<ShuffledLosses> {
  const inside: JobContext = { signal, progress: () => {} };
  const reading = readingOf(model, prepared, train, seed);
  const fit = await fitContext(model, reading, 'one');
  const asked: Answer = (columns, rows) => answersOf(model, fit, columns, rows, inside);
  const told = await asked(reading.columns, test);
  const whole = lossOf(prepared, fit, told, test);
  const permuted = prepared.columns.map(() => 0);
  const moved = prepared.columns.map(() => 0);
  const all = reading.chosen.flatMap((place, feature) =>
    Array.from({ length: shuffles }, (_, time) => ({ feature, place, seed: derivedSeed(seed, place, time) })),
  );
  await shuffledAnswers(reading.columns, test, all, asked, (i, answers) => {
    const { place } = all[i]!;
    permuted[place]! += (lossOf(prepared, fit, answers, test) - whole) / shuffles;
    moved[place]! += mean(answers.map((answer, at) => Math.abs(answer - told[at]!))) / shuffles;
  });
  return { reading, test, whole, permuted, moved };
}

/** Places of the columns that are left out in turn. */
function leftOut({ columns }: Prepared, parts: readonly ShuffledLosses[]): ReadonlySet<number> {
  const moved = columns.map((_, place) => mean(parts.map((part) => part.moved[place]!)));
  const order = [...columns.keys()].sort((a, b) => moved[b]! - moved[a]! || a - b);
  return new Set(order.slice(0, mostLeftOut));
}

function leftOutNotice({ columns }: Prepared, { size }: ReadonlySet<number>): ModelNotice[] {
  if (size === columns.length) return [];
  return [
    {
      kind: 'features-chosen',
      message: `Of ${columns.length} features ${size} were left out in turn, those that move predictions most when they are shuffled: for each the table is read anew.`,
    },
  ];
}

/** One a prepared column: 0 for one that was not read, null for one that was not left out. */
async function leftOutLosses(
  model: LoadedModel,
  prepared: Prepared,
  { reading, test, whole }: ShuffledLosses,
  left: ReadonlySet<number>,
  step: (share: number) => void,
  context: JobContext,
): Promise<(number | null)[]> {
  const inside: JobContext = { signal: context.signal, progress: () => {} };
  const { columns, chosen } = reading;
  const losses = prepared.columns.map((_, place): number | null => (left.has(place) ? 0 : null));
  for (const [i, place] of chosen.entries()) {
    if (columns.length === 1 || !left.has(place)) continue;
    stopIfCancelled(context);
    step(i / chosen.length);
    const less: Reading = { ...reading, columns: columns.filter((_, k) => k !== i) };
    const fit = await fitContext(model, less, 'one');
    losses[place] = lossOf(prepared, fit, await answersOf(model, fit, less.columns, test, inside), test) - whole;
  }
  return losses;
}

/** Class probabilities, or means. */
async function answersOf(
  model: LoadedModel,
  fit: Fit,
  columns: readonly Float64Array[],
  rows: Int32Array,
  context: JobContext,
): Promise<Float64Array> {
  if (fit.kind === 'class') return classProbabilities(model, fit, columns, rows, context);
  return (await numberAnswer(model, fit, columns, rows, context)).means;
}

function lossOf({ target, classes }: Prepared, fit: Fit, answers: Float64Array, test: Int32Array): number {
  const truth = Float64Array.from(test, (row) => target[row]!);
  if (fit.kind === 'class') return logLoss(answers, truth, classes.length);
  // The context's variance: that of a few held-out rows would shake the share.
  return mean(truth.map((value, i) => (value - answers[i]!) ** 2)) / fit.sd ** 2;
}

/** Persons (or rows) of the rarest class; all of them for a number. */
function rarestOf({ classes, target, groups }: Prepared, rows: Int32Array): number {
  const who = (row: number) => (groups ? groups[row]! : row);
  if (classes.length === 0) return new Set(Array.from(rows, who)).size;
  return Math.min(
    ...classes.map(
      (_, code) =>
        new Set(
          Array.from(
            rows.filter((row) => target[row] === code),
            who,
          ),
        ).size,
    ),
  );
}
