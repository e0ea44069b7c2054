import { z } from 'zod';
import { verdict } from './data.ts';
import { job } from './define.ts';

const count = z.number().int().nonnegative();

/** Risks of one table and one set of quasi-identifiers, under one reading of missing values. */
export const riskMeasures = z.object({
  /** Rows that have a value in at least one of the columns. */
  rows: count,
  /** Size of the smallest class: k of k-anonymity. */
  k: count,
  largest: count,
  uniques: count,
  uniqueShare: z.number(),
  averageRisk: z.number(),
  highestRisk: z.number(),
  lowestRisk: z.number(),
  /** Rows in classes smaller than each limit. */
  below: z.array(z.object({ limit: count, rows: count })),
});
export type RiskMeasures = z.infer<typeof riskMeasures>;

/** How much a class says about a sensitive column: the worst class counts. */
export const riskDiversity = z.object({
  column: z.string(),
  distance: z.enum(['equal', 'ordered']),
  /** Distinct and entropy l-diversity; 0 where there is no class. */
  distinctL: count,
  entropyL: z.number(),
  /** Largest distance between a class' distribution and the table's: t of t-closeness. */
  t: z.number(),
  /** Classes, and the rows in them, with one sensitive value only. */
  classesOfOneValue: count,
  rowsOfOneValue: count,
});
export type RiskDiversity = z.infer<typeof riskDiversity>;

export const riskOfSet = z.object({
  columns: z.array(z.string()),
  classes: count,
  /** Rows without any value in these columns: they are in no class. */
  withoutValue: count,
  /** Missing values as a category of their own. */
  own: riskMeasures,
  /** Missing values as matching anything; null where nothing is missing and it is the same. */
  wildcard: riskMeasures.nullable(),
  diversity: z.array(riskDiversity),
});
export type RiskOfSet = z.infer<typeof riskOfSet>;

/** One rung of a ladder of generalisation. */
export const riskLevel = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('band'), width: z.number().positive() }),
  z.strictObject({ kind: z.literal('date'), unit: z.enum(['month', 'quarter', 'year', 'decade']) }),
  z.strictObject({ kind: z.literal('prefix'), length: z.number().int().min(1).max(50) }),
  /** Values by the group they fall into; one that no group names stays as it is. */
  z.strictObject({ kind: z.literal('groups'), groups: z.record(z.string(), z.array(z.string())) }),
  /** Everything is one. */
  z.strictObject({ kind: z.literal('all') }),
]);
export type RiskLevel = z.infer<typeof riskLevel>;

const generalised = z.object({ column: z.string(), level: count, label: z.string() });

export const riskReport = z.object({
  source: z.string(),
  rows: count,
  quasiIdentifiers: z.array(
    z.object({ name: z.string(), type: z.string(), values: count, missing: count, guessed: z.boolean() }),
  ),
  verdict,
  /** One line of plain words. */
  summary: z.string(),
  policy: z.object({ block: count, warn: count }),
  whole: riskOfSet,
  /** Every set of up to three of them, by size and then in the order the columns were named. */
  subsets: z.array(riskOfSet),
  /** Null where the size of the population was not given, or nobody is unique. */
  population: z
    .object({
      size: z.number(),
      /** Which estimate is given first: Pitman's up to a sampling fraction of one tenth, else Zayatz'. */
      model: z.enum(['pitman', 'zayatz']),
      uniques: z.number(),
      share: z.number(),
      pitman: z.number().nullable(),
      zayatz: z.number(),
    })
    .nullable(),
  /** Minimal sets of up to three columns that make a row unique, and in how many of them each column is. */
  drivers: z.object({
    minimalSets: count,
    columns: z.array(z.object({ column: z.string(), minimalSets: count })),
    /** Rows by number, from 1, in the order of the source: smallest class first, then most minimal sets. */
    rows: z.array(z.object({ row: count, classSize: count, minimalSets: count })),
    /** Rows in classes that are too small and are not listed. */
    more: count,
  }),
  /** What generalising one column by one step, or leaving it out, would come to. */
  steps: z.array(z.object({ column: z.string(), to: z.string(), removed: z.boolean(), after: riskMeasures })),
  /** The least generalisation that reaches k; null where it was not asked for. */
  optimal: z
    .object({
      k: count,
      suppressionLimit: z.number(),
      nodes: count,
      evaluated: count,
      /** Null where not even the top of the lattice reaches k. */
      best: z
        .object({
          levels: z.array(generalised),
          /** Mean share of each ladder that was climbed: 1 less Sweeney's precision. */
          loss: z.number(),
          suppressed: count,
          after: riskMeasures,
        })
        .nullable(),
    })
    .nullable(),
  sql: z.array(z.string()),
  elapsedMs: z.number(),
});
export type RiskReport = z.infer<typeof riskReport>;

export const riskSource = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('table'), path: z.string().min(1) }),
  /** The persons of a dataset of the open study, each with their place of living; or the rows of one of its tables. */
  z.object({ kind: z.literal('dataset'), dataset: z.string().optional(), table: z.string().optional() }),
]);
export type RiskSource = z.infer<typeof riskSource>;

export const riskQuestion = z.object({
  /** Guessed by their names where left out. */
  quasiIdentifiers: z.array(z.string()).optional(),
  sensitive: z
    .array(z.object({ column: z.string(), distance: z.enum(['equal', 'ordered']).default('equal') }))
    .default([]),
  /** Persons in the population that the rows are a sample of. */
  population: z.number().positive().optional(),
  /** Ladders of generalisation by column; made from type and values where left out. */
  ladders: z.record(z.string(), z.array(riskLevel).min(1)).default({}),
  /** Searches the least generalisation that leaves at most `suppression` (a share) of the rows in classes below `k`. */
  search: z
    .object({ k: z.number().int().min(2).max(1000), suppression: z.number().min(0).max(0.5).default(0) })
    .optional(),
});
export type RiskQuestion = z.output<typeof riskQuestion>;

export const riskMethods = {
  /** Re-identification risk of a table with one row a person, or of the persons of a dataset. Row numbers, never values. */
  'risk.assess': job(riskQuestion.extend({ source: riskSource }), riskReport),
} as const;
