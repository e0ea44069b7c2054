import { z } from 'zod';
import { contributions } from './release.ts';

/** Something done to the input, or to be known when reading the result. `message` is English and holds no cell of a table. */
export const modelNotice = z.object({
  kind: z.enum([
    'columns-dropped',
    'columns-ignored',
    'rows-without-target',
    'features-chosen',
    'context-sampled',
    'rows-sampled',
    'one-against-rest',
    'rare-class',
    'one-class-fold',
    'unknown-category',
    'not-finite',
    'text-as-number',
    'marks-as-missing',
    'nothing-missing',
    'small-table',
    'copies-dropped',
    'categories-left-out',
  ]),
  message: z.string(),
});
export type ModelNotice = z.infer<typeof modelNotice>;

/** Which model answered: `hash` is the SHA-256 of its manifest, which in turn holds the SHA-256 of every file. */
export const modelIdentity = z.object({ name: z.string(), version: z.string(), hash: z.string() });
export type ModelIdentity = z.infer<typeof modelIdentity>;

/** A measure over folds: mean, standard deviation, 95 % interval. Null where there is nothing to take it from. */
export const foldEstimate = z.object({
  mean: z.number().nullable(),
  sd: z.number().nullable(),
  low: z.number().nullable(),
  high: z.number().nullable(),
});
export type FoldEstimate = z.infer<typeof foldEstimate>;

const binPersons = {
  persons: z.number().int().optional(),
  withEvent: z.number().int().optional(),
  withoutEvent: z.number().int().optional(),
  /** Of a number: what the observed values are made up of. */
  contributions: contributions.optional(),
};

/**
 * One bar of a calibration curve: held-out predictions between `low` and `high`, what was predicted, what was seen.
 * `persons` are the different persons behind them in any repeat; of a class, `withEvent` and `withoutEvent` are those seen
 * with and without it (a person with several rows may be both). `onwards` counts them for it and the next bin together,
 * the next two, and so on, for who is in several bins is one person of them.
 */
export const calibrationBin = z.object({
  low: z.number(),
  high: z.number(),
  count: z.number().int(),
  predicted: z.number().nullable(),
  observed: z.number().nullable(),
  ...binPersons,
  onwards: z.array(z.object(binPersons)).optional(),
});
export type CalibrationBin = z.infer<typeof calibrationBin>;

/** `slope` and `intercept` are 1 and 0 when perfect; for a class they are on the log-odds scale. */
export const calibration = z.object({
  bins: z.array(calibrationBin),
  slope: z.number().nullable(),
  intercept: z.number().nullable(),
});

/** A receiver operating characteristic, thinned: from (0, 0) to (1, 1). */
export const rocCurve = z.object({
  class: z.string(),
  points: z.array(z.object({ fpr: z.number(), tpr: z.number() })),
});
export type RocCurve = z.infer<typeof rocCurve>;

/** How much worse held-out rows are predicted once one feature's values are shuffled among them. */
export const driver = z.object({ feature: z.string(), loss: foldEstimate });
export type Driver = z.infer<typeof driver>;

const fold = { repeat: z.number().int(), fold: z.number().int(), nTrain: z.number().int(), nTest: z.number().int() };

const common = {
  model: modelIdentity,
  target: z.string(),
  n: z.number().int(),
  persons: z.number().int().nullable(),
  features: z.array(z.string()),
  dropped: z.array(z.object({ column: z.string(), reason: z.enum(['constant', 'all-missing']) })),
  folds: z.number().int(),
  repeats: z.number().int(),
  seed: z.number().int(),
  notices: z.array(modelNotice),
  elapsedMs: z.number(),
};

/** Cross-validated prediction of a class. `event` is the last class; `prevalence` its share; `brier` sums over classes when there are more than two. */
export const classEvaluation = z.object({
  ...common,
  kind: z.literal('class'),
  classes: z.array(z.object({ name: z.string(), n: z.number().int() })),
  /** Different persons of each class, in the order of `classes`. */
  classPersons: z.array(z.number().int()).optional(),
  event: z.string(),
  nEvents: z.number().int(),
  prevalence: z.number(),
  metrics: z.object({ auc: foldEstimate, logLoss: foldEstimate, brier: foldEstimate }),
  baseline: z.object({ logLoss: z.number(), brier: z.number() }),
  perFold: z.array(
    z.object({
      ...fold,
      nEvents: z.number().int(),
      auc: z.number().nullable(),
      logLoss: z.number(),
      brier: z.number(),
      temperature: z.number(),
    }),
  ),
  /** `eceByChance`: about what perfectly calibrated predictions of so many persons would show. */
  calibration: calibration.extend({ ece: z.number(), eceByChance: z.number().optional() }),
  roc: z.array(rocCurve),
  drivers: z.object({ measure: z.enum(['auc', 'logLoss']), features: z.array(driver) }).optional(),
});
export type ClassEvaluation = z.infer<typeof classEvaluation>;

/** Cross-validated prediction of a number. `coverage80` is the share of rows inside their own 10-90 % interval. */
export const numberEvaluation = z.object({
  ...common,
  kind: z.literal('number'),
  metrics: z.object({ r2: foldEstimate, rmse: foldEstimate, mae: foldEstimate, coverage80: foldEstimate }),
  baseline: z.object({ rmse: z.number(), mean: z.number() }),
  perFold: z.array(
    z.object({ ...fold, r2: z.number().nullable(), rmse: z.number(), mae: z.number(), coverage80: z.number() }),
  ),
  calibration,
  drivers: z.object({ measure: z.literal('r2'), features: z.array(driver) }).optional(),
});
export type NumberEvaluation = z.infer<typeof numberEvaluation>;

