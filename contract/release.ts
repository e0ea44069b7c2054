import { z } from 'zod';

/**
 * Whom a count counts, so that the same count is known again in another table and in a later release. `group` is the name
 * of a cohort of the result's provenance, '' for all rows of its plain table, or `definition <hash>` for what a part of a
 * definition finds in its dataset; `where` are conditions that all hold, each a variable and those of its levels that are
 * meant (null: missing). A condition less must count all that it counts. Counts of one unit with equal descriptions are
 * the same; where they differ, by other settings of an analysis, a small difference is taken for one of persons. So it is
 * for counts of one group that say the same word `near`, in another result, under whatever conditions.
 */
export const counted = z.object({
  group: z.string(),
  where: z.array(z.object({ variable: z.string(), levels: z.array(z.string().nullable()).min(1) })),
  near: z.string().optional(),
});
export type Counted = z.infer<typeof counted>;

/** What a sum or mean is made up of: the sum of the sizes of its values, the largest in falling order (or their shares, of 1), and how many are below zero. */
export const contributions = z.object({
  size: z.number(),
  negative: z.number().int().nonnegative(),
  largest: z.array(z.number()),
});
export type Contributions = z.infer<typeof contributions>;

const restsOnOne = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('percentile'), at: z.number().min(0).max(1), n: z.number().int().nonnegative() }),
  contributions.extend({ kind: z.enum(['sum', 'mean']), given: z.number().int().nonnegative() }),
  z.object({ kind: z.literal('deviation'), n: z.number().int().nonnegative() }),
  z.object({ kind: z.literal('ratio'), of: z.number().int().nonnegative(), among: z.number().int().nonnegative() }),
  z.object({
    kind: z.literal('model'),
    n: z.number().int().nonnegative(),
    parameters: z.number().int().nonnegative(),
  }),
]);

/**
 * What a statistic rests on beside persons, for the rule of its kind.
 * - `percentile`: `at` (0 to 1) of `n` values.
 * - `sum`, `mean`: of `given` values, with their contributions.
 * - `deviation`: a standard deviation or variance of `n` values.
 * - `ratio`: of two counts; published where both are.
 * - `model`: an estimate of a model fitted to `n` independent persons with so many `parameters`, the constant included.
 * - `several`: all of these, such as a difference of two means.
 */
export const restsOn = z.discriminatedUnion('kind', [
  ...restsOnOne.options,
  z.object({ kind: z.literal('several'), of: z.array(restsOnOne) }),
]);
export type RestsOn = z.infer<typeof restsOn>;

/**
 * One cell of a table that may be released, with what the disclosure rules need to know of it.
 * - `text`: words. With `basis`, a value out of the data that so many persons have: it is not named where they are few.
 * - `count`: a number of persons or events; `who` says which, where the analysis can say it.
 * - `share`: `of` of `among` persons; published as a percentage of rounded counts. `whom` says who the `among` are.
 * - `statistic`: a mean, SMD, median, estimate … that rests on `basis` persons (or events). `among` is given for
 *   a measure of a model: the persons over whom it was taken. With `step` its value is a time
 *   on that curve, such as a median, and is published only where a published step of the series ends there. `rests`
 *   is what the rule of its kind looks at.
 */
export const releaseCell = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('text'), text: z.string(), basis: z.number().int().nonnegative().optional() }),
  z.object({
    kind: z.literal('count'),
    unit: z.enum(['persons', 'events']),
    n: z.number().int().nonnegative(),
    who: counted.optional(),
  }),
  z.object({
    kind: z.literal('share'),
    of: z.number().int().nonnegative(),
    among: z.number().int().nonnegative(),
    whom: counted.optional(),
  }),
  z.object({
    kind: z.literal('statistic'),
    value: z.number().nullable(),
    digits: z.number().int().min(0).max(6),
    basis: z.number().int().nonnegative(),
    unit: z.string().optional(),
    among: z.number().int().nonnegative().optional(),
    step: z.object({ curve: z.string(), series: z.number().int().nonnegative() }).optional(),
    rests: restsOn.optional(),
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
 * - `together`: neighbouring rows that may be put together, and the `row` that they then are where it is no sum of theirs.
 */
export const releaseRelation = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('sum'), parts: z.array(address).min(1), total: address }),
  z.object({
    kind: z.literal('chain'),
    cells: z.array(address).min(2),
    wanted: z.array(z.number().int().nonnegative()).optional(),
  }),
  z.object({ kind: z.literal('share'), count: address, share: address }),
  z.object({
    kind: z.literal('together'),
    rows: z.array(z.number().int().nonnegative()).min(2),
    row: z.array(releaseCell),
  }),
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
      /** Who begins: those at risk at first. */
      who: counted.optional(),
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

