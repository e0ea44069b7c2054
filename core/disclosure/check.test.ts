import { describe, expect, it } from 'vitest';
import { Failure } from '../../contract/failure.ts';
import type { Release, ReleaseCell, ReleaseTable } from '../../contract/release.ts';
import { checkRelease } from './check.ts';
import { defaultPolicy } from './policy.ts';

const text = (label: string): ReleaseCell => ({ kind: 'text', text: label });
const persons = (n: number): ReleaseCell => ({ kind: 'count', unit: 'persons', n });
const share = (of: number, among: number): ReleaseCell => ({ kind: 'share', of, among });

const tableOf = (rows: ReleaseCell[][], relations: ReleaseTable['relations'] = []): Release => ({
  tables: [
    {
      id: 't',
      title: 'Sex',
      note: '',
      columns: [
        { label: 'Group', align: 'left' },
        { label: 'Persons', align: 'right' },
        { label: 'Share', align: 'right' },
      ],
      rows,
      relations,
    },
  ],
  curves: [],
});

const column = (counts: number[], relations: ReleaseTable['relations'] = []): Release =>
  tableOf(
    counts.map((n, at) => [text(`row ${at + 1}`), persons(n)]),
    relations,
  );

const printed = (release: Release, policy = defaultPolicy) =>
  checkRelease(release, policy).tables[0]!.rows.map((row) => row[1]!.text);

const sumOf = (parts: number): ReleaseTable['relations'] => [
  { kind: 'sum', parts: Array.from({ length: parts }, (_, r): [number, number] => [r, 1]), total: [parts, 1] },
];

describe('smallest count and rounding', () => {
  it('withholds 1 to 10, shows zeros, rounds the rest to 5 and never below the threshold', () => {
    expect(printed(column([0, 1, 10, 11, 12, 13, 17, 18, 1284]))).toEqual([
      '0',
      null,
      null,
      '15',
      '15',
      '15',
      '15',
      '20',
      '1,285',
    ]);
  });

  it('marks every shown count as rounded, so that exactness is not told', () => {
    const rows = checkRelease(column([0, 15, 16])).tables[0]!.rows;
    expect(rows.map((row) => row[1]!.status)).toEqual(['published', 'rounded', 'rounded']);
  });

  it('refuses the export of a table whose counts are all 3', () => {
    const checked = checkRelease(column([3, 3, 3, 9], sumOf(3)));
    expect(checked.summary).toEqual({ cells: 4, published: 0, withheld: 4, refused: true });
    expect(checked.changes.at(-1)).toMatchObject({ action: 'refused', rule: 'nothing left' });
  });

  it('refuses a release in which only zeros are left', () => {
    expect(checkRelease(column([0, 4])).summary.refused).toBe(true);
  });

  it('exact counts under a policy without rounding', () => {
    expect(printed(column([11, 12, 1284]), { ...defaultPolicy, rounding: 0 })).toEqual(['11', '12', '1,284']);
  });

  it('withholds zeros where the policy says so', () => {
    expect(printed(column([0, 40]), { ...defaultPolicy, zeros: 'withhold' })).toEqual([null, '40']);
  });
});

describe('sums', () => {
  it('withholds a second part so that the small one cannot be had by subtraction', () => {
    expect(printed(column([3, 40, 60, 103], sumOf(3)))).toEqual([null, null, '60', '105']);
  });

  it('withholds a third where two small ones together stay under the threshold', () => {
    expect(printed(column([2, 3, 40, 60, 105], sumOf(4)))).toEqual([null, null, null, '60', '105']);
  });

  it('does not rely on rounding alone to hide a lone small part', () => {
    const release = column([10, 20, 20, 20, 20, 90], sumOf(5));
    expect(printed(release)).toEqual([null, null, '20', '20', '20', '90']);
    expect(printed(release, { ...defaultPolicy, rounding: 0 })).toEqual([null, null, '20', '20', '20', '90']);
  });

  it('withholds a total that is small itself', () => {
    expect(printed(column([3, 0, 3], sumOf(2)))).toEqual([null, '0', null]);
  });

  it('prints a total as the sum of its rounded parts', () => {
    expect(printed(column([12, 17, 22, 51], sumOf(3)))).toEqual(['15', '15', '20', '50']);
    expect(printed(column([13, 13, 13, 39], sumOf(3)))).toEqual(['15', '15', '15', '45']);
  });

  it('rounds a total by itself where it divides in several ways that would not agree', () => {
    const release = column(
      [12, 26, 13, 13, 12, 38],
      [
        {
          kind: 'sum',
          parts: [
            [0, 1],
            [1, 1],
          ],
          total: [5, 1],
        },
        {
          kind: 'sum',
          parts: [
            [2, 1],
            [3, 1],
            [4, 1],
          ],
          total: [5, 1],
        },
      ],
    );
    expect(printed(release)).toEqual(['15', '25', '15', '15', '15', '40']);
  });

  it('does not publish a table whose sum does not hold', () => {
    expect(() => checkRelease(column([20, 20, 50], sumOf(2)))).toThrow(Failure);
    expect(() => checkRelease(column([20, 20], sumOf(2)))).toThrow(/not there/);
  });
});