export const evaluation = z.discriminatedUnion('kind', [classEvaluation, numberEvaluation]);
export type Evaluation = z.infer<typeof evaluation>;

const predicted = {
  model: modelIdentity,
  target: z.string(),
  rows: z.number().int(),
  contextRows: z.number().int(),
  features: z.array(z.string()),
  notices: z.array(modelNotice),
  elapsedMs: z.number(),
};

/** What may be said of many predictions at once: no row of it is one person. */
export const predictionSummary = z.discriminatedUnion('kind', [
  z.object({
    ...predicted,
    kind: z.literal('class'),
    classes: z.array(z.object({ name: z.string(), meanProbability: z.number() })),
    event: z.string(),
    histogram: z.array(z.object({ low: z.number(), high: z.number(), count: z.number().int() })),
  }),
  z.object({
    ...predicted,
    kind: z.literal('number'),
    mean: z.number(),
    sd: z.number(),
    meanWidth80: z.number(),
  }),
]);
export type PredictionSummary = z.infer<typeof predictionSummary>;

const byMethod = z.object({ model: z.number(), chainedRidge: z.number(), mean: z.number(), median: z.number() });

/**
 * Known cells that were hidden and filled again: root mean squared error over the standard deviation for a number (less is
 * better), share of right cells for a class (more is better), beside chained ridge regressions, the mean (or the most
 * frequent class) and the median. Means are over columns.
 */
export const imputationScores = z.object({
  hidden: z.number(),
  columns: z.array(
    z.object({ name: z.string(), kind: z.enum(['number', 'class']), cells: z.number().int(), errors: byMethod }),
  ),
  numbers: byMethod.nullable(),
  classes: byMethod.nullable(),
});
export type ImputationScores = z.infer<typeof imputationScores>;

const beside = z.object({ model: z.number().nullable(), univariate: z.number().nullable() });

/**
 * Errors planted into one row in twenty: how well cells and rows with an error are told from all others, as areas under the
 * ROC curve, by the model and by distance from the column's median (for a class: its rarity).
 */
export const outlierScores = z.object({ planted: z.number().int(), cellAuc: beside, rowAuc: beside });
export type OutlierScores = z.infer<typeof outlierScores>;

const told = z.object({ forest: z.number().nullable(), linear: z.number().nullable() });

const synthetic = z.object({
  /** 1 less the distance between distributions, mean over columns. */
  marginals: z.number(),
  /** Mean absolute difference of rank correlations. */
  correlations: z.number(),
  /** Areas under the ROC curve of a forest and a line trained on the made rows, on persons held out. */
  useful: told,
  /** How well a forest tells made rows from real ones: 0.5 when it cannot. */
  twoSample: z.number().nullable(),
  attack: z.object({
    /** How well nearness to a made row tells persons read from persons held out: 0.5 when it cannot. */
    membership: z.number().nullable(),
    /** Distances of made rows to records read, over those of held-out records: under 1 they cling. */
    closestRatio: z.number().nullable(),
    nearestNeighbourRatio: z.number().nullable(),
    copies: z.number(),
  }),
});

/** Made rows beside persons who were held out, and beside rows of a Gaussian copula and of independent marginals. */
export const synthesisScores = z.object({
  target: z.string(),
  /** The same two models trained on the real rows. */
  real: told,
  model: synthetic,
  copula: synthetic,
  independent: synthetic,
});
export type SynthesisScores = z.infer<typeof synthesisScores>;

/**
 * What each feature is worth on held-out rows: what is lost when it is shuffled, and when the model does not read it. In
 * nats of log-loss, or as a share of the number's variance. `rarest` is how many persons have the rarest class.
 */
export const explanation = z.object({
  model: modelIdentity,
  target: z.string(),
  measure: z.enum(['logLoss', 'unexplained']),
  n: z.number().int(),
  persons: z.number().int().nullable(),
  rarest: z.number().int(),
  whole: foldEstimate,
  features: z.array(z.object({ feature: z.string(), permutation: foldEstimate, leaveOut: foldEstimate })),
  folds: z.number().int(),
  repeats: z.number().int(),
  seed: z.number().int(),
  notices: z.array(modelNotice),
  elapsedMs: z.number(),
});
export type Explanation = z.infer<typeof explanation>;

/**
 * Subgroups of rows. `stability` is how surely one comes back in bootstrap samples (mean Jaccard similarity; under 0.6 it is
 * not to be trusted); `features` are those whose mean differs most from that of all, in standard deviations.
 */
export const subgroups = z.object({
  target: z.string(),
  event: z.string().nullable(),
  groups: z.array(
    z.object({
      rows: z.number().int(),
      persons: z.number().int(),
      /** Persons whose target is known, and of these those with the event; or the mean of a number. */
      known: z.number().int(),
      withEvent: z.number().int().nullable(),
      mean: z.number().nullable(),
      contributions: contributions.optional(),
      stability: z.number(),
      features: z.array(z.object({ feature: z.string(), difference: z.number() })),
    }),
  ),
});
export type Subgroups = z.infer<typeof subgroups>;
