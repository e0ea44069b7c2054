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
