import {
  type Counted,
  fewestNamed,
  type Release,
  type ReleaseCell,
  type ReleaseTable,
  type RestsOn,
} from '../../../contract/release.ts';
import type { Binary, Categorical, Continuous, TableOneResult, Variable } from './spec.ts';
import { among, missing as lacking, onRecord, whomOf } from './whom.ts';

const text = (value: string, basis?: number): ReleaseCell => ({ kind: 'text', text: value, basis });
const empty: ReleaseCell = { kind: 'empty' };
const persons = (n: number, who: Counted): ReleaseCell => ({ kind: 'count', unit: 'persons', n, who });
const statistic = (value: number | null, digits: number, basis: number, rests?: RestsOn): ReleaseCell => ({
  kind: 'statistic',
  value,
  digits,
  basis,
  rests,
});
const percentile = (value: number | null, digits: number, at: number, n: number): ReleaseCell =>
  statistic(value, digits, Math.floor(n * Math.min(at, 1 - at)), { kind: 'percentile', at, n });

type Sheet = {
  readonly r: TableOneResult;
  readonly rows: ReleaseCell[][];
  readonly relations: ReleaseTable['relations'];
};
type Address = [number, number];
type OneRest = Exclude<RestsOn, { kind: 'several' }>;

const firstColumn = (group: number) => 1 + 2 * group;

function addRow(
  sheet: Sheet,
  label: string | ReleaseCell,
  pairs: readonly (readonly [ReleaseCell, ReleaseCell])[],
  smd: ReleaseCell = empty,
): number {
  const difference = sheet.r.contrast ? [smd] : [];
  const first = typeof label === 'string' ? text(label) : label;
  return sheet.rows.push([first, ...pairs.flat(), ...difference]) - 1;
}

/** More digits where the spread is small: about two significant ones of the standard deviation. */
function digitsFor(sd: number | null): number {
  if (sd === null || sd <= 0) return 1;
  return Math.min(Math.max(1 - Math.floor(Math.log10(sd)), 0), 4);
}

/** A mean, and what tells it: dominated by one or two persons it is nearly their own value, and so are its spread and difference. */
const meanOf = ({ n, contributions }: Continuous['groups'][number]): OneRest[] =>
  contributions ? [{ kind: 'mean', given: n, ...contributions }] : [];
const several = (...of: OneRest[]): RestsOn => ({ kind: 'several', of });

/** Percentiles are left with as many persons as lie beyond them; a difference with those of the smaller group. */
function addContinuous(sheet: Sheet, v: Continuous): void {
  const digits = digitsFor(Math.max(...v.groups.map(({ sd }) => sd ?? 0)));
  const smd = statistic(v.smd, 2, Math.min(...v.groups.map(({ n }) => n)), several(...v.groups.flatMap(meanOf)));
  const title = v.unit ? `${v.label} (${v.unit})` : v.label;
  addRow(
    sheet,
    `${title}, mean and SD`,
    v.groups.map((group) => {
      const { n, mean, sd } = group;
      const own = meanOf(group);
      return [
        statistic(mean, digits, n, several(...own)),
        statistic(sd, digits, n, several({ kind: 'deviation', n }, ...own)),
      ];
    }),
    smd,
  );
  addRow(
    sheet,
    `${title}, median`,
    v.groups.map(({ n, median }) => [percentile(median, digits, 0.5, n), empty]),
  );
  addRow(
    sheet,
    `${title}, lower and upper quartile`,
    v.groups.map(({ n, q1, q3 }) => [percentile(q1, digits, 0.25, n), percentile(q3, digits, 0.75, n)]),
  );
  addMissing(sheet, title, v);
}

