import { z } from 'zod';
import { call } from './define.ts';
import { foldEstimate, modelIdentity } from './model-results.ts';

/** One evaluation kept in the study, as it stands in a list. `measure` is its AUC, or R² of a number. */
export const keptEvaluation = z.object({
  run: z.string(),
  title: z.string(),
  at: z.string(),
  model: modelIdentity,
  dataset: z.string().nullable(),
  of: z.string(),
  target: z.string(),
  kind: z.enum(['class', 'number']),
  n: z.number().int(),
  measure: foldEstimate,
  slope: z.number().nullable(),
});
export type KeptEvaluation = z.infer<typeof keptEvaluation>;

const both = z.object({ first: z.number().nullable(), second: z.number().nullable() });

/**
 * Two evaluations beside one another: the same model on two datasets, cohorts or dates, or two models on one. `measure` is
 * the difference of AUC (or R²), the second less the first, with a 95 % interval that takes the two as independent. A
 * feature's `shift` is its standardised mean difference, or for a category the largest difference of a level's share.
 */
export const evaluationComparison = z.object({
  first: keptEvaluation,
  second: keptEvaluation,
  measure: z.object({ difference: z.number().nullable(), low: z.number().nullable(), high: z.number().nullable() }),
  slope: both,
  ece: both,
  prevalence: both,
  shift: z.array(z.object({ feature: z.string(), shift: z.number().nullable(), missing: both })),
  onlyFirst: z.array(z.string()),
  onlySecond: z.array(z.string()),
  notices: z.array(z.string()),
});
export type EvaluationComparison = z.infer<typeof evaluationComparison>;

export const modelRegistryMethods = {
  /** Every evaluation kept in the study, newest first. */
  'model.evaluations': call(z.object({}), z.array(keptEvaluation)),
  'model.compare': call(z.object({ first: z.string(), second: z.string() }), evaluationComparison),
} as const;
