import { z } from 'zod';
import { defineAnalysis } from '../../../contract/analysis.ts';
import { featureDeclaration } from '../../../contract/features.ts';
import { fewestNamed } from '../../../contract/release.ts';
import { adjustWords, basisOf, byWords, measureWords, release, standingWords } from './release.ts';

const names = z.array(z.string().min(1)).max(20);

export const params = z.strictObject({
  /**
   * On a table: a column of two values, and with `treated` which of the two is the treatment. On cohorts: which of the
   * two is, by name; the first where left out.
   */
  treatment: z.string().min(1).optional(),
  treated: z.enum(['later', 'earlier']).default('later'),
  /** On a table: the outcome; with a follow-up time a survival outcome, without one a binary one. */
  event: z.string().min(1).optional(),
  time: z.string().min(1).optional(),
  timeUnit: z.string().max(20).optional(),
  /** On a table: what to adjust for; every other column that can be, where left out. */
  covariates: z.array(z.string().min(1)).min(1).max(500).optional(),
  /** On cohorts: a cohort of the study whose first entry is the event, or `death`. */
  outcome: z.string().min(1).default('death'),
  /** On cohorts: time to the event, or whether it came within `horizonDays`. */
  measure: z.enum(['hazard', 'risk']).default('hazard'),
  horizonDays: z.number().int().positive().max(36_500).optional(),
  /** On cohorts: until observation ends, or until the cohort's end date or entry into the other cohort. */
  followUp: z.enum(['observation', 'treatment']).default('observation'),
  /** On cohorts: time at risk begins, and on treatment ends, that many days later. */
  lagDays: z.number().int().min(0).max(3650).default(0),
  /** On cohorts: persons of both stay with what they entered first, or are left out. */
  inBoth: z.enum(['first', 'exclude']).default('first'),
  priorOutcome: z.enum(['exclude', 'keep']).default('exclude'),
  /** On cohorts: what to adjust for, as known before entry. */
  features: featureDeclaration.optional(),
  /** Covariates by which the effect is told apart: columns of the table, or features by name. Declare them beforehand. */
  subgroups: z.union([names, z.enum(['age-and-sex', 'none'])]).optional(),
  propensity: z.enum(['logistic', 'model', 'logistic-only']).default('logistic'),
  adjust: z.enum(['overlap', 'iptw', 'att', 'match']).default('overlap'),
  trim: z.enum(['common', 'crump', 'none']).default('common'),
  /** Of matching: standard deviations of the logit of the propensity. */
  caliper: z.number().positive().max(10).default(0.2),
  confidence: z.number().min(0.5).max(0.999).default(0.95),
  seed: z
    .number()
    .int()
    .min(0)
    .max(2 ** 32 - 1)
    .default(1),
});
export type ComparisonParams = z.output<typeof params>;

const count = z.number().int().nonnegative();
const maybe = z.number().nullable();
const by = z.enum(['logistic', 'model']);

const measured = z.object({
  measure: z.enum(['hazard-ratio', 'risk-difference', 'risk-ratio']),
  estimate: z.number(),
  lower: z.number(),
  upper: z.number(),
  /** Of the logarithm, for a ratio. */
  error: z.number(),
  p: z.number(),
});

const armCounts = z.object({ n: count, events: count });
const pair = <T extends z.ZodType>(of: T) => z.object({ treated: of, comparator: of });

const effect = z.object({
  by: z.enum(['none', 'logistic', 'model']),
  adjust: z.enum(['none', 'overlap', 'iptw', 'att', 'match']),
  /** The one that was asked for: the sentence, the curves and the subgroups rest on it. */
  leads: z.boolean(),
  arms: pair(armCounts.extend({ effective: z.number() })),
  risks: pair(z.number()).nullable(),
  /** Empty where it cannot be estimated; `reason` says why. */
  measures: z.array(measured),
  reason: z.string().nullable(),
  interval: z.string(),
});

const level = z.object({
  name: z.string(),
  arms: pair(armCounts),
  measure: measured.nullable(),
  reason: z.string().nullable(),
});

const curvePoint = z.object({
  time: z.number(),
  nRisk: count,
  nEvent: count,
  nCensor: count,
  survival: z.number(),
  lower: maybe,
  upper: maybe,
});

const binCounts = z.object({ all: count, analysed: count });

