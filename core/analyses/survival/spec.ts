import { z } from 'zod';
import { defineAnalysis } from '../../../contract/analysis.ts';
import { release } from './release.ts';

export const params = z.strictObject({
  /** On a table: the columns of follow-up time and of the event. */
  time: z.string().min(1).optional(),
  event: z.string().min(1).optional(),
  strata: z.string().min(1).optional(),
  /** On a table: the unit of the time column, for the words around the numbers only. */
  timeUnit: z.string().max(20).optional(),
  /** On cohorts: a cohort of the study whose first entry is the event, or `death`. */
  outcome: z.string().min(1).default('death'),
  horizonDays: z.number().int().positive().optional(),
  priorOutcome: z.enum(['exclude', 'keep']).default('exclude'),
  confidence: z.number().min(0.5).max(0.999).default(0.95),
  confType: z.enum(['log-log', 'log', 'plain']).default('log-log'),
  /** Times at which to read the curve; round times where left out. */
  times: z.array(z.number().nonnegative()).max(100).optional(),
});
export type SurvivalParams = z.output<typeof params>;

const count = z.number().int().nonnegative();
const maybe = z.number().nullable();

const curvePoint = z.object({
  time: z.number(),
  nRisk: count,
  nEvent: count,
  nCensor: count,
  survival: z.number(),
  se: maybe,
  lower: maybe,
  upper: maybe,
});

/** The curve read at one time; nulls past the last follow-up. Events and censorings since the time listed before. */
const readPoint = curvePoint.extend({ survival: maybe });

const stratum = z.object({
  name: z.string(),
  n: count,
  events: count,
  censored: count,
  personTime: z.number(),
  median: z.object({ estimate: maybe, lower: maybe, upper: maybe }),
  curve: z.array(curvePoint),
  /** True where neighbouring times were merged to keep the curve drawable; all estimates rest on every time. */
  curveThinned: z.boolean(),
  atTimes: z.array(readPoint),
});
export type SurvivalStratum = z.output<typeof stratum>;

export const result = z.object({
  source: z.enum(['table', 'cohorts']),
  unit: z.enum(['rows', 'persons']),
  n: count,
  outcome: z.string(),
  strataBy: z.string().nullable(),
  timeUnit: z.string().nullable(),
  /** How the event was read, in words. */
  eventReading: z.string(),
  confidence: z.number(),
  confType: z.enum(['log-log', 'log', 'plain']),
  excluded: z.array(z.object({ reason: z.string(), n: count })),
  notes: z.array(z.string()),
  strata: z.array(stratum),
  /** Numbers at risk at round times, one line a stratum. */
  riskTable: z.object({
    times: z.array(z.number()),
    strata: z.array(z.object({ name: z.string(), nRisk: z.array(count) })),
  }),
  /** Null with one stratum. */
  logRank: z
    .object({
      chisq: z.number(),
      df: z.number().int(),
      p: z.number(),
      observed: z.array(z.number()),
      expected: z.array(z.number()),
    })
    .nullable(),
});
export type SurvivalResult = z.output<typeof result>;

const number = new Intl.NumberFormat('en-US', { maximumFractionDigits: 1 });
const shown = (value: number | null) => (value === null ? 'not reached' : number.format(value));

/** A p value as journals print it: two significant digits, `< 0.0001` below. */
export function pValue(p: number): string {
  return p < 0.0001 ? 'p < 0.0001' : `p = ${p >= 0.1 ? p.toFixed(2) : Number(p.toPrecision(2)).toString()}`;
}

const percent = (value: number) => `${(value * 100).toFixed(1)} %`;
const describedOutcome = (r: SurvivalResult) => (r.source === 'cohorts' && r.outcome !== 'death' ? r.outcome : null);

/** Fewest persons at risk for a survival figure to be put into the sentence. */
const enoughAtRisk = 11;