function addMissing(sheet: Sheet, title: string, v: Continuous | Categorical): number | null {
  const groups: readonly { readonly missing: number }[] = v.groups;
  if (groups.every(({ missing }) => missing === 0)) return null;
  const row = addRow(
    sheet,
    `${title}, missing`,
    groups.map(({ missing }, g) => [persons(missing, whomOf(sheet.r, g, lacking(v))), empty]),
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

type Level = Categorical['levels'][number];

/** A level as it is released: by its name, or several together, of which `names` are told to nobody. */
interface ReleasedLevel extends Level {
  readonly names: readonly string[];
  readonly basis?: number;
}

/** Levels that enough persons have, by name; the rest together, unnamed and without saying how many they are. */
function namedLevels({ levels, groups }: Categorical): ReleasedLevel[] {
  const holders = (level: Level) => level.groups.reduce((sum, { n }) => sum + n, 0);
  const named = levels.filter((level) => holders(level) >= fewestNamed);
  const rare = levels.filter((level) => holders(level) < fewestNamed);
  const kept = named.map((level) => ({ ...level, names: [level.name], basis: holders(level) }));
  if (rare.length === 0) return kept;
  const together = groups.map(({ group }, g) => ({
    group,
    n: rare.reduce((sum, level) => sum + level.groups[g]!.n, 0),
    proportion: null,
  }));
  return [...kept, { name: 'other, each rare', names: rare.map(({ name }) => name), groups: together }];
}

function addCategorical(sheet: Sheet, v: Categorical): void {
  const { r } = sheet;
  const all = v.levels.map(({ name }) => name);
  const withValue = (g: number) => (v.groups[g]!.missing === 0 ? whomOf(r, g) : whomOf(r, g, among(v, all)));
  const basis = shareBasis(v.levels.flatMap((level) => level.groups.map(({ n }) => n)));
  addRow(
    sheet,
    v.label,
    v.groups.map(() => [empty, empty]),
    statistic(v.smd, 2, basis),
  );
  const levels = namedLevels(v).map((level) =>
    addRow(
      sheet,
      text(`${v.label}: ${level.name}`, level.basis),
      level.groups.map(({ n }, g) => [
        persons(n, whomOf(r, g, among(v, level.names))),
        { kind: 'share', of: n, among: v.groups[g]!.n, whom: withValue(g) },
      ]),
    ),
  );
  const missing = addMissing(sheet, v.label, v);
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
    ({ n }, g) =>
      [
        persons(n, whomOf(sheet.r, g, onRecord(v, sheet.r))),
        { kind: 'share', of: n, among: sheet.r.groups[g]!.n, whom: whomOf(sheet.r, g) },
      ] as const,
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

/** Groups of a plain table are values of a column: those of few rows are left out. Cohorts were named by a person. */
function withoutSmallGroups(r: TableOneResult): TableOneResult {
  if (r.source === 'cohorts' || r.by === null) return r;
  const isKept = (g: number) => r.groups[g]!.n >= fewestNamed;
  const kept = <T>(list: readonly T[]): T[] => list.filter((_, g) => isKept(g));
  const variables = r.variables.map((v): Variable => {
    if (v.kind === 'continuous') return { ...v, groups: kept(v.groups) };
    if (v.kind === 'binary') return { ...v, groups: kept(v.groups) };
    const levels = v.levels.map((level) => ({ ...level, groups: kept(level.groups) }));
    return { ...v, groups: kept(v.groups), levels };
  });
  const isWhole = r.groups.every((_, g) => isKept(g));
  return { ...r, groups: kept(r.groups), contrast: isWhole ? r.contrast : null, variables };
}

/** Conditions, drugs and measurements are named where enough persons have them on record, in all groups together. */
function isNamed(v: Variable): boolean {
  if (v.section === 'columns' || v.section === 'demographics') return true;
  return v.kind === 'categorical' || v.groups.reduce((sum, { n }) => sum + n, 0) >= fewestNamed;
}

/** What of a table one may leave: the words of the data only where enough persons have them. */
export function release(result: TableOneResult): Release {
  const r = withoutSmallGroups(result);
  const sheet: Sheet = { r, rows: [], relations: [] };
  addRow(
    sheet,
    r.unit === 'persons' ? 'Persons' : 'Rows',
    r.groups.map(({ n }, g) => [persons(n, whomOf(r, g)), empty]),
  );
  for (const v of r.variables.filter(isNamed)) {
    if (v.kind === 'continuous') addContinuous(sheet, v);
    else if (v.kind === 'categorical') addCategorical(sheet, v);
    else addBinary(sheet, v);
  }
  const right = (label: string, basis?: number) => ({ label, align: 'right' as const, basis });
  const groups = r.groups.flatMap(({ name, n }) => {
    const basis = r.source === 'table' && r.by !== null ? n : undefined;
    return [right(`${name}: n, mean or median`, basis), right(`${name}: % or SD`, basis)];
  });
  const difference = r.contrast ? [right('SMD')] : [];
  const left = r.groups.length < result.groups.length ? [`Groups of fewer than ${fewestNamed} are left out.`] : [];
  const contrast = r.contrast
    ? [`SMD: standardised mean difference, “${r.contrast.of}” less “${r.contrast.against}”.`]
    : [];
  return {
    tables: [
      {
        id: 'table-one',
        title: 'Characteristics',
        note: ['Percentages are of those with a value.', ...contrast, ...left].join(' '),
        columns: [{ label: 'Characteristic', align: 'left' }, ...groups, ...difference],
        rows: sheet.rows,
        relations: sheet.relations,
      },
    ],
    curves: [],
  };
}
