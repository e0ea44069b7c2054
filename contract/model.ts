import { z } from 'zod';
import { call, job } from './define.ts';
import { featureDeclaration } from './features.ts';
import { verification } from './findings.ts';
import { evaluation, predictionSummary } from './model-results.ts';

export const modelSummary = z.object({
  name: z.string(),
  version: z.string(),
  /** sha256 of the manifest, which holds the sha256 of every file. */
  hash: z.string(),
  bytes: z.number(),
});
export type ModelSummary = z.infer<typeof modelSummary>;

/** The outcome of a person in a cohort: entry into another cohort `fromDay` to `toDay` after the index date. */
export const outcome = z
  .object({
    cohort: z.string(),
    fromDay: z.number().int().min(0).max(36_500).default(1),
    toDay: z.number().int().min(0).max(36_500).default(365),
  })
  .refine(({ fromDay, toDay }) => fromDay <= toDay, 'An outcome window ends on or after the day it starts.');
export type Outcome = z.infer<typeof outcome>;

/** What the model reads: a cohort turned into one row per person, or a plain table with a column to predict. */
export const modelSource = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('cohort'),
    dataset: z.string().optional(),
    cohort: z.string(),
    outcome,
    /** Every window must end before `outcome.fromDay`, or the features would hold what they are to predict. */
    features: featureDeclaration.optional(),
    /** Built features to leave out, by name. */
    exclude: z.array(z.string()).optional(),
  }),
  z.object({
    kind: z.literal('table'),
    path: z.string().min(1),
    target: z.string().min(1),
    /** Column that names the person, so that no person stands in both halves of a split. */
    person: z.string().optional(),
    exclude: z.array(z.string()).default([]),
  }),
]);
export type ModelSource = z.infer<typeof modelSource>;

/** What was done on the way from a cohort to the model's table. */
export const preparation = z.object({
  rows: z.number().int(),
  columns: z.array(z.object({ name: z.string(), label: z.string(), missing: z.number().int() })),
  notices: z.array(z.string()),
});
export type Preparation = z.infer<typeof preparation>;

export const modelRun = z.object({
  run: z.string().nullable(),
  title: z.string(),
  sentence: z.string(),
  evaluation,
  preparation,
  sql: z.array(z.string()),
});
export type ModelRun = z.infer<typeof modelRun>;

/**
 * Why to think twice before a column is read: by itself it nearly tells the target, whether it is missing nearly tells it,
 * it has one value everywhere or none at all, or half of it and more is missing.
 */
export const columnDoubt = z.enum(['near-copy', 'gaps-tell', 'constant', 'all-missing', 'mostly-missing']);
export type ColumnDoubt = z.infer<typeof columnDoubt>;

/** What the model would read. `known` rows have a target; the others are not used to learn or to be scored. */
export const outlook = z.object({
  preparation,
  persons: z.number().int(),
  target: z.object({
    name: z.string(),
    known: z.number().int(),
    classes: z.array(z.object({ name: z.string(), rows: z.number().int() })).nullable(),
  }),
  columns: z.array(
    z.object({
      name: z.string(),
      label: z.string(),
      kind: z.enum(['number', 'category']),
      missing: z.number().int(),
      doubts: z.array(columnDoubt),
    }),
  ),
});
export type Outlook = z.infer<typeof outlook>;

const model = z.string().optional();

export const modelMethods = {
  /** What can answer, and folders that were refused, with why. */
  'model.list': call(
    z.object({}),
    z.object({
      models: z.array(modelSummary),
      refused: z.array(z.object({ name: z.string(), reason: z.string() })),
    }),
  ),
  'model.show': call(
    z.object({ model }),
    modelSummary.extend({ manifest: z.record(z.string(), z.unknown()), card: z.string() }),
  ),
  /** Every file of the model folder against the manifest's hashes. */
  'model.verify': job(z.object({ model }), verification),
  'features.default': call(z.object({}), featureDeclaration),
  /** What would be read and what to doubt of it, without the model: rows, persons, gaps, leaks, copies of the target. */
  'model.prepare': job(z.object({ source: modelSource }), outlook),
  /** Cross-validated: how well would the model have predicted persons it was not shown. */
  'model.evaluate': job(
    z.object({
      source: modelSource,
      folds: z.number().int().min(2).max(20).default(5),
      repeats: z.number().int().min(1).max(20).default(2),
      seed: z.number().int().default(1),
      explain: z.boolean().default(false),
      model,
    }),
    modelRun,
  ),
  /** Rows with a known target are read in context, the others are predicted; only the summary crosses. */
  'model.predict': job(
    z.object({ source: modelSource, model }),
    z.object({ summary: predictionSummary, preparation, sql: z.array(z.string()) }),
  ),
} as const;
