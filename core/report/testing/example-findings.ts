import type { Finding, Provenance } from '../../../contract/findings.ts';
import type { Release, ReleaseCell, ReleaseCurve, ReleaseTable } from '../../../contract/release.ts';
import { checkRelease } from '../../disclosure/check.ts';

type Relation = ReleaseTable['relations'][number];

const text = (label: string): ReleaseCell => ({ kind: 'text', text: label });
const persons = (n: number): ReleaseCell => ({ kind: 'count', unit: 'persons', n });
const empty: ReleaseCell = { kind: 'empty' };

const groups = { metformin: 1104, sulfonylurea: 412 } as const;

function characteristic(label: string, metformin: number, sulfonylurea: number, smd: number): ReleaseCell[] {
  const { metformin: m, sulfonylurea: s } = groups;
  return [
    text(label),
    persons(metformin),
    { kind: 'share', of: metformin, among: m },
    persons(sulfonylurea),
    { kind: 'share', of: sulfonylurea, among: s },
    { kind: 'statistic', value: smd, digits: 2, basis: Math.min(metformin, sulfonylurea) },
  ];
}

const measured = (label: string, a: number, b: number, unit: string, smd: number): ReleaseCell[] => [
  text(label),
  { kind: 'statistic', value: a, digits: 1, basis: groups.metformin, unit },
  empty,
  { kind: 'statistic', value: b, digits: 1, basis: groups.sulfonylurea, unit },
  empty,
  { kind: 'statistic', value: smd, digits: 2, basis: groups.metformin },
];

const heading = (label: string): ReleaseCell[] => [text(label), empty, empty, empty, empty, empty];

const characteristics: Omit<ReleaseTable, 'relations'> = {
  id: 'table-one',
  title: 'Characteristics at the start of treatment',
  note: 'SMD: standardised mean difference, metformin less sulfonylurea.',
  columns: [
    { label: 'Characteristic', align: 'left' },
    { label: 'Metformin', align: 'right' },
    { label: '%', align: 'right' },
    { label: 'Sulfonylurea', align: 'right' },
    { label: '%', align: 'right' },
    { label: 'SMD', align: 'right' },
  ],
  rows: [
    [text('Persons'), persons(groups.metformin), empty, persons(groups.sulfonylurea), empty, empty],
    measured('Age, mean', 61.3, 67.8, 'years', -0.52),
    heading('Sex'),
    characteristic('  Women', 548, 190, 0.07),
    characteristic('  Men', 556, 222, -0.07),
    heading('Smoking'),
    characteristic('  Never', 601, 203, 0.1),
    characteristic('  Former', 372, 148, -0.05),
    characteristic('  Current', 124, 57, -0.08),
    characteristic('  Not recorded', 7, 4, -0.04),
    measured('eGFR, mean', 84.2, 61.9, 'mL/min/1.73 m²', 1.14),
    characteristic('Heart failure', 61, 58, -0.31),
    characteristic('Dialysis', 0, 3, -0.12),
    measured('HbA1c, median', 7.4, 7.9, '%', -0.38),
  ],
};

const partition = (rows: readonly number[], column: number): Relation => ({
  kind: 'sum',
  parts: rows.map((row): [number, number] => [row, column]),
  total: [0, column],
});
const shareOf = (row: number, column: number): Relation => ({
  kind: 'share',
  count: [row, column],
  share: [row, column + 1],
});
const shareRows = [3, 4, 6, 7, 8, 9, 11, 12];

const tableOne: ReleaseTable = {
  ...characteristics,
  relations: [1, 3].flatMap((column) => [
    partition([3, 4], column),
    partition([6, 7, 8, 9], column),
    ...shareRows.map((row) => shareOf(row, column)),
  ]),
};

const steps: readonly (readonly [string, number])[] = [
  ['Type 2 diabetes, first diagnosis', 2012],
  ['A first glucose-lowering drug within a year', 1688],
  ['No insulin before', 1671],
  ['Age 18 or over at the first drug', 1668],
  ['At least a year of observation before', 1516],
];

