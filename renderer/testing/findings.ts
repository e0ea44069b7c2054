import type { Finding } from '../../contract/findings.ts';
import type { CheckedRelease } from '../../contract/release.ts';

/** A checked release: one table with a rounded and a withheld count, one curve. */
export const checkedRelease = (change: Partial<CheckedRelease> = {}): CheckedRelease => ({
  tables: [
    {
      id: 'groups',
      title: 'Persons by group',
      note: 'Rounded.',
      columns: [
        { label: 'Group', align: 'left' },
        { label: 'Persons', align: 'right' },
      ],
      rows: [
        [
          { text: 'Women', status: 'published' },
          { text: '645', status: 'rounded' },
        ],
        [
          { text: 'Unknown', status: 'published' },
          { text: null, status: 'primary' },
        ],
      ],
    },
  ],
  curves: [
    {
      id: 'curve',
      title: 'Survival by group',
      xLabel: 'Time (days)',
      yLabel: 'Survival',
      series: [
        {
          label: 'Women',
          points: [{ time: 100, atRisk: 640, events: 20, censored: 5, estimate: 0.97, lower: 0.95, upper: 0.98 }],
        },
      ],
    },
  ],
  changes: [
    {
      where: 'Persons by group: Unknown, Persons',
      rule: 'smallest count',
      action: 'withheld',
      reason: 'It counts 1 to 10 persons or events, or is a share of so few.',
    },
    { where: 'Persons by group', rule: 'rounding', action: 'rounded', reason: 'Counts are rounded to 5.' },
  ],
  summary: { cells: 2, published: 1, withheld: 1, refused: false },
  policy: { name: 'stillroom-default', threshold: 11, rounding: 5 },
  ...change,
});

/** What the check leaves where nothing may leave. */
export const refusedRelease = (): CheckedRelease =>
  checkedRelease({
    tables: [],
    curves: [],
    changes: [
      { where: 'The whole result', rule: 'nothing left', action: 'refused', reason: 'Nothing of substance is left.' },
    ],
    summary: { cells: 2, published: 0, withheld: 2, refused: true },
  });

export const finding = (id: string, change: Partial<Finding> = {}): Finding => ({
  id,
  title: `Finding ${id}`,
  context: 'Adults with diabetes, 2011 to 2020.',
  run: `run-${id}`,
  createdAt: '2026-11-22T10:00:00Z',
  provenance: {
    kind: 'analysis',
    name: 'survival',
    dataset: 'sample',
    datasetSha256: 'cd'.repeat(32),
    cohorts: [{ name: 'diabetes', fingerprint: 'ef'.repeat(32) }],
    table: null,
    params: { outcome: 'death' },
    sql: ['SELECT 1'],
    model: null,
    regime: 'Safe Harbor',
    versions: { stillroom: '0.1.0' },
    at: '2026-11-22T09:59:00Z',
  },
  checked: checkedRelease(),
  ...change,
});
