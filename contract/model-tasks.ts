import { z } from 'zod';
import { job } from './define.ts';
import { featureDeclaration } from './features.ts';
import { modelSource, preparation } from './model.ts';
import {
  explanation,
  imputationScores,
  modelIdentity,
  modelNotice,
  outlierScores,
  subgroups,
  synthesisScores,
} from './model-results.ts';

/** Rows without a target: the features of a cohort's persons, or every column of a plain table. */
export const rowsSource = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('cohort'),
    dataset: z.string().optional(),
    cohort: z.string(),
    features: featureDeclaration.optional(),
    /** Built features to leave out, by name. */
    exclude: z.array(z.string()).optional(),
  }),
  z.object({
    kind: z.literal('table'),
    path: z.string().min(1),
    person: z.string().optional(),
    exclude: z.array(z.string()).default([]),
  }),
]);
export type RowsSource = z.infer<typeof rowsSource>;

const seed = z
  .number()
  .int()
  .min(0)
  .max(2 ** 32 - 1)
  .default(1);
const model = z.string().optional();

/** A result kept in the study: it becomes a finding through the export gate like any other. */
const kept = {
  run: z.string().nullable(),
  title: z.string(),
  sentence: z.string(),
  preparation,
  sql: z.array(z.string()),
};

const made = { model: modelIdentity, notices: z.array(modelNotice), elapsedMs: z.number() };

/**
 * A result about single persons. It is no run and holds no release, so that no finding can be made of it; it is shown where
 * the persons' rows are, and nowhere else.
 */
const inside = { insideStudy: z.literal(true), ...made };

/** A person of a cohort by id, or a row of a table by number, from 1. */
const whom = z.string().regex(/^\d{1,18}$/, 'Say whom by a number: the person of a cohort, the row of a table from 1.');

export const rowExplanation = z.object({
  ...inside,
  whom,
  target: z.string(),
  /** Of contributions, `base` and `value`: log-odds of the last class, or the number's own unit. */
  unit: z.enum(['log-odds', 'target']),
  classes: z.array(z.object({ name: z.string(), probability: z.number() })).nullable(),
  number: z.object({ mean: z.number(), low: z.number(), high: z.number() }).nullable(),
  base: z.number(),
  value: z.number(),
  contributions: z.array(
    z.object({ feature: z.string(), cell: z.string().nullable(), contribution: z.number(), error: z.number() }),
  ),
});
export type RowExplanationResult = z.infer<typeof rowExplanation>;

export const unusualCells = z.object({
  ...inside,
  rows: z.number().int(),
  /** The least expected first. `score` is in nats beyond the ordinary; a number's `low` to `high` hold its middle 80 %. */
  cells: z.array(
    z.object({
      whom,
      column: z.string(),
      score: z.number(),
      cell: z.string(),
      expected: z.string(),
      low: z.number().nullable(),
      high: z.number().nullable(),
    }),
  ),
  /** Rows by their least expected cell. */
  top: z.array(z.object({ whom, score: z.number() })),
  scores: outlierScores.nullable(),
});
export type UnusualCells = z.infer<typeof unusualCells>;

/** Synthetic rows that have left: the file, and beside it the report of its scores and attacks. */
export const syntheticExport = z.object({
  path: z.string(),
  report: z.string(),
  sha256: z.string(),
  rows: z.number().int(),
});
export type SyntheticExport = z.infer<typeof syntheticExport>;

/** Known values of a column beside what its gaps are filled with, where both are 11 or more: no single person's value. */
const spread = z.object({
  n: z.number().int(),
  mean: z.number(),
  q25: z.number(),
  median: z.number(),
  q75: z.number(),
});
export const filledPreview = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('number'), known: spread, filled: spread }),
  z.object({
    kind: z.literal('class'),
    known: z.number().int(),
    filled: z.number().int(),
    /** Shares of the commonest; all others are one. */
    levels: z.array(z.object({ name: z.string().nullable(), known: z.number(), filled: z.number() })),
  }),
]);
export type FilledPreview = z.infer<typeof filledPreview>;

export const imputationResult = z.object({
  ...kept,
  ...made,
  rows: z.number().int(),
  cells: z.number().int(),
  columns: z.array(
    z.object({
      name: z.string(),
      missing: z.number().int(),
      filled: z.number().int(),
      preview: filledPreview.optional(),
    }),
  ),
  scores: imputationScores.nullable(),
  /** The filled table, and one for each draw, where asked for. */
  files: z.array(z.string()),
});

export const synthesisResult = z.object({
  ...kept,
  ...made,
  read: z.number().int(),
  heldOut: z.number().int(),
  rows: z.number().int(),
  dropped: z.number().int(),
  scores: synthesisScores.nullable(),
  /** What the gate would say of giving the rows away; nothing: it would let them. */
  problems: z.array(z.string()),
  exported: syntheticExport.nullable(),
});

const decision = z.string().min(10).max(2000);

export const modelTaskMethods = {
  /** What each feature is worth on held-out persons. */
  'model.explain': job(
    z.object({
      source: modelSource,
      folds: z.number().int().min(2).max(20).default(5),
      repeats: z.number().int().min(1).max(20).default(1),
      shuffles: z.number().int().min(1).max(20).default(3),
      seed,
      model,
    }),
    z.object({ ...kept, explanation }),
  ),
  /** One person's prediction and what carries it, read from the other persons. */
  'model.explainPerson': job(z.object({ source: modelSource, whom, seed, model }), rowExplanation),
  /** Fills missing cells. The filled rows are patients' rows: `out` is for a plain table only, and leaves no study. */
  'model.impute': job(
    z.object({
      source: rowsSource,
      draws: z.number().int().min(0).max(50).default(0),
      hidden: z.number().min(0).max(0.5).default(0.1),
      out: z.string().min(1).optional(),
      seed,
      model,
    }),
    imputationResult,
  ),
  'model.outliers': job(
    z.object({
      source: rowsSource,
      most: z.number().int().min(1).max(10_000).default(100),
      plant: z.boolean().default(false),
      seed,
      model,
    }),
    unusualCells,
  ),
  /** Makes rows, scores and attacks them. With a study they are kept in it until `synthetic.export`. */
  'model.synthesise': job(
    z.object({
      source: rowsSource,
      rows: z.number().int().min(1).max(100_000).optional(),
      holdout: z
        .number()
        .min(0)
        .max(0.5)
        .default(1 / 3),
      orders: z.number().int().min(1).max(16).default(4),
      target: z.string().optional(),
      /** For a plain table without a study: where to, and why they may be given away. */
      export: z.object({ out: z.string().min(1), decision }).optional(),
      seed,
      model,
    }),
    synthesisResult,
  ),
  /** Lets synthetic rows out of a study: the gate's own class, by a decision that the ledger keeps. */
  'synthetic.export': job(z.object({ run: z.string(), out: z.string().min(1), decision }), syntheticExport),
  'model.subgroups': job(
    z.object({ source: modelSource, groups: z.number().int().min(2).max(20).optional(), seed, model }),
    z.object({ ...kept, ...made, subgroups }),
  ),
  /** The persons most like one person, as the model sees them. */
  'model.similar': job(
    z.object({ source: modelSource, whom, neighbours: z.number().int().min(1).max(200).default(10), seed, model }),
    z.object({ ...inside, whom, similar: z.array(z.object({ whom, distance: z.number() })) }),
  ),
} as const;
