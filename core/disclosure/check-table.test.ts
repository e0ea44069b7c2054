import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { cellsFromRows, type TableCell } from './cell-rows.ts';
import { checkTableByHand } from './check-table.ts';
import { defaultPolicy, type Policy } from './policy.ts';
import { parseSettings } from './settings.ts';
import { loadSolver } from './solve/highs.ts';
import type { LinearSolver } from './solve/linear-solver.ts';

const grid = (counts: readonly (readonly number[])[]): TableCell[] =>
  counts.flatMap((row, r) => row.map((count, c) => ({ at: { a: `r${r}`, b: `c${c}` }, count })));

describe('cellsFromRows', () => {
  const rows = [
    { sex: 'F', ward: 'A', n: '12' },
    { sex: 'M', ward: 'A', n: '3' },
  ];

  it('reads one line a cell, or counts one line a person', () => {
    expect(cellsFromRows(rows, ['sex', 'ward'], 'n')[1]).toEqual({ at: { sex: 'M', ward: 'A' }, count: 3 });
    expect(cellsFromRows(rows, ['ward'])).toEqual([{ at: { ward: 'A' }, count: 2 }]);
    expect(cellsFromRows([{ sex: null }], ['sex'])).toEqual([{ at: { sex: '' }, count: 1 }]);
  });

  it('refuses what it cannot read, without quoting it', () => {
    expect(() => cellsFromRows(rows, ['age'])).toThrow('no column “age”');
    expect(() => cellsFromRows(rows, ['ward'], 'n')).toThrow('Line 3 is a cell that stands in the table already');
    for (const n of ['-1', '2.5', 'x', null, '']) {
      expect(() => cellsFromRows([{ a: 'q', n }], ['a'], 'n')).toThrow('Line 2: “n” is no whole number of 0 or more.');
    }
  });
});