/** Where no group reaches its median: survival at the last listed time at which every group still has enough at risk. */
function lateSentence(r: SurvivalResult): string | null {
  const late = r.strata[0]!.atTimes.findLastIndex(
    ({ time }, i) => time > 0 && r.strata.every(({ atTimes }) => (atTimes[i]?.nRisk ?? 0) >= enoughAtRisk),
  );
  if (late < 0 || r.strata.some(({ median }) => median.estimate !== null)) return null;
  const shares = r.strata.map(({ name, n, atTimes }) => {
    const where = r.strataBy === null ? `of all ${number.format(n)} ${r.unit}` : `in ${name}`;
    return `${percent(atTimes[late]!.survival!)} ${where}`;
  });
  const time = `${number.format(r.strata[0]!.atTimes[late]!.time)}${r.timeUnit ? ` ${r.timeUnit}` : ''}`;
  const outcome = describedOutcome(r);
  const test = r.logRank ? `; log-rank ${pValue(r.logRank.p)}` : '';
  return `${outcome ? `Without ${outcome}` : 'Surviving'} after ${time}: ${shares.join(', ')}${test}. The median is not reached.`;
}

function sentence(r: SurvivalResult): string {
  const late = lateSentence(r);
  if (late) return late;
  const level = `${number.format(r.confidence * 100)} % CI`;
  const firstReached = r.strata.findIndex(({ median }) => median.estimate !== null);
  const medians = r.strata.map(({ name, n, median }, i) => {
    const unit = i === firstReached && r.timeUnit ? ` ${r.timeUnit}` : '';
    const known = median.lower !== null || median.upper !== null;
    const interval = known ? ` (${i === 0 ? `${level} ` : ''}${shown(median.lower)}–${shown(median.upper)})` : '';
    const where = r.strataBy === null ? ` in all ${number.format(n)} ${r.unit}` : ` in ${name}`;
    return `${shown(median.estimate)}${unit}${interval}${where}`;
  });
  const outcome = describedOutcome(r);
  const what = outcome ? `Median time to ${outcome}` : 'Median survival';
  const test = r.logRank ? `; log-rank ${pValue(r.logRank.p)}` : '';
  return `${what} ${medians.join(', ')}${test}.`;
}

const confidenceFields = [
  {
    kind: 'number' as const,
    key: 'confidence',
    label: 'Confidence level',
    help: 'Between 0.5 and 0.999.',
    optional: true,
    unit: '',
    initial: 0.95,
  },
  {
    kind: 'choice' as const,
    key: 'confType',
    label: 'Confidence limits',
    help: 'The scale on which the limits are computed. Log-log limits never leave 0 to 1.',
    optional: true,
    options: [
      { value: 'log-log', label: 'Log-log' },
      { value: 'log', label: 'Log' },
      { value: 'plain', label: 'Plain' },
    ],
    initial: 'log-log',
  },
];

export const spec = defineAnalysis({
  name: 'survival',
  title: 'Survival',
  summary: 'How long until the event, in one group or several: Kaplan-Meier curves, medians, log-rank test.',
  sources: ['cohort', 'table'],
  cohorts: { min: 1, max: 4 },
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
        key: 'priorOutcome',
        label: 'Who had the outcome before',
        help: 'A first event can only happen to persons who have not had it.',
        optional: true,
        options: [
          { value: 'exclude', label: 'Leave out' },
          { value: 'keep', label: 'Keep' },
        ],
        initial: 'exclude',
      },
      ...confidenceFields,
    ],
    table: [
      {
        kind: 'column',
        key: 'time',
        label: 'Time',
        help: 'Follow-up time of each row, not negative.',
        optional: false,
      },
      {
        kind: 'column',
        key: 'event',
        label: 'Event',
        help: '0 and 1, true and false, or 1 (censored) and 2 (event).',
        optional: false,
      },
      { kind: 'column', key: 'strata', label: 'Groups', help: 'Up to 20 groups to compare.', optional: true },
      {
        kind: 'choice',
        key: 'timeUnit',
        label: 'Unit of time',
        help: 'What one unit of the time column is.',
        optional: true,
        options: [
          { value: '', label: 'Not said' },
          ...['days', 'weeks', 'months', 'years'].map((unit) => ({ value: unit, label: unit })),
        ],
        initial: '',
      },
      ...confidenceFields,
    ],
  },
  method:
    'Kaplan-Meier product-limit estimate with Greenwood standard errors; pointwise confidence limits on the log-log ' +
    'scale unless chosen otherwise; median as the first time at which survival is one half or less, its limits where ' +
    'the limits of the curve reach one half; log-rank test (Mantel 1966) between groups. Assumes that leaving ' +
    'observation tells nothing about the event. On cohorts, time runs from a person’s first entry to the first ' +
    'outcome, and ends at the end of the observation period, at death or at the horizon; death is treated as ' +
    'leaving observation unless it is the outcome. Agrees with R survival 3.5-3.',
  params,
  result,
  sentence,
  release,
});
