import { z } from 'zod';

/** Days before (negative) or after the index date, both ends included; day 0 is the index date itself. */
const day = z.number().int().min(-36_500).max(36_500);

export const featureWindow = z
  .object({ name: z.string().min(1), fromDay: day, toDay: day })
  .refine(({ fromDay, toDay }) => fromDay <= toDay, 'A window ends on or after the day it starts.');
export type FeatureWindow = z.infer<typeof featureWindow>;

/** Concepts by id, or `top:25`: those recorded for the most persons of the cohort within the window. */
const concepts = z.union([
  z.array(z.number().int().min(0)).min(1).max(500),
  z
    .string()
    .regex(/^top:[1-9]\d{0,2}$/, 'Say concept ids, or “top:25” for the 25 most frequent.')
    .transform((text) => text as `top:${number}`),
]);

export const featureDomain = z.enum(['condition', 'drug', 'procedure', 'measurement', 'observation', 'visit']);
export type FeatureDomain = z.infer<typeof featureDomain>;

const what = {
  concepts,
  /** With every concept below it in the hierarchy. */
  descendants: z.boolean().default(true),
  /** Makes one feature of this name out of all the concepts; without it each concept is a feature. */
  label: z.string().min(1).optional(),
  window: z.string(),
};

const declaration = z.object({
  version: z.literal(1),
  windows: z.array(featureWindow).min(1),
  demographics: z.array(z.enum(['age', 'sex', 'race', 'ethnicity'])).default([]),
  /** Is there an event that starts in the window (1 or 0), or how many. */
  presence: z
    .array(z.object({ domain: featureDomain, ...what, as: z.enum(['present', 'count']).default('present') }))
    .default([]),
  /** Numbers measured in the window: the last, the mean, the slope per year by least squares (two days or more). */
  measurements: z
    .array(z.object({ ...what, statistics: z.array(z.enum(['last', 'mean', 'slope'])).min(1) }))
    .default([]),
  /** Visits that start in the window, by kind, or days in hospital that fall in it. */
  utilisation: z
    .array(
      z.object({ kind: z.enum(['outpatient', 'inpatient', 'emergency', 'any', 'hospital-days']), window: z.string() }),
    )
    .default([]),
  /** Days from the last event of a kind that starts in the window to the index date; missing where there is none. */
  timeSince: z.array(z.object({ domain: featureDomain, ...what })).default([]),
});

/**
 * How a cohort becomes one row per person: saved with the study as JSON. Nothing outside the named windows enters.
 *
 * @example { version: 1, windows: [{ name: 'year', fromDay: -365, toDay: -1 }], demographics: ['age', 'sex'],
 *            presence: [{ domain: 'condition', concepts: [201826], window: 'year' }] }
 */
export const featureDeclaration = declaration.superRefine((value, context) => {
  const names = value.windows.map(({ name }) => name);
  if (new Set(names).size < names.length)
    context.addIssue({ code: 'custom', message: 'Two windows have the same name.' });
  const used = [...value.presence, ...value.measurements, ...value.utilisation, ...value.timeSince];
  for (const { window } of used) {
    if (names.includes(window)) continue;
    context.addIssue({ code: 'custom', message: `No window is named “${window}”. Add it to windows.` });
  }
});
export type FeatureDeclaration = z.infer<typeof featureDeclaration>;

/** One column of the matrix. */
export const featureColumn = z.object({
  name: z.string(),
  /** In plain words, window included. */
  label: z.string(),
  kind: z.enum(['number', 'category']),
  unit: z.string().optional(),
  source: z.object({ domain: z.string(), conceptIds: z.array(z.number().int()) }),
  /** Rows without a value. */
  missing: z.number().int(),
});
export type FeatureColumn = z.infer<typeof featureColumn>;
