import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { flaggedByAcro, personsOf, readAcroCases } from './acro-cases.ts';

const one = {
  data: 'wards',
  rows: ['ward'],
  cols: ['year'],
  values: 'cost',
  agg: 'mean',
  cfg: null,
  row_labels: [['north'], ['south']],
  col_labels: [['2020'], ['2021']],
  flagged: {
    MinimumThresholdCheck: [[1, 0]],
    NKCheck: [[1, 0]],
    PPercentCheck: [[0, 1]],
    PresenceOfZeroCheck: [[0, 0]],
  },
};

function fileOf(content: unknown): string {
  const path = join(mkdtempSync(join(tmpdir(), 'stillroom-acro-')), 'cases.json');
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
}

describe('tables that ACRO has checked', () => {
  it('names each cell that a rule flags once, by its labels, and none for a remark on the table', () => {
    const { cases } = readAcroCases(fileOf({ cases: [one], wards: { cols: [], rows: [] } }));
    expect(flaggedByAcro(cases[0]!)).toEqual(['south × 2020', 'north × 2021']);
  });

  it('leaves out who lacks a label, and for a standard deviation who lacks the value', () => {
    const wards = {
      cols: ['ward', 'year', 'cost'],
      rows: [
        ['north', 2020, 5],
        [null, 2020, 5],
        ['south', 2021, null],
      ],
    };
    const read = readAcroCases(fileOf({ cases: [one, { ...one, agg: 'std' }], wards }));
    expect(personsOf(read, read.cases[0]!)).toEqual([
      { ward: 'north', year: 2020, cost: 5 },
      { ward: 'south', year: 2021, cost: null },
    ]);
    expect(personsOf(read, read.cases[1]!)).toHaveLength(1);
  });

  it('reads labels by their places', () => {
    const wards = { levels: { ward: ['north', 'south'], year: ['2020'], cost: [1, 2] }, rows_coded: [[1, 0, 1]] };
    const read = readAcroCases(fileOf({ cases: [one], wards }));
    expect(personsOf(read, read.cases[0]!)).toEqual([{ ward: 'south', year: '2020', cost: 2 }]);
  });

  it.each([
    ['no JSON', '{', /holds no cases/],
    ['no cases', { cases: [] }, /look at “cases”/],
    ['a case without its data', { cases: [one] }, /look at “wards”/],
    ['a place that is no pair', { cases: [{ ...one, flagged: { NKCheck: [[1]] } }] }, /look at “cases.0.flagged/],
  ])('refuses %s and says where to look', (_, content, message) => {
    expect(() => readAcroCases(fileOf(content))).toThrow(message);
  });

  it('refuses a file that is not there', () => {
    expect(() => readAcroCases('no/such.json')).toThrow(/There is no file/);
  });
});