describe('checkTableByHand', () => {
  it('tells for each cell and total its status, what is printed and what a reader can bound', () => {
    const check = checkTableByHand(
      [
        { at: { a: 'x' }, count: 3 },
        { at: { a: 'y' }, count: 40 },
        { at: { a: 'z' }, count: 60 },
      ],
      ['a'],
    );
    expect(check.cells).toEqual([
      { at: { a: 'x' }, count: 3, status: 'primary', published: null, interval: [0, 49] },
      { at: { a: 'y' }, count: 40, status: 'secondary', published: null, interval: [0, 49] },
      { at: { a: 'z' }, count: 60, status: 'published', published: 60, interval: [58, 62] },
    ]);
    expect(check.totals).toEqual([{ at: {}, count: 103, status: 'published', published: 105, interval: [103, 107] }]);
    expect(check.summary).toEqual({ primary: 1, secondary: 1, suppressed: 2, loss: 40, proved: false, gap: null });
  });

  it('protects a two-way table along both of its margins', () => {
    const check = checkTableByHand(
      grid([
        [3, 40, 60],
        [50, 70, 80],
        [90, 30, 20],
      ]),
      ['a', 'b'],
    );
    const withheld = check.cells.filter((cell) => cell.published === null).map((cell) => cell.count);
    expect(withheld).toEqual([3, 40, 50, 70]);
    expect(check.totals).toHaveLength(7);
  });

  it('flags nobody and everybody of a group', () => {
    const check = checkTableByHand(
      grid([
        [0, 40, 20],
        [30, 30, 30],
      ]),
      ['a', 'b'],
    );
    expect(check.cells.map((cell) => cell.status)).toEqual([
      'class',
      'published',
      'published',
      'class',
      'published',
      'published',
    ]);
  });

  it('counts a combination that is not listed as nobody', () => {
    const check = checkTableByHand(
      [
        { at: { a: 'x', b: 'u' }, count: 20 },
        { at: { a: 'y', b: 'v' }, count: 30 },
      ],
      ['a', 'b'],
    );
    expect(check.cells.map((cell) => cell.count)).toEqual([20, 0, 0, 30]);
  });

  it('withholds the least with the solver, and says that it is proved', async () => {
    const cells = grid([
      [3, 40, 60],
      [50, 70, 80],
      [90, 30, 20],
    ]);
    const { summary } = checkTableByHand(cells, ['a', 'b'], { solver: await loadSolver() });
    expect(summary).toEqual({ primary: 1, secondary: 3, suppressed: 4, loss: 160, proved: true, gap: 0 });
  });

  it('does not let who is alone in a cell work out another small count', async () => {
    const cells = grid([
      [1, 4, 60, 70],
      [50, 70, 80, 90],
    ]);
    const withheld = (policy: Policy, solver: LinearSolver): number =>
      checkTableByHand(cells, ['a', 'b'], { policy, solver }).cells.filter(
        ({ at, published }) => at.a === 'r0' && published === null,
      ).length;
    const solver = await loadSolver();
    const asItIs = { ...defaultPolicy, threshold: 5, rounding: 0 };
    expect(withheld({ ...asItIs, singletons: false }, solver)).toBe(2);
    expect(withheld(asItIs, solver)).toBeGreaterThan(2);
  });

  it('ties each total of three dimensions to its parts along all of them', async () => {
    const cells = ['u', 'v'].flatMap((a) =>
      ['w', 'x', 'y'].flatMap((b) =>
        ['f', 'g'].map(
          (c, at): TableCell => ({ at: { a, b, c }, count: a === 'u' && b === 'w' && c === 'f' ? 4 : 20 + at }),
        ),
      ),
    );
    const check = checkTableByHand(cells, ['a', 'b', 'c'], { solver: await loadSolver() });
    expect(check.cells).toHaveLength(12);
    expect(check.totals).toHaveLength(3 * 4 * 3 - 12);
    expect(check.totals.at(-1)).toMatchObject({ at: {}, count: 6 * 20 + 6 * 21 - 16 });
    const hidden = [...check.cells, ...check.totals].filter(({ published }) => published === null);
    expect(hidden).toHaveLength(8);
    expect(check.summary).toMatchObject({ primary: 1, secondary: 7, proved: true });
    const [lo, hi] = check.cells.find(({ status }) => status === 'primary')!.interval;
    expect(lo).toBeLessThanOrEqual(3);
    expect(hi).toBeGreaterThanOrEqual(11);
  });

  it('refuses a dimension named twice, and a column that tells persons apart', () => {
    expect(() => checkTableByHand(grid([[1]]), ['a', 'a'])).toThrow('each dimension only once');
    const many = Array.from({ length: 300 }, (_, at) => ({ at: { a: `${at}`, b: `${at}` }, count: 20 }));
    expect(() => checkTableByHand(many, ['a', 'b'])).toThrow('fewer dimensions');
  });
});

describe('parseSettings', () => {
  it('keeps the default of what is left out', () => {
    expect(parseSettings('{"threshold": 8, "name": "ours"}')).toEqual({
      ...defaultPolicy,
      name: 'ours',
      threshold: 8,
      singletons: false,
    });
  });

  it('refuses what it cannot use, and rules that there are not', () => {
    for (const text of ['', '[]', '{"threshold": 1}', '{"treshold": 12}', '{"zeros": "hide"}'])
      expect(() => parseSettings(text)).toThrow(expect.objectContaining({ code: 'invalid_input' }));
    expect(() => parseSettings('{"minimumCell": 10}')).toThrow(expect.objectContaining({ code: 'invalid_input' }));
  });

  it.each(['acro', 'opensafely', 'cms'])('reads the rules of %s that are shipped', (name) => {
    const policy = parseSettings(readFileSync(new URL(`./settings/${name}.json`, import.meta.url), 'utf8'));
    expect(policy.name).toBe(name);
    expect(policy.threshold).toBe({ acro: 10, opensafely: 8, cms: 11 }[name]);
  });
});