export const result = z.object({
  /** What this can be used for, everywhere it is shown. */
  standing: z.literal('hypothesis-generating'),
  source: z.enum(['table', 'cohorts']),
  unit: z.enum(['rows', 'persons']),
  /** The treatment asked about first, then what it is compared with. */
  arms: pair(z.object({ name: z.string(), n: count, analysed: count, events: count })),
  outcome: z.string(),
  /** On a table: the column of the treatment; not in results of before it was kept. */
  treatment: z.string().optional(),
  kind: z.enum(['survival', 'binary']),
  timeUnit: z.string().nullable(),
  eventReading: z.string(),
  followUp: z.string(),
  confidence: z.number(),
  adjust: params.shape.adjust.unwrap(),
  trim: params.shape.trim.unwrap(),
  caliper: maybe,
  propensities: z.array(
    z.object({
      by,
      leads: z.boolean(),
      /** How well it tells the arms apart: 0.5 not at all. */
      auc: maybe,
      /** Share of each arm with a preference score between 0.3 and 0.7. */
      equipoise: pair(z.number()),
      bins: z.array(z.object({ from: z.number(), to: z.number(), treated: binCounts, comparator: binCounts })),
    }),
  ),
  effects: z.array(effect),
  balance: z.array(
    z.object({
      label: z.string(),
      isBinary: z.boolean(),
      before: maybe,
      after: z.array(z.object({ by, smd: maybe })),
      /** Fewest persons a difference could give away. */
      basis: count,
    }),
  ),
  /** Weighted survival by arm, treated first; empty for a binary outcome. */
  curves: z.array(z.object({ name: z.string(), points: z.array(curvePoint), atRisk: z.array(count) })),
  /** Round times at which `atRisk` counts who is still followed. */
  riskTimes: z.array(z.number()),
  subgroups: z.array(
    z.object({
      label: z.string(),
      levels: z.array(level),
      interaction: z.object({ chisq: z.number(), df: count, p: z.number() }).nullable(),
    }),
  ),
  excluded: z.array(z.object({ reason: z.string(), n: count })),
  skipped: z.array(z.object({ column: z.string(), reason: z.string() })),
  notes: z.array(z.string()),
});
export type ComparisonResult = z.output<typeof result>;
export type ComparisonEffect = ComparisonResult['effects'][number];
export type ComparisonMeasure = z.output<typeof measured>;

/** The words of a comparison, for its view. */
export { adjustWords, byWords, measureWords, standingWords };

/** An estimate as it is read: a ratio to two decimals, a difference of risks in percentage points. */
export function measureText({ measure }: Pick<ComparisonMeasure, 'measure'>, value: number): string {
  const text = measure === 'risk-difference' ? (value * 100).toFixed(1) : value.toFixed(2);
  return Number(text) === 0 ? text.replace('-', '') : text.replace('-', '−');
}

/** Numbers only where a reader outside may have them: the gate withholds estimates of fewer events. */
function sentence(r: ComparisonResult): string {
  const [lead, crude] = [r.effects.find((one) => one.leads)!, r.effects[0]!];
  const who = `${r.arms.treated.name} against ${r.arms.comparator.name}`;
  const how = `by ${adjustWords[r.adjust]}, propensity by ${byWords[lead.by]}`;
  const first = lead.measures[0];
  const few = [lead, crude].some(({ arms }) => basisOf(arms, r.kind) < fewestNamed);
  if (!first || few)
    return `Hypothesis-generating: too few events of “${r.outcome}” to put an effect of ${who} into a sentence (${how}).`;
  const level = `${Number((r.confidence * 100).toFixed(1))} % CI`;
  const text = (value: number) => measureText(first, value);
  const unit = first.measure === 'risk-difference' ? ' percentage points' : '';
  const interval = `${text(first.lower)} to ${text(first.upper)}`;
  const before = crude.measures[0] ? `, ${text(crude.measures[0].estimate)} before adjustment` : '';
  return `Hypothesis-generating: ${measureWords[first.measure]} of “${r.outcome}” ${text(first.estimate)}${unit} (${level} ${interval}) for ${who}, ${how}${before}.`;
}

