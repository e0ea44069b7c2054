import { z } from 'zod';
import { defineAnalysis } from '../../../contract/analysis.ts';
import { featureDeclaration } from '../../../contract/features.ts';
import { modelIdentity } from '../../../contract/model-results.ts';
import { release } from './release.ts';

const leadDays = z.number().int().min(0).max(3650);
const leadList = z.array(leadDays).min(1).max(12);

/** A list of days, or the same as text: “0,30,90”. Shortest first, each once. */
const leads = z
  .union(
    [
      leadList,
      z
        .string()
        .regex(/^ *\d{1,4}( *, *\d{1,4}){0,11} *$/)
        .transform((text) => text.split(',').map(Number))
        .pipe(leadList),
    ],
    'Say up to twelve numbers of days from 0 to 3650, as [0, 30, 90] or “0, 30, 90”.',
  )
  .transform((days) => [...new Set(days)].sort((a, b) => a - b));

export const params = z.strictObject({
  /** A cohort of the study whose first entry is the outcome, or `death`. */
  outcome: z.string().min(1).default('death'),
  /** Days before the outcome at which the data end. */
  leads: leads.default([0, 30, 90, 180, 365]),
  /** Days of record that everybody must have before the longest lead. */
  historyDays: z.number().int().min(0).max(3650).default(365),
  controlsPerCase: z.number().int().min(1).max(10).default(4),
  /** How far a control's calendar date and length of record may be from the case's. */
  caliperDays: z.number().int().min(0).max(3650).default(180),
  folds: z.number().int().min(3).max(10).default(5),
  /** Draws of the bootstrap over persons. */
  replicates: z.number().int().min(100).max(5000).default(500),
  confidence: z.number().min(0.5).max(0.999).default(0.95),
  seed: z
    .number()
    .int()
    .min(0)
    .max(2 ** 31)
    .default(1),
  /** Whether to look which features carry the signal at each lead. */
  drivers: z.enum(['yes', 'no']).default('yes'),
  /** What to predict from; the default features where left out. Day 0 of a window is the day the data end after. */
  features: featureDeclaration.optional(),
});
export type EarlyParams = z.output<typeof params>;

const count = z.number().int().nonnegative();
const maybe = z.number().nullable();

const interval = z.object({ estimate: maybe, lower: maybe, upper: maybe });
export type EarlyInterval = z.output<typeof interval>;

const measures = z.object({ auc: interval, slope: interval, inTheLarge: interval, ece: interval, brier: interval });
export type EarlyMeasures = z.output<typeof measures>;

/** Out-of-fold predictions that lie together. */
const bin = z.object({ predicted: z.number(), observed: z.number(), cases: count, controls: count });
export type EarlyBin = z.output<typeof bin>;

const driver = z.object({
  /** What the features are about: all statistics of one thing are shuffled together. */
  what: z.string(),
  domain: z.string(),
  /** AUC lost on held-out persons. */
  loss: interval,
  /** Persons with a record of it at this lead. */
  persons: count,
});
export type EarlyDriver = z.output<typeof driver>;

const atLead = z.object({
  lead: count,
  model: measures,
  logistic: measures,
  /** AUC of the model less its AUC at the longest lead, the same draws of persons on both sides. */
  gain: interval,
  bins: z.array(bin),
  drivers: z.array(driver),
});
export type AtLead = z.output<typeof atLead>;

export const result = z.object({
  cohort: z.string(),
  outcome: z.string(),
  model: modelIdentity,
  cases: count,
  controlsPerCase: count,
  caliperDays: count,
  historyDays: count,
  features: count,
  folds: count,
  replicates: count,
  confidence: z.number(),
  seed: count,
  /** Each number counts a part of the persons before it. */
  flow: z.array(z.object({ step: z.string(), n: count })),
  excluded: z.array(z.object({ reason: z.string(), n: count })),
  /** One entry a lead, the shortest first. */
  at: z.array(atLead),
  /** How well what was matched tells cases from controls by itself: near 0.5 where matching did its work. */
  leaks: z.array(z.object({ what: z.string(), auc: interval })),
  notes: z.array(z.string()),
});
export type EarlyResult = z.output<typeof result>;

/** “the day before”, “30 days before”. */
export const leadWords = (lead: number): string => (lead === 0 ? 'up to the day before' : `${lead} days before`);

/**
 * The longest lead at which the model sees more than at the longest of all, as do all shorter ones; null where none does.
 * It says that a signal begins there, on top of what is known all along.
 */