const attrition: ReleaseTable = {
  id: 'attrition',
  title: 'Who is in the cohort, and how they got there',
  note: 'Each line counts the persons who also meet all lines above it.',
  columns: [
    { label: 'Criterion', align: 'left' },
    { label: 'Persons', align: 'right' },
  ],
  rows: steps.map(([label, n]) => [text(label), persons(n)]),
  relations: [{ kind: 'chain', cells: steps.map((_, at): [number, number] => [at, 1]) }],
};

/** Exponential follow-up in months with some leaving early: made up, and the same every time. */
function follow(label: string, n: number, monthly: number): ReleaseCurve['series'][number] {
  const points: ReleaseCurve['series'][number]['points'] = [];
  let atRisk = n;
  let estimate = 1;
  let variance = 0;
  for (let month = 1; month <= 60 && atRisk > 4; month++) {
    const events = Math.round(atRisk * monthly + ((month * 7) % 3) / 3);
    const censored = Math.round(atRisk * 0.006 + ((month * 5) % 4) / 4);
    estimate *= 1 - events / atRisk;
    variance += events / (atRisk * (atRisk - events));
    const width = 1.96 * estimate * Math.sqrt(variance);
    points.push({ time: month, atRisk, events, censored, estimate, lower: estimate - width, upper: estimate + width });
    atRisk -= events + censored;
  }
  return { label, points };
}

const curve: ReleaseCurve = {
  id: 'kidney',
  title: 'Free of chronic kidney disease, by first drug',
  xLabel: 'Months since the first prescription',
  yLabel: 'Free of chronic kidney disease',
  series: [follow('Metformin', groups.metformin, 0.006), follow('Sulfonylurea', groups.sulfonylurea, 0.0155)],
};

const provenance = (name: string, sql: string): Provenance => ({
  kind: 'analysis',
  name,
  dataset: 'sample-2000',
  datasetSha256: 'b5bb9d8014a0f9b1d61e21e796d78dccdf1352f23cd32812f4850b878ae4944c',
  cohorts: [
    { name: 'T2DM, metformin first', fingerprint: '7d865e959b2466918c9863afca942d0fb89d7c9ac0c99bafc3749504ded97730' },
    {
      name: 'T2DM, sulfonylurea first',
      fingerprint: '5feceb66ffc86f38d952786c6d696c79c2dbc239dd4e91b46729d73a27fb57e9',
    },
  ],
  table: null,
  params: { horizonDays: 1826, confidence: 0.95 },
  sql: [sql],
  model: null,
  regime: 'Dates shifted per person, attested',
  versions: { stillroom: '0.1.0', duckdb: '1.5.5' },
  at: '2026-03-02T09:14:00.000Z',
});

function finding(id: string, title: string, context: string, release: Release): Finding {
  return {
    id,
    title,
    context,
    run: `run-of-${id}`,
    createdAt: '2026-03-02T09:20:00.000Z',
    provenance: provenance(
      id.slice(11),
      "SELECT sex, count(*)\nFROM read_parquet('/home/someone/study/people.parquet')\nGROUP BY sex",
    ),
    checked: checkRelease(release),
  };
}

/** Three findings of a made-up study of first drugs in type 2 diabetes: an attrition, a table one and a survival curve. */
export const exampleFindings: readonly Finding[] = [
  finding(
    '2026-03-02-attrition',
    'How the cohort came about',
    'New users of a first glucose-lowering drug within a year of type 2 diabetes.',
    { tables: [attrition], curves: [] },
  ),
  finding(
    '2026-03-02-table-one',
    'Metformin and sulfonylurea users differ before they start',
    'Those who start on sulfonylurea are older and have worse kidneys, so a plain comparison of outcomes would be confounded by indication.',
    { tables: [tableOne], curves: [] },
  ),
  finding(
    '2026-03-02-survival',
    'Time to chronic kidney disease',
    'Unadjusted. Time runs from the first prescription; death and the end of observation count as leaving.',
    { tables: [], curves: [curve] },
  ),
];
