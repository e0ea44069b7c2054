import { expect, it } from 'vitest';
import type { Release } from '../../contract/release.ts';
import { checkRelease } from './check.ts';

const release = (basis: number | undefined): Release => ({
  tables: [
    {
      id: 't',
      title: 'Sites',
      note: '',
      columns: [
        { label: 'Site', align: 'left' },
        { label: 'of Mary Jones', align: 'right', basis },
      ],
      rows: [
        [
          { kind: 'text', text: 'seen by Mary Jones', basis },
          { kind: 'count', unit: 'persons', n: 4 },
        ],
        [
          { kind: 'text', text: 'all' },
          { kind: 'count', unit: 'persons', n: 400 },
        ],
      ],
      relations: [],
    },
  ],
  curves: [
    {
      id: 'c',
      title: 'Curve',
      xLabel: 'x',
      yLabel: 'y',
      series: [
        {
          label: 'Mary Jones',
          points: [{ time: 1, atRisk: 4, events: 1, censored: 0, estimate: 0.75, lower: null, upper: null }],
        },
      ],
    },
  ],
});

it('prints no label of fewer persons than the threshold, in no cell, column, curve or change', () => {
  for (const basis of [0, 1, 10]) expect(JSON.stringify(checkRelease(release(basis)))).not.toContain('Mary');
  expect(checkRelease(release(10)).tables[0]!.rows[0]![0]!.text).toBe('(not named)');
});

it('prints a label that enough persons have, or that is not out of the data, and never its basis', () => {
  for (const basis of [11, undefined]) {
    const checked = checkRelease(release(basis));
    expect(checked.tables[0]!.rows[0]![0]!.text).toBe('seen by Mary Jones');
    expect(JSON.stringify(checked)).not.toContain('basis":');
  }
});
