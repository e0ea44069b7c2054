import { z } from 'zod';
import defaults from './settings/default.json' with { type: 'json' };

/**
 * Every number an institution may set, in one place. The rules read them from here and from nowhere else;
 * `settings/default.json` holds Stillroom's own.
 */
export const policySchema = z.strictObject({
  /** Shown in the check report, so that a reader knows whose rules were applied. */
  name: z.string().min(1),
  /** The smallest number of persons or events that is published. CMS cell-size policy: 11. */
  threshold: z.number().int().min(2).max(1000),
  /** The fewest persons over whom a measure of a model is published. */
  metricPersons: z.number().int().min(2).max(100_000),
  /** Counts are published as multiples of this; 0 publishes them exact. OpenSAFELY: 5. */
  rounding: z.number().int().min(0).max(1000),
  /** `publish` shows zeros (CMS); `withhold` treats them as small counts (ACRO with `zeros_are_disclosive`). */
  zeros: z.enum(['publish', 'withhold']),
  /** What secondary suppression withholds least of: the sum of the counts (a zero weighs 1), or cells. */
  objective: z.enum(['value', 'cells']),
  /** Longest search for the least loss in a check by hand, in seconds; what is found by then is safe, if not proved least. */
  seconds: z.number().min(0.1).max(3600),
  /** Whether who is alone in a cell must not work out another small count with what that person knows. tau-Argus, sdcTable. */
  singletons: z.boolean(),
  /** Whether a check by hand may withhold a zero to protect a small count: not where readers know which must be zero. */
  zerosProtect: z.boolean(),
  /** Dominance: a sum or mean is withheld where the `largest` persons make up `percent` of it or more. ACRO: 2, 90. */
  nk: z.strictObject({ largest: z.number().int().min(1).max(10), percent: z.number().min(1).max(100) }).nullable(),
  /** A sum or mean is withheld where all but its two largest persons make up less than this part of the largest. ACRO: 10. */
  pPercent: z.number().min(0).max(100).nullable(),
  /** Values below zero, to which dominance does not apply: no table of them, none of their cells (ACRO), or by their size. */
  negatives: z.enum(['refuse', 'withhold', 'size']),
  /** Missing values: no table, no cell that lacks one (ACRO's `check_missing_values`), or those without are counted (ACRO). */
  missing: z.enum(['refuse', 'withhold', 'count']),
  /** Smallest and largest values, each of one person. OpenSAFELY refuses them. */
  extremes: z.enum(['refuse', 'publish']),
  /** Fewest degrees of freedom left in a model or a standard deviation. ACRO: 10. */
  degreesOfFreedom: z.number().int().min(0).max(10_000),
  /** Most parameters of a model, as a part of the persons it rests on. DataSHIELD: a third. */
  parameterShare: z.number().min(0).max(1),
  /** Decimals of a percentage. */
  percentDigits: z.number().int().min(0).max(2),
  /** Decimals of a curve's estimate and bounds: more would let exact counts be worked back from their ratios. */
  curveDigits: z.number().int().min(1).max(4),
  /** More rows than this are refused: a table of that size is no longer an aggregate anybody can check. ACRO, OpenSAFELY. */
  maxRows: z.number().int().min(1),
  /**
   * What synthetic rows must hold to before they may be given away, under a decision of their own: the fewest persons
   * read; the most that the membership attack may reach, as an area under the ROC curve (0.5 is chance; Hilprecht et
   * al., 2019); the least share of the distance between other persons that they keep (Giomi et al., 2023, Anonymeter).
   */
  synthetic: z.strictObject({
    persons: z.number().int().min(10).max(100_000),
    membership: z.number().min(0.5).max(1),
    closest: z.number().min(0).max(1),
  }),
});

export type Policy = z.infer<typeof policySchema>;

export const defaultPolicy: Policy = policySchema.parse(defaults);
