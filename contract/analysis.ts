import { z } from 'zod';
import { call, job } from './define.ts';
import type { Release } from './release.ts';

/** How the Analyses room asks for one parameter. */
export const paramField = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('column'), key: z.string(), label: z.string(), help: z.string(), optional: z.boolean() }),
  z.object({ kind: z.literal('columns'), key: z.string(), label: z.string(), help: z.string(), optional: z.boolean() }),
  z.object({
    kind: z.literal('number'),
    key: z.string(),
    label: z.string(),
    help: z.string(),
    optional: z.boolean(),
    unit: z.string(),
    initial: z.number().nullable(),
  }),
  z.object({
    kind: z.literal('choice'),
    key: z.string(),
    label: z.string(),
    help: z.string(),
    optional: z.boolean(),
    options: z.array(z.object({ value: z.string(), label: z.string() })),
    initial: z.string(),
  }),
  z.object({
    kind: z.literal('cohort'),
    key: z.string(),
    label: z.string(),
    help: z.string(),
    optional: z.boolean(),
    /** What no choice means, in words. */
    none: z.string().optional(),
  }),
]);
export type ParamField = z.infer<typeof paramField>;

/** What the terminal, the palette and the Analyses room know of an analysis. */
export const analysisSummary = z.object({
  name: z.string(),
  title: z.string(),
  summary: z.string(),
  sources: z.array(z.enum(['cohort', 'table', 'dataset'])),
  cohorts: z.object({ min: z.number().int(), max: z.number().int() }),
  fields: z.object({ cohort: z.array(paramField), table: z.array(paramField) }),
  /** Method, reference and assumptions: "How is this computed?". */
  method: z.string(),
});
export type AnalysisSummary = z.infer<typeof analysisSummary>;

/**
 * `core/analyses/<name>/spec.ts` exports `spec`: everything about an analysis but how it is run. `params` accepts the
 * parameters of both sources. `release` says what of a result is meant to leave and what each number rests on: the
 * analysis' disclosure rule. Both are pure.
 */
export interface AnalysisSpec<P extends z.ZodType = z.ZodType, R extends z.ZodType = z.ZodType>
  extends AnalysisSummary {
  readonly params: P;
  readonly result: R;
  sentence(result: z.output<R>): string;
  release(result: z.output<R>): Release;
}

/** Keeps the types of params and result together; adds nothing. */
export const defineAnalysis = <P extends z.ZodType, R extends z.ZodType>(
  spec: AnalysisSpec<P, R>,
): AnalysisSpec<P, R> => spec;

/** Where an analysis or the model reads from. */
export const source = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('cohort'), dataset: z.string().optional(), cohorts: z.array(z.string()).min(1).max(4) }),
  z.object({ kind: z.literal('table'), path: z.string().min(1) }),
]);
export type Source = z.infer<typeof source>;

/** What an analysis reads: a model needs rows, an analysis may also be of a dataset as a whole. */
export const analysisSource = z.discriminatedUnion('kind', [
  ...source.options,
  z.object({ kind: z.literal('dataset'), dataset: z.string().optional() }),
]);
export type AnalysisSource = z.infer<typeof analysisSource>;

export const analysisRun = z.object({
  /** Id of the run kept in the study; null when no study is open. */
  run: z.string().nullable(),
  name: z.string(),
  title: z.string(),
  sentence: z.string(),
  result: z.unknown(),
  sql: z.array(z.string()),
  elapsedMs: z.number(),
});
export type AnalysisRun = z.infer<typeof analysisRun>;

export const analysisMethods = {
  'analysis.list': call(z.object({}), z.array(analysisSummary)),
  'analysis.run': job(
    z.object({ name: z.string(), source: analysisSource, params: z.record(z.string(), z.unknown()).default({}) }),
    analysisRun,
  ),
  /** Columns of a plain table, for the parameter form. */
  'table.columns': job(
    z.object({ path: z.string().min(1) }),
    z.object({ rows: z.number().int(), columns: z.array(z.object({ name: z.string(), type: z.string() })) }),
  ),
} as const;
