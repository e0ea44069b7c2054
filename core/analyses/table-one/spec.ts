import { z } from 'zod';
import { defineAnalysis } from '../../../contract/analysis.ts';
import type { Release, ReleaseCell, ReleaseTable } from '../../../contract/release.ts';

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

const text = (value: string): ReleaseCell => ({ kind: 'text', text: value });
const empty: ReleaseCell = { kind: 'empty' };
const persons = (n: number): ReleaseCell => ({ kind: 'count', unit: 'persons', n });
const statistic = (value: number | null, digits: number, basis: number, unit?: string | null): ReleaseCell => ({
  kind: 'statistic',
  value,
  digits,
  basis,
  unit: unit ?? undefined,
});

type Sheet = {
  readonly r: TableOneResult;
  readonly rows: ReleaseCell[][];
  readonly relations: ReleaseTable['relations'];
};
type Address = [number, number];

const firstColumn = (group: number) => 1 + 2 * group;

function addRow(
  sheet: Sheet,
  label: string,
  pairs: readonly (readonly [ReleaseCell, ReleaseCell])[],
  smd: ReleaseCell = empty,
): number {
  const difference = sheet.r.contrast ? [smd] : [];
  return sheet.rows.push([text(label), ...pairs.flat(), ...difference]) - 1;
}

/** More digits where the spread is small: about two significant ones of the standard deviation. */
function digitsFor(sd: number | null): number {
  if (sd === null || sd <= 0) return 1;
  return Math.min(Math.max(1 - Math.floor(Math.log10(sd)), 0), 4);
}

/** Percentiles are left with as many persons as lie beyond them; a difference with those of the smaller group. */
function addContinuous(sheet: Sheet, v: Continuous): void {
  const digits = digitsFor(Math.max(...v.groups.map(({ sd }) => sd ?? 0)));
  const smd = statistic(v.smd, 2, Math.min(...v.groups.map(({ n }) => n)));
  const title = v.unit ? `${v.label} (${v.unit})` : v.label;
  addRow(
    sheet,
    `${title}, mean and SD`,
    v.groups.map(({ n, mean, sd }) => [statistic(mean, digits, n), statistic(sd, digits, n)]),
    smd,
  );
  addRow(
    sheet,
    `${title}, median`,
    v.groups.map(({ n, median }) => [statistic(median, digits, Math.floor(n / 2)), empty]),
  );
  const quarter = (n: number) => Math.floor(n / 4);
  addRow(
    sheet,
    `${title}, quartiles`,
    v.groups.map(({ n, q1, q3 }) => [statistic(q1, digits, quarter(n)), statistic(q3, digits, quarter(n))]),
  );
  addMissing(sheet, title, v.groups);
}

function addMissing(sheet: Sheet, title: string, groups: readonly { readonly missing: number }[]): number | null {
  if (groups.every(({ missing }) => missing === 0)) return null;
  const row = addRow(
    sheet,
    `${title}, missing`,
    groups.map(({ missing }) => [persons(missing), empty]),
  );
  groups.forEach((_, g) => {
    sheet.relations.push({
      kind: 'chain',
      cells: [
        [0, firstColumn(g)],
        [row, firstColumn(g)],
      ],
    });
  });
  return row;
}

/** A difference of proportions would give away the smallest count behind it. */
function shareBasis(counts: readonly number[]): number {
  const some = counts.filter((n) => n > 0);
  return some.length === 0 ? 0 : Math.min(...some);
}

function addCategorical(sheet: Sheet, v: Categorical): void {
  const basis = shareBasis(v.levels.flatMap((level) => level.groups.map(({ n }) => n)));
  addRow(
    sheet,
    v.label,
    v.groups.map(() => [empty, empty]),
    statistic(v.smd, 2, basis),
  );
  const levels = v.levels.map((level) =>
    addRow(
      sheet,
      `${v.label}: ${level.name}`,
      level.groups.map(({ n }, g) => [persons(n), { kind: 'share', of: n, among: v.groups[g]!.n }]),
    ),
  );
  const missing = addMissing(sheet, v.label, v.groups);
  v.groups.forEach((_, g) => {
    const at = firstColumn(g);
    const parts = [...levels, ...(missing === null ? [] : [missing])].map((row): Address => [row, at]);
    sheet.relations.push({ kind: 'sum', parts, total: [0, at] });
    for (const row of levels) sheet.relations.push({ kind: 'share', count: [row, at], share: [row, at + 1] });
  });
}

function addBinary(sheet: Sheet, v: Binary): void {
  const basis = shareBasis(v.groups.flatMap(({ n }, g) => [n, sheet.r.groups[g]!.n - n]));
  const cells = v.groups.map(
    ({ n }, g) => [persons(n), { kind: 'share', of: n, among: sheet.r.groups[g]!.n }] as const,
  );
  const row = addRow(sheet, v.label, cells, statistic(v.smd, 2, basis));
  v.groups.forEach((_, g) => {
    const at = firstColumn(g);
    sheet.relations.push(
      {
        kind: 'chain',
        cells: [
          [0, at],
          [row, at],
        ],
      },
      { kind: 'share', count: [row, at], share: [row, at + 1] },
    );
  });
}

function release(r: TableOneResult): Release {
  const sheet: Sheet = { r, rows: [], relations: [] };
  addRow(
    sheet,
    r.unit === 'persons' ? 'Persons' : 'Rows',
    r.groups.map(({ n }) => [persons(n), empty]),
  );
  for (const v of r.variables) {
    if (v.kind === 'continuous') addContinuous(sheet, v);
    else if (v.kind === 'categorical') addCategorical(sheet, v);
    else addBinary(sheet, v);
  }
  const right = (label: string) => ({ label, align: 'right' as const });
  const groups = r.groups.flatMap(({ name }) => [right(`${name}: n, mean or median`), right(`${name}: % or SD`)]);
  const difference = r.contrast ? [right('SMD')] : [];
  return {
    tables: [
      {
        id: 'table-one',
        title: 'Characteristics',
        note: r.contrast ? `SMD: standardised mean difference, ${r.contrast.of} less ${r.contrast.against}.` : '',
        columns: [{ label: 'Characteristic', align: 'left' }, ...groups, ...difference],
        rows: sheet.rows,
        relations: sheet.relations,
      },
    ],
    curves: [],
  };
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
