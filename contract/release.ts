import { z } from 'zod';

/**
 * One cell of a table that may be released, with what the disclosure rules need to know of it.
 * - `text`: words. With `basis`, a value out of the data that so many persons have: it is not named where they are few.
 * - `count`: a number of persons or events.
 * - `share`: `of` of `among` persons; published as a percentage of rounded counts.
 * - `statistic`: a mean, SMD, median, estimate … that rests on `basis` persons (or events). `among` is given for
 *   a measure of a model: the persons over whom it was taken. With `step` its value is a time
 *   on that curve, such as a median, and is published only where a published step of the series ends there.
 */
export const releaseCell = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('text'), text: z.string(), basis: z.number().int().nonnegative().optional() }),
  z.object({ kind: z.literal('count'), unit: z.enum(['persons', 'events']), n: z.number().int().nonnegative() }),
  z.object({ kind: z.literal('share'), of: z.number().int().nonnegative(), among: z.number().int().nonnegative() }),
  z.object({
    kind: z.literal('statistic'),
    value: z.number().nullable(),
    digits: z.number().int().min(0).max(6),
    basis: z.number().int().nonnegative(),
    unit: z.string().optional(),
    among: z.number().int().nonnegative().optional(),
    step: z.object({ curve: z.string(), series: z.number().int().nonnegative() }).optional(),
  }),
  z.object({ kind: z.literal('empty') }),
]);
export type ReleaseCell = z.infer<typeof releaseCell>;

/**
 * Fewest persons (rows, on a plain table) who must have a value out of the data for an analysis to name it in what it
 * means to publish: the smallest count of the default disclosure policy. The check holds every label against its own.
 */
export const fewestNamed = 11;

const address = z.tuple([z.number().int(), z.number().int()]);

/**
 * How cells of a table hang together; `[row, column]` addresses.
 * - `sum`: `parts` partition `total`; one withheld part could be had by subtraction.
 * - `chain`: each count is a subset of the one before it (attrition), so a small step between two is a small cell. `wanted`
 *   are places in the chain, counted from 0, that are published before others where not all can be, the most wanted first.
 * - `share`: `share` is the percentage of `count`; withheld with it.
 */
export const releaseRelation = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('sum'), parts: z.array(address).min(1), total: address }),
  z.object({
    kind: z.literal('chain'),
    cells: z.array(address).min(2),
    wanted: z.array(z.number().int().nonnegative()).optional(),
  }),
  z.object({ kind: z.literal('share'), count: address, share: address }),
]);

const column = z.object({ label: z.string(), align: z.enum(['left', 'right']) });

export const releaseTable = z.object({
  id: z.string(),
  title: z.string(),
  note: z.string().default(''),
  /** `basis` as of a text cell: where the label is a value out of the data, how many persons have it. */
  columns: z.array(column.extend({ basis: z.number().int().nonnegative().optional() })),
  rows: z.array(z.array(releaseCell)),
  relations: z.array(releaseRelation).default([]),
});
export type ReleaseTable = z.infer<typeof releaseTable>;

/**
 * A survival or cumulative curve. The check merges steps until each published one rests on enough events. `ends` are times
 * at which a step should end if it can, the most wanted first. With `steps` the published steps are printed as a table of
 * that id and title as well: estimates at any other times would divide the steps again.
 */
export const releaseCurve = z.object({
  id: z.string(),
  title: z.string(),
  xLabel: z.string(),
  yLabel: z.string(),
  steps: z.object({ id: z.string(), title: z.string() }).optional(),
  series: z.array(
    z.object({
      label: z.string(),
      ends: z.array(z.number()).optional(),
      points: z.array(
        z.object({
          time: z.number(),
          atRisk: z.number().int(),
          events: z.number().int(),
          censored: z.number().int(),
          estimate: z.number(),
          lower: z.number().nullable(),
          upper: z.number().nullable(),
        }),
      ),
    }),
  ),
});
export type ReleaseCurve = z.infer<typeof releaseCurve>;

/** Everything of one result that is meant to leave, before any rule was applied. */
export const release = z.object({ tables: z.array(releaseTable), curves: z.array(releaseCurve) });
export type Release = z.infer<typeof release>;

/** One cell after the check. `text` is what is printed; `withheld` says why nothing is. */
export const checkedCell = z.object({
  text: z.string().nullable(),
  status: z.enum(['published', 'rounded', 'primary', 'secondary', 'small-basis']),
});
export type CheckedCell = z.infer<typeof checkedCell>;

export const checkedTable = z.object({
  id: z.string(),
  title: z.string(),
  note: z.string(),
  columns: z.array(column),
  rows: z.array(z.array(checkedCell)),
});
export type CheckedTable = z.infer<typeof checkedTable>;

/** One thing the check changed; never the value it changed. */
export const checkChange = z.object({
  where: z.string(),
  rule: z.string(),
  action: z.enum(['withheld', 'rounded', 'merged', 'refused', 'flagged']),
  reason: z.string(),
});
export type CheckChange = z.infer<typeof checkChange>;

/** A release after the rules: what may leave, what was changed, and whether anything is left to publish. */
export const checkedRelease = z.object({
  tables: z.array(checkedTable),
  curves: z.array(releaseCurve),
  changes: z.array(checkChange),
  summary: z.object({
    cells: z.number().int(),
    published: z.number().int(),
    withheld: z.number().int(),
    /** True when nothing of substance is left: the export refuses the finding. */
    refused: z.boolean(),
  }),
  policy: z.object({ name: z.string(), threshold: z.number().int(), rounding: z.number().int() }),
});
export type CheckedRelease = z.infer<typeof checkedRelease>;