describe('attrition', () => {
  const chain = (length: number): ReleaseTable['relations'] => [
    { kind: 'chain', cells: Array.from({ length }, (_, r): [number, number] => [r, 1]) },
  ];

  it('withholds a step that loses 1 to 10 persons, and keeps entry and final count', () => {
    expect(printed(column([2694, 2690, 1200, 700, 695], chain(5)))).toEqual(['2,695', null, '1,200', null, '695']);
  });

  it('keeps steps that lose nobody', () => {
    expect(printed(column([500, 500, 500, 80], chain(4)))).toEqual(['500', '500', '500', '80']);
  });

  it('withholds the final count where it is within 10 of the entry', () => {
    expect(printed(column([500, 497, 495], chain(3)))).toEqual(['500', null, null]);
  });

  it('does not publish a chain that grows', () => {
    expect(() => checkRelease(column([50, 80], chain(2)))).toThrow(/more persons than the one before/);
  });
});

describe('shares', () => {
  const tied: ReleaseTable['relations'] = [{ kind: 'share', count: [0, 1], share: [0, 2] }];
  const shareOf = (of: number, among: number) =>
    checkRelease(tableOf([[text('women'), persons(of), share(of, among)]], tied)).tables[0]!.rows[0]!;

  it('come from the rounded counts', () => {
    expect(shareOf(612, 1000)[2]).toEqual({ text: '61.0 %', status: 'rounded' });
  });

  it('are withheld with their count', () => {
    expect(shareOf(7, 1000).map((cell) => cell.text)).toEqual(['women', null, null]);
  });

  it('are withheld with their count where those left out are few', () => {
    expect(shareOf(97, 100).map((cell) => cell.text)).toEqual(['women', null, null]);
  });

  it('are withheld where their group is small, or withheld in the same table', () => {
    expect(shareOf(0, 9)[2]!.text).toBeNull();
    const release = tableOf(
      [
        [text('A'), persons(3)],
        [text('B'), persons(40)],
        [text('C'), persons(60)],
        [text('all'), persons(103)],
        [text('smokers in B'), persons(20), share(20, 40)],
      ],
      sumOf(3),
    );
    expect(checkRelease(release).tables[0]!.rows[4]!.map((cell) => cell.text)).toEqual(['smokers in B', '20', null]);
  });

  it('of nobody or everybody are published and flagged', () => {
    for (const of of [0, 200]) {
      const checked = checkRelease(tableOf([[text('women'), persons(of), share(of, 200)]], tied));
      expect(checked.tables[0]!.rows[0]![2]!.text).toBe(of === 0 ? '0.0 %' : '100.0 %');
      expect(checked.changes.filter((change) => change.rule === 'class disclosure')).toHaveLength(1);
    }
  });
});

it('persons of whom nobody or everybody had the event are published and flagged, without a percentage', () => {
  const events = (n: number): ReleaseCell => ({ kind: 'count', unit: 'events', n });
  const relations: ReleaseTable['relations'] = [
    {
      kind: 'chain',
      cells: [
        [0, 1],
        [0, 2],
      ],
    },
  ];
  const flags = (of: number, among: number) =>
    checkRelease(tableOf([[text('women'), persons(among), events(of)]], relations)).changes.filter(
      ({ rule }) => rule === 'class disclosure',
    ).length;
  expect([flags(0, 200), flags(200, 200), flags(60, 200), flags(0, 9)]).toEqual([1, 1, 0, 0]);
});

describe('statistics', () => {
  const statistic = (value: number | null, basis: number): ReleaseCell => ({
    kind: 'statistic',
    value,
    digits: 2,
    basis,
    unit: 'years',
  });
  const shown = (value: number | null, basis: number) =>
    checkRelease(tableOf([[text('age'), statistic(value, basis)]])).tables[0]!.rows[0]![1];

  it('are published on at least the threshold of persons', () => {
    expect(shown(61.234, 11)).toEqual({ text: '61.23 years', status: 'published' });
    expect(shown(-0.004, 11)?.text).toBe('0.00 years');
    expect(shown(61.234, 10)).toEqual({ text: null, status: 'small-basis', rule: 'small-basis' });
    expect(shown(null, 300)?.text).toBe('n/a');
  });
});

describe('changes', () => {
  it('name places and reasons, never a value', () => {
    const release = column([3, 4177, 6233, 10413], sumOf(3));
    const said = JSON.stringify(checkRelease(release).changes);
    expect(said).toContain('Sex · row 1 · Persons');
    for (const value of ['4177', '4,177', '6233', '10413', '4,175', '10,415']) expect(said).not.toContain(value);
  });
});
