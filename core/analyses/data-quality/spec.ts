import { z } from 'zod';
import { defineAnalysis, type ParamField } from '../../../contract/analysis.ts';
import { release } from './release.ts';

/** Thresholds in percent that the form asks for, with what holds where they are left out; `form.ts` says for which checks they are. */
export const asked = {
  unmapped: { label: 'Rows without a concept', initial: 10 },
  outsideLife: { label: 'Dates before birth or long after death', initial: 0.1 },
  outsideObservation: { label: 'Events outside observation periods', initial: 5 },
  implausible: { label: 'Values that cannot be', initial: 0.1 },
} as const;
export type AskedThreshold = keyof typeof asked;

const percent = ({ label }: { readonly label: string }) => {
  const message = `“${label}” is a share of rows: from 0 to 100 %.`;
  return z.number().min(0, message).max(100, message).optional();
};

const fields = Object.entries(asked).map(
  ([key, { label, initial }]): ParamField => ({
    kind: 'number',
    key,
    label,
    help: 'The share of rows that may fail, 0 to 100.',
    optional: true,
    unit: '%',
    initial,
  }),
);

export const params = z.strictObject({
  unmapped: percent(asked.unmapped),
  outsideLife: percent(asked.outsideLife),
  outsideObservation: percent(asked.outsideObservation),
  implausible: percent(asked.implausible),
  /**
   * The largest share in percent that may fail, by check (`afterBirth`), by check and table (`afterBirth:measurement`), by check, table
   * and column (`mappedConcept:measurement.unit_concept_id`), or of one concept there (`afterBirth:measurement.measurement_date.3004249`).
   */
  thresholds: z.record(z.string(), z.number().min(0).max(100)).default({}),
  /** Plausible values besides or instead of Stillroom's own. */
  ranges: z
    .array(z.strictObject({ concept: z.number().int(), unit: z.number().int(), low: z.number(), high: z.number() }))
    .default([]),
  /** The day that counts as today. */
  today: z.iso.date().optional(),
});
export type DataQualityParams = z.output<typeof params>;

const count = z.number().int().nonnegative();

export const checkResult = z.object({
  id: z.string(),
  check: z.string(),
  category: z.enum(['conformance', 'completeness', 'plausibility']),
  part: z.string(),
  table: z.string(),
  column: z.string().nullable(),
  /** What is looked at: a table, one of its columns, or one concept in it. */
  level: z.enum(['table', 'field', 'concept']).default('field'),
  concept: z.number().int().nullable().default(null),
  /** What must hold, in words. */
  rule: z.string(),
  /** Rows (persons, for checks of persons) that fail, of those that were looked at. */
  failed: count,
  of: count,
  share: z.number(),
  /** Percent. */
  threshold: z.number(),
  status: z.enum(['passed', 'failed', 'not applicable']),
  /** A SELECT for the SQL room that shows the rows that fail. */
  rows: z.string(),
});
export type CheckResult = z.output<typeof checkResult>;

export const columnProfile = z.object({
  table: z.string(),
  column: z.string(),
  type: z.string(),
  rows: count,
  missing: count,
  /** Counted for keys, persons and concepts; else estimated (HyperLogLog), a few percent off. */
  distinct: count,
  least: z.string().nullable(),
  most: z.string().nullable(),
  mean: z.number().nullable(),
});
export type ColumnProfile = z.output<typeof columnProfile>;

export const result = z.object({
  persons: count,
  today: z.string(),
  checks: z.array(checkResult),
  profile: z.array(columnProfile),
  notes: z.array(z.string()),
});
export type DataQualityResult = z.output<typeof result>;

type Looked = Pick<CheckResult, 'check' | 'table' | 'column' | 'level' | 'status'>;

/** Tells of a failed check of one concept whether the whole column fails the same rule: it then says nothing new. */
export function repeatsItsColumn(checks: readonly Looked[]): (check: Looked) => boolean {
  const key = ({ check, table, column }: Looked) => `${check}.${table}.${column}`;
  const failed = new Set(checks.filter(({ level, status }) => level !== 'concept' && status === 'failed').map(key));
  return (check) => check.level === 'concept' && check.status === 'failed' && failed.has(key(check));
}

const number = new Intl.NumberFormat('en-US');

function sentence({ checks, persons }: DataQualityResult): string {
  const applied = checks.filter(({ status }) => status !== 'not applicable');
  const failed = applied.filter(({ status }) => status === 'failed');
  const whole = `${number.format(applied.length)} checks on ${number.format(persons)} persons`;
  if (failed.length === 0) return `${whole}: all passed.`;
  const isRepeated = repeatsItsColumn(checks);
  const tables = [...new Set(failed.map(({ table }) => table))];
  const named = tables.length > 4 ? `${tables.length} tables` : tables.join(', ');
  const own = failed.filter((check) => !isRepeated(check));
  const repeated = failed.length - own.length;
  const more = repeated ? ` and ${number.format(repeated)} of single concepts of columns that fail as a whole` : '';
  return `${whole}: ${number.format(own.length)} failed${more}, in ${named}.`;
}

export const spec = defineAnalysis({
  name: 'data-quality',
  title: 'Data quality',
  summary:
    'Is the dataset what its tables promise: conformance, completeness, plausibility, and a profile of each column.',
  sources: ['dataset'],
  cohorts: { min: 0, max: 0 },
  fields: { cohort: [...fields], table: [] },
  method:
    'Checks in the terms of Kahn’s framework (Kahn et al. 2016, eGEMs 4:1244): conformance (of values, of relations, of what is computed), ' +
    'completeness and plausibility (uniqueness, atemporal, temporal), after the checks of OHDSI’s Data Quality Dashboard (Blacketer et al. 2021). ' +
    'All rules on a table’s rows are counted in one scan, for the table and for each frequent concept. Values are held against limits by concept and ' +
    'unit, and against their own quartiles (of a sample of the rows, in large tables). A check fails where the share of rows that break ' +
    'its rule is above its threshold; thresholds are Stillroom’s defaults unless changed. The earliest day on which a person can have been born ' +
    'is taken for their birth; records up to 60 days after death pass. Distinct values in the profile are estimated.',
  params,
  result,
  sentence,
  release,
});
