import { z } from 'zod';
import { defineAnalysis } from '../../../contract/analysis.ts';
import { contributions } from '../../../contract/release.ts';
import { release } from './release.ts';

export const params = z.strictObject({
  /** On a table: the column whose values are the groups. */
  by: z.string().min(1).optional(),
  /** On a table: the columns to describe; all where left out. */
  variables: z.array(z.string().min(1)).min(1).optional(),
  /** On cohorts: how many conditions, drugs and measurements to list, each. */
  top: z.number().int().min(0).max(100).default(10),
  /** On cohorts: how many days before entry to look at. */
  windowDays: z.number().int().positive().max(36525).default(365),
});
export type TableOneParams = z.output<typeof params>;

const count = z.number().int().nonnegative();
const maybe = z.number().nullable();
const named = { section: z.string(), name: z.string(), label: z.string(), smd: maybe };

const continuous = z.object({
  kind: z.literal('continuous'),
  ...named,
  unit: z.string().nullable(),
  groups: z.array(
    z.object({
      group: z.string(),
      n: count,
      missing: count,
      mean: maybe,
      sd: maybe,
      median: maybe,
      q1: maybe,
      q3: maybe,
      /** Not in results of before it was kept. */
      contributions: contributions.optional(),
    }),
  ),
});

const share = z.object({ group: z.string(), n: count, proportion: maybe });

const categorical = z.object({
  kind: z.literal('categorical'),
  ...named,
  groups: z.array(z.object({ group: z.string(), n: count, missing: count })),
  /** Proportions among those with a value. */
  levels: z.array(z.object({ name: z.string(), groups: z.array(share) })),
});

/** Has it or not, nobody missing: a condition or a drug on record. */
const binary = z.object({ kind: z.literal('binary'), ...named, groups: z.array(share) });

export const variable = z.discriminatedUnion('kind', [continuous, categorical, binary]);
export type Variable = z.output<typeof variable>;
export type Continuous = z.output<typeof continuous>;
export type Categorical = z.output<typeof categorical>;
export type Binary = z.output<typeof binary>;

export const result = z.object({
  source: z.enum(['table', 'cohorts']),
  unit: z.enum(['rows', 'persons']),
  by: z.string().nullable(),
  /** On cohorts: the days before entry in which conditions and drugs were looked for. Not in results of before it was kept. */
  windowDays: z.number().int().optional(),
  groups: z.array(z.object({ name: z.string(), n: count })),
  /** With two groups: every SMD is `of` less `against`. */
  contrast: z.object({ of: z.string(), against: z.string() }).nullable(),
  excluded: z.array(z.object({ reason: z.string(), n: count })),
  skipped: z.array(z.object({ column: z.string(), reason: z.string() })),
  notes: z.array(z.string()),
  variables: z.array(variable),
});
export type TableOneResult = z.output<typeof result>;

const whole = new Intl.NumberFormat('en-US');

function sentence(r: TableOneResult): string {
  const groups = r.groups.map(({ name, n }, i) =>
    r.groups.length === 1
      ? `${whole.format(n)} ${r.unit}`
      : `${whole.format(n)}${i === 0 ? ` ${r.unit}` : ''} in ${name}`,
  );
  const listed = groups.length === 2 ? groups.join(' and ') : groups.join(', ');
  const described = `${listed}, described by ${r.variables.length} variable${r.variables.length === 1 ? '' : 's'}`;
  const apart = r.variables.filter(({ smd }) => smd !== null && Math.abs(smd) > 0.1);
  if (!r.contrast) return `${described}.`;
  if (apart.length === 0) return `${described}; none differs by a standardised mean difference of more than 0.1.`;
  const widest = apart.reduce((a, b) => (Math.abs(b.smd!) > Math.abs(a.smd!) ? b : a));
  return `${described}; ${apart.length} differ${apart.length === 1 ? 's' : ''} by a standardised mean difference of more than 0.1, most of all ${widest.label} (${widest.smd!.toFixed(2)}).`;
}

export const spec = defineAnalysis({
  name: 'table-one',
  title: 'Table one',
  summary:
    'Who is in the cohort: demographics, conditions, drugs and measurements; two groups side by side with their differences.',
  sources: ['cohort', 'table'],
  cohorts: { min: 1, max: 2 },
  fields: {
    cohort: [
      {
        kind: 'number',
        key: 'windowDays',
        label: 'Look back',
        help: 'Conditions, drugs and measurements before entry.',
        optional: true,
        unit: 'days',
        initial: 365,
      },
      {
        kind: 'number',
        key: 'top',
        label: 'How many of each',
        help: 'The most frequent conditions, drugs and measurements.',
        optional: true,
        unit: '',
        initial: 10,
      },
    ],
    table: [
      {
        kind: 'column',
        key: 'by',
        label: 'Groups',
        help: 'A column of 2 to 20 groups. Two groups are compared.',
        optional: true,
      },
      { kind: 'columns', key: 'variables', label: 'Variables', help: 'All columns where left out.', optional: true },
    ],
  },
  method:
    'Counts and percentages, means with standard deviations, medians with quartiles (type 7 of Hyndman and Fan), and what ' +
    'is missing. Two groups are compared by standardised mean differences (Austin 2009; for several levels Yang and ' +
    'Dalton 2012), which do not depend on the size of the groups; above 0.1 is commonly read as a difference that ' +
    'matters. On cohorts everything is as known on the day of first entry: conditions and drugs in the days before it, ' +
    'the last measurement up to it. No record of a condition or drug counts as not having it.',
  params,
  result,
  sentence,
  release,
});