/**
 * The rules that withhold, round or flag a cell, a curve or a label, by name.
 * - `smallest-count`: 1 to 10 persons or events, or a share of so few.
 * - `secondary`: with it a small count in the same or another table could be worked out.
 * - `attrition-step`: so few are lost from the step before or to the one after.
 * - `withheld-group`: a percentage of a group whose size is withheld.
 * - `small-basis`, `small-metric`: a statistic of few persons or events; a measure of a model over few persons.
 * - `percentile`, `dominance`, `negative-values`, `deviation`, `ratio`, `model-size`, `curve-step`: the rules of such statistics.
 * - `earlier-release`: with it and what has left before, a small count could be worked out.
 * - `curve-steps`, `rare-label`, `class-disclosure`, `rounding`, `nothing-left`: the rules of these names.
 */
export const ruleId = z.enum([
  'smallest-count',
  'secondary',
  'attrition-step',
  'withheld-group',
  'small-basis',
  'small-metric',
  'percentile',
  'dominance',
  'negative-values',
  'deviation',
  'ratio',
  'model-size',
  'curve-step',
  'earlier-release',
  'curve-steps',
  'rare-label',
  'class-disclosure',
  'rounding',
  'nothing-left',
]);
export type RuleId = z.infer<typeof ruleId>;

/** A release that left the study before: its day and the titles of its findings. */
export const earlierRelease = z.object({ at: z.string(), titles: z.array(z.string()) });
export type EarlierRelease = z.infer<typeof earlierRelease>;

/**
 * One cell after the check. `text` is what is printed, null where the cell is withheld; `rule` is the rule that withheld
 * it, null where none did and in findings of before this was kept. Rules of withheld cells stay in the study.
 */
export const checkedCell = z.object({
  text: z.string().nullable(),
  status: z.enum(['published', 'rounded', 'primary', 'secondary', 'small-basis']),
  rule: ruleId.nullable().optional(),
});
export type CheckedCell = z.infer<typeof checkedCell>;

/**
 * What withholding costs a table. `persons` and `withheldPersons` add up its counts of persons and events and those
 * withheld, rounded as counts are, at least to 5: for the study's own window, not for those who receive the table.
 * `proved`: no safe choice withholds less while the sizes of groups stay shown.
 */
export const tableLoss = z.object({
  cells: z.number().int(),
  withheld: z.number().int(),
  /** Of those withheld, what is no small count itself but protects one. */
  protecting: z.number().int(),
  persons: z.number().int(),
  withheldPersons: z.number().int(),
  proved: z.boolean(),
});
export type TableLoss = z.infer<typeof tableLoss>;

export const checkedTable = z.object({
  id: z.string(),
  title: z.string(),
  note: z.string(),
  columns: z.array(column),
  rows: z.array(z.array(checkedCell)),
  /** Not in findings of before this was kept. */
  loss: tableLoss.optional(),
});
export type CheckedTable = z.infer<typeof checkedTable>;

/** One thing the check changed; never the value it changed. */
export const checkChange = z.object({
  where: z.string(),
  rule: z.string(),
  action: z.enum(['withheld', 'rounded', 'merged', 'refused', 'flagged']),
  reason: z.string(),
  id: ruleId.optional(),
  /** Of the rule `earlier-release`: the release that left before. */
  earlier: earlierRelease.optional(),
});
export type CheckChange = z.infer<typeof checkChange>;

/** Edition of the rules: findings checked under another one are checked again, and what leaves is always the new check. */
export const rulesEdition = 3;

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
  /** The `rulesEdition` it was checked under; left out before there were editions. */
  edition: z.number().int().optional(),
});
export type CheckedRelease = z.infer<typeof checkedRelease>;