export const spec = defineAnalysis({
  name: 'treatment-comparison',
  title: 'Treatment comparison',
  summary:
    'Does an outcome differ between two treatments: propensity, overlap, balance, effect and subgroups. Hypothesis-generating.',
  sources: ['cohort', 'table'],
  cohorts: { min: 2, max: 2 },
  fields: {
    cohort: [
      {
        kind: 'cohort',
        key: 'outcome',
        label: 'Outcome',
        help: 'A cohort whose first entry is the event.',
        none: 'Death from any cause',
        optional: true,
      },
      {
        kind: 'cohort',
        key: 'treatment',
        label: 'The treatment is',
        help: 'The other of the two cohorts is its comparator.',
        none: 'The first one chosen',
        optional: true,
      },
      {
        kind: 'choice',
        key: 'measure',
        label: 'Effect',
        help: 'A risk needs a number of days to follow.',
        optional: true,
        options: [
          { value: 'hazard', label: 'Hazard ratio' },
          { value: 'risk', label: 'Risk difference and ratio' },
        ],
        initial: 'hazard',
      },
      {
        kind: 'number',
        key: 'horizonDays',
        label: 'Follow at most',
        help: 'Later time is not counted.',
        optional: true,
        unit: 'days',
        initial: null,
      },
      {
        kind: 'choice',
        key: 'followUp',
        label: 'Follow until',
        help: 'The end of treatment is the cohort’s end date, or entry into the other cohort.',
        optional: true,
        options: [
          { value: 'observation', label: 'End of observation' },
          { value: 'treatment', label: 'End of treatment' },
        ],
        initial: 'observation',
      },
      {
        kind: 'number',
        key: 'lagDays',
        label: 'Begin to count after',
        help: 'What happens sooner cannot be the treatment’s doing.',
        optional: true,
        unit: 'days',
        initial: 0,
      },
      {
        kind: 'choice',
        key: 'inBoth',
        label: 'Persons in both cohorts',
        help: 'Whoever entered both on one day is left out.',
        optional: true,
        options: [
          { value: 'first', label: 'Stay with what came first' },
          { value: 'exclude', label: 'Leave out' },
        ],
        initial: 'first',
      },
      {
        kind: 'choice',
        key: 'subgroups',
        label: 'Subgroups',
        help: 'Chosen before the result is seen.',
        optional: true,
        options: [
          { value: 'age-and-sex', label: 'Age and sex' },
          { value: 'none', label: 'None' },
        ],
        initial: 'age-and-sex',
      },
      ...adjustFields(),
    ],
    table: [
      {
        kind: 'column',
        key: 'treatment',
        label: 'Treatment',
        help: 'A column of two values.',
        optional: false,
      },
      {
        kind: 'choice',
        key: 'treated',
        label: 'The treatment is',
        help: 'The other value is the comparator.',
        optional: true,
        options: [
          { value: 'later', label: 'The later value: 1, yes, B' },
          { value: 'earlier', label: 'The earlier value: 0, no, A' },
        ],
        initial: 'later',
      },
      {
        kind: 'column',
        key: 'event',
        label: 'Outcome',
        help: '0 and 1, true and false, or 1 (without) and 2 (event).',
        optional: false,
      },
      {
        kind: 'column',
        key: 'time',
        label: 'Time',
        help: 'Follow-up until the outcome or the end. Without it, the outcome is compared as it is.',
        optional: true,
      },
      {
        kind: 'columns',
        key: 'covariates',
        label: 'Adjust for',
        help: 'Known before the treatment began. Every other column where left out.',
        optional: true,
      },
      {
        kind: 'columns',
        key: 'subgroups',
        label: 'Subgroups',
        help: 'Chosen before the result is seen.',
        optional: true,
      },
      ...adjustFields(),
    ],
  },
  method:
    'Hypothesis-generating. The propensity of the treatment is estimated from what is known before it, by logistic ' +
    'regression with main effects and a weak ridge penalty, and by the on-device model out of fold. Persons outside the ' +
    'common support are left out unless chosen otherwise. The effect in those for whom either treatment was likely ' +
    '(overlap weights, Li, Morgan and Zaslavsky 2018), in everybody (stabilised inverse probability weights), in the ' +
    'treated, or in 1:1 matched pairs (nearest within 0.2 standard deviations of the logit, drawn by a seed): a hazard ' +
    'ratio by weighted Cox regression with Efron’s ties, or risk difference and ratio, with a sandwich interval that ' +
    'takes the estimation of logistic weights into account; pairs are clusters; weights by the model are taken as given. ' +
    'Balance by standardised differences (Austin 2009), overlap by preference scores (Walker 2013). Subgroups by the ' +
    'same weights, with a Wald test of interaction. Assumes that all confounders are recorded, that what follows entry ' +
    'is not adjusted for, and that leaving observation tells nothing about the outcome. The regressions agree with R ' +
    '4.2.2 and survival 3.5-3.',
  params,
  result,
  sentence,
  release,
});

function adjustFields() {
  return [
    {
      kind: 'choice' as const,
      key: 'adjust',
      label: 'Adjust by',
      help: 'Whom the effect is for: those for whom either was likely, everybody, or those who were treated.',
      optional: true,
      options: [
        { value: 'overlap', label: 'Overlap weights' },
        { value: 'iptw', label: 'Inverse probability weights' },
        { value: 'att', label: 'Weights to the treated' },
        { value: 'match', label: 'Matched pairs' },
      ],
      initial: 'overlap',
    },
    {
      kind: 'choice' as const,
      key: 'trim',
      label: 'Leave out',
      help: 'Who was hardly ever given the other treatment cannot be compared.',
      optional: true,
      options: [
        { value: 'common', label: 'Outside the common support' },
        { value: 'crump', label: 'Propensity under 0.1 or over 0.9' },
        { value: 'none', label: 'Nobody' },
      ],
      initial: 'common',
    },
    {
      kind: 'choice' as const,
      key: 'propensity',
      label: 'Propensity by',
      help: 'The other one stands beside it.',
      optional: true,
      options: [
        { value: 'logistic', label: 'Logistic regression first' },
        { value: 'model', label: 'The model first' },
        { value: 'logistic-only', label: 'Logistic regression only' },
      ],
      initial: 'logistic',
    },
  ];
}