export function signalFrom({ at }: Pick<EarlyResult, 'at'>): number | null {
  let found: number | null = null;
  for (const { lead, gain } of at.slice(0, -1)) {
    if (gain.lower === null || gain.lower <= 0) break;
    found = lead;
  }
  return found;
}

const digits = (value: number | null) => (value === null ? '—' : value.toFixed(2));

function sentence(r: EarlyResult): string {
  const [first, last] = [r.at[0]!, r.at.at(-1)!];
  const told = ({ lead, model: { auc } }: AtLead) =>
    `${digits(auc.estimate)} (${digits(auc.lower)}–${digits(auc.upper)}) ${leadWords(lead)}`;
  const aucs = r.at.length === 1 ? told(first) : `${told(first)}, ${told(last)}`;
  const from = signalFrom(r);
  const begins =
    r.at.length === 1
      ? ''
      : from === null
        ? ` Nothing more is seen nearer to it than ${last.lead} days before.`
        : ` ${from === 0 ? 'Up to the day before' : `From ${from} days before on`}, more is seen than ${last.lead} days before.`;
  return `Held-out AUC for “${r.outcome}” ${aucs}, ${r.cases} cases with ${r.controlsPerCase} matched controls each.${begins}`;
}

export const spec = defineAnalysis({
  name: 'early-detection',
  title: 'Early detection',
  summary: 'How early could an outcome have been seen: the same prediction from data that end 0 to 365 days before it.',
  sources: ['cohort'],
  cohorts: { min: 1, max: 1 },
  fields: {
    cohort: [
      {
        kind: 'cohort',
        key: 'outcome',
        label: 'Outcome',
        help: 'A cohort whose first entry is what should be seen early.',
        none: 'Death from any cause',
        optional: true,
      },
      {
        kind: 'choice',
        key: 'leads',
        label: 'Data end',
        help: 'Days before the outcome. The same persons at each.',
        optional: true,
        options: [
          { value: '0,30,90,180,365', label: '0, 30, 90, 180, 365 days before' },
          { value: '0,30,60,90,120,150,180,210,240', label: '0 to 240 days before, by 30' },
          { value: '0,7,14,30,60', label: '0, 7, 14, 30, 60 days before' },
          { value: '0,90,180,365,730', label: '0, 90, 180, 365, 730 days before' },
          { value: '0,90', label: '0 and 90 days before: a first look' },
        ],
        initial: '0,30,90,180,365',
      },
      {
        kind: 'number',
        key: 'historyDays',
        label: 'History',
        help: 'Record that everybody must have before the longest of these.',
        optional: true,
        unit: 'days',
        initial: 365,
      },
      {
        kind: 'number',
        key: 'controlsPerCase',
        label: 'Controls a case',
        help: '1 to 10, each person once.',
        optional: true,
        unit: '',
        initial: 4,
      },
      {
        kind: 'number',
        key: 'caliperDays',
        label: 'Matched within',
        help: 'Calendar date and length of record of a control.',
        optional: true,
        unit: 'days',
        initial: 180,
      },
      {
        kind: 'choice',
        key: 'drivers',
        label: 'What carries the signal',
        help: 'Shuffles each feature at each lead; takes longer.',
        optional: true,
        options: [
          { value: 'yes', label: 'Look for it' },
          { value: 'no', label: 'Leave out' },
        ],
        initial: 'yes',
      },
    ],
    table: [],
  },
  method:
    'A nested case-control study. A case is a person of the cohort who reaches the outcome after entry while observed; ' +
    'the index date is its day. Controls are drawn by incidence density sampling from the persons who are at risk as many ' +
    'days after their own entry, each person once, on a calendar date and with a length of record near the case’s; every ' +
    'case has the same number, so that neither calendar time, time since entry nor length of record tells a case. At each ' +
    'lead the same persons are predicted from the same features, which end before the index date less the lead. The ' +
    'on-device model and a logistic regression with a ridge penalty predict each matched set from other sets and other ' +
    'persons (cross-validation). AUC is taken within folds; calibration slope, calibration-in-the-large, ' +
    'expected calibration error and Brier score over all. Intervals are percentiles of a bootstrap over persons, and hold ' +
    'the predictions fixed. Signal of a feature: AUC lost when all that is known of one thing is shuffled among held-out ' +
    'persons; things that say the same stand in for each other. Predicted probabilities are those of the matched sample, ' +
    'not risks. Exploratory: intervals are not adjusted for the number of leads.',
  params,
  result,
  sentence,
  release,
});
