import type { JobContext } from '../../../contract/context.ts';
import type { Explanation } from '../../../contract/model-results.ts';
import { estimateOver } from '../fold-estimate.ts';
import { classProbabilities, type Fit, fitContext, numberAnswer } from '../in-context.ts';
import { logLoss } from '../metrics.ts';
import { type Prepared, prepare } from '../prepare.ts';
import { derivedSeed } from '../random.ts';
import { mean } from '../ranks.ts';
import { limitNotices, type Reading, readingOf } from '../reading.ts';
import { strataOf, stratifiedSample } from '../sample.ts';
import type { LoadedModel } from '../session.ts';
import { type Answer, shuffledAnswers } from '../shuffled-answers.ts';
import { type Split, splitsOf } from '../splits.ts';
import { stopIfCancelled } from '../stop.ts';
import type { ExplainRequest } from './explain-input.ts';

/** More rows make an explanation slower, not noticeably surer. */
const mostRows = 20_000;

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
  const parts: SplitLosses[] = [];
  for (const [done, split] of splits.entries()) {
    const step = (share: number) =>
      context.progress({ stage: 'features', done: Math.floor((done + share) * 100), total: splits.length * 100 });
    parts.push(await lossesOf(model, prepared, split, request, step, context));
  }
  const over = (pick: (part: SplitLosses) => number) => estimateOver(parts.map(pick), folds);
  return {
    model: model.identity,
    target: target.name,
    measure: isNumber ? 'unexplained' : 'logLoss',
    n: rows.length,
    persons: prepared.groups ? new Set(Array.from(rows, (row) => prepared.groups![row]!)).size : null,
    rarest: rarestOf(prepared, rows),
    whole: over(({ whole }) => whole),
    features: prepared.columns
      .map(({ name }, place) => ({
        feature: name,
        permutation: over(({ permuted }) => permuted[place]!),
        leaveOut: over(({ without }) => without[place]!),
      }))
      .sort((a, b) => (b.permutation.mean ?? 0) - (a.permutation.mean ?? 0)),
    folds,
    repeats,
    seed,
    notices: [...prepared.notices, ...limitNotices(model, prepared, splits[0]!.train.length)],
    elapsedMs: Math.round(performance.now() - started),
  };
}

interface SplitLosses {
  readonly whole: number;
  /** One a prepared column; 0 for one that was not read. */
  readonly permuted: readonly number[];
  readonly without: readonly number[];
}

async function lossesOf(
  model: LoadedModel,
  prepared: Prepared,
  split: Split,
  { shuffles }: ExplainRequest,
  step: (share: number) => void,
  context: JobContext,
): Promise<SplitLosses> {
  const inside: JobContext = { signal: context.signal, progress: () => {} };
  const { test, seed } = split;
  const reading = readingOf(model, prepared, split.train, seed);
  const { columns, chosen } = reading;
  const answers = (fit: Fit, of: readonly Float64Array[], rows: Int32Array) => answersOf(model, fit, of, rows, inside);
  const fit = await fitContext(model, reading, 'one');
  const loss = (told: Float64Array) => lossOf(prepared, fit, told, test);
  const whole = loss(await answers(fit, columns, test));
  const permuted = prepared.columns.map(() => 0);
  const without = prepared.columns.map(() => 0);
  const all = chosen.flatMap((place, feature) =>
    Array.from({ length: shuffles }, (_, time) => ({ feature, place, seed: derivedSeed(seed, place, time) })),
  );
  const asked: Answer = (of, rows) => answers(fit, of, rows);
  await shuffledAnswers(columns, test, all, asked, (i, told) => {
    step((permutationShare * i) / all.length);
    permuted[all[i]!.place]! += (loss(told) - whole) / shuffles;
  });
  for (const [i, place] of chosen.entries()) {
    stopIfCancelled(context);
    step(permutationShare + ((1 - permutationShare) * i) / chosen.length);
    if (columns.length === 1) continue;
    const less: Reading = { ...reading, columns: columns.filter((_, k) => k !== i) };
    without[place] = loss(await answers(await fitContext(model, less, 'one'), less.columns, test)) - whole;
  }
  return { whole, permuted, without };
}

/** About the share of the time that shuffling takes; what is left out must be read anew. */
const permutationShare = 0.25;

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
