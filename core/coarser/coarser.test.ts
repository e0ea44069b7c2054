import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Release, ReleaseCell, ReleaseTable } from '../../contract/release.ts';
import { checkSolved } from '../disclosure/check-solved.ts';
import { joinRelease } from './join-rows.ts';
import { coarserProposals } from './proposals.ts';

const text = (words: string, basis?: number): ReleaseCell => ({ kind: 'text', text: words, basis });
const count = (n: number): ReleaseCell => ({ kind: 'count', unit: 'persons', n });
const empty: ReleaseCell = { kind: 'empty' };
const columns = (n: number) => Array.from({ length: n }, (_, at) => ({ label: `c${at}`, align: 'right' as const }));

/** A variable's levels below everybody, each with its percentage; row 0 counts all. */
function levelsTable(levels: readonly (readonly [string, number])[], missing = 0): ReleaseTable {
  const n = levels.reduce((sum, [, size]) => sum + size, 0);
  const rows = [
    [text('Persons'), count(n + missing), empty],
    ...levels.map(([name, size]) => [text(name, size), count(size), { kind: 'share' as const, of: size, among: n }]),
    ...(missing > 0 ? [[text('Group, missing'), count(missing), empty]] : []),
  ];
  const parts = rows.slice(1).map((_, at): [number, number] => [at + 1, 1]);
  return {
    id: 't',
    title: 'Characteristics',
    note: '',
    columns: columns(3),
    rows,
    relations: [
      { kind: 'sum', parts, total: [0, 1] },
      ...levels.map((_, at) => ({
        kind: 'share' as const,
        count: [at + 1, 1] as [number, number],
        share: [at + 1, 2] as [number, number],
      })),
    ],
  };
}

const of = (...tables: readonly ReleaseTable[]): Release => ({ tables: [...tables], curves: [] });
const proposed = (release: Release) => coarserProposals(release, [], (one) => checkSolved(one));
const printed = async (release: Release, rows: Awaited<ReturnType<typeof proposed>>['proposals'][number]['joined']) =>
  (await checkSolved(joinRelease(release, rows))).tables[0]!.rows.map((row) => row.map((cell) => cell.text));

describe('levels', () => {
  const release = of(
    levelsTable(
      [
        ['Group: A', 400],
        ['Group: B', 60],
        ['Group: C', 12],
        ['Group: D', 8],
        ['Group: E', 5],
      ],
      30,
    ),
  );

  it('the smallest are put together until they count enough; the check then shows them all', async () => {
    const { present, proposals, cannot } = await proposed(release);
    expect(present.summary.withheld).toBeGreaterThan(0);
    expect(proposals[0]).toMatchObject({ kind: 'levels', tables: ['Characteristics'], summary: { withheld: 0 } });
    expect(proposals[0]!.joined).toEqual([{ table: 't', rows: [4, 5], keep: 'sum' }]);
    expect(cannot).toEqual([]);
    const rows = await printed(release, proposals[0]!.joined);
    expect(rows).toHaveLength(6);
    expect(rows[4]).toEqual(['Group: 2 levels, each rare', '15', expect.stringMatching(/^3\.\d/)]);
  });

  it('a level that many have is named, one that few have is not', () => {
    const labelOf = (rows: number[]) =>
      joinRelease(release, [{ table: 't', rows, keep: 'sum' }]).tables[0]!.rows.map(([label]) => label);
    expect(labelOf([2, 3, 5])).toContainEqual(text('Group: B, C, 1 more'));
    expect(labelOf([4, 5])).toContainEqual(text('Group: 2 levels, each rare'));
  });

  it('rows that are no parts of one total, or not there, are refused', () => {
    for (const rows of [
      [0, 1],
      [1, 6, 9],
    ])
      expect(() => joinRelease(release, [{ table: 't', rows, keep: 'sum' }])).toThrow(/cannot be put together/);
    expect(() => joinRelease(release, [{ table: 't', rows: [1, 2], keep: 'last' }])).toThrow(/cannot be put together/);
  });

  it('rows put together may be put together further, named by their places in the result', async () => {
    const { proposals } = await coarserProposals(
      of(
        levelsTable([
          ['A', 400],
          ['B', 60],
          ['C', 5],
          ['D', 3],
          ['E', 2],
          ['F', 20],
        ]),
      ),
      [{ table: 't', rows: [4, 5], keep: 'sum' }],
      (one) => checkSolved(one),
    );
    expect(proposals[0]!.joined.flatMap(({ rows }) => rows)).toEqual(expect.arrayContaining([3, 4, 5]));
    expect(proposals[0]!.summary.withheld).toBe(0);
  });
});

it('bands go to their neighbours, never across', async () => {
  const release = of(
    levelsTable([
      ['Age: 40-49', 6],
      ['Age: 50-59', 80],
      ['Age: 60-69', 90],
      ['Age: 70-79', 30],
      ['Age: 80+', 7],
    ]),
  );
  const { proposals } = await proposed(release);
  expect(proposals[0]).toMatchObject({ kind: 'bands', summary: { withheld: 0 } });
  expect(proposals[0]!.joined.map(({ rows }) => rows)).toEqual([
    [1, 2],
    [4, 5],
  ]);
});

it('of a flow, a step that is withheld goes with the next', async () => {
  const steps = [500, 300, 295, 200, 150].map((n, at) => [text(`Step ${at}`), count(n)]);
  const cells = steps.map((_, at): [number, number] => [at, 1]);
  const flow: ReleaseTable = {
    ...levelsTable([]),
    columns: columns(2),
    rows: steps,
    relations: [{ kind: 'chain', cells, wanted: [0, 4] }],
  };
  const { present, proposals } = await proposed(of(flow));
  expect(present.summary.withheld).toBe(1);
  expect(proposals[0]).toMatchObject({ kind: 'steps', summary: { withheld: 0, cells: 4 } });
  expect(proposals[0]!.rows[0]).toMatch(/^Step \d then Step \d$/);
});

describe('a table that cannot be coarser says why', () => {
  it('where only statistics are withheld', async () => {
    const row: ReleaseCell[] = [text('AUC'), { kind: 'statistic', value: 0.7, digits: 2, basis: 4 }, count(300)];
    const { proposals, cannot } = await proposed(of({ ...levelsTable([]), rows: [row], relations: [] }));
    expect(proposals).toEqual([]);
    expect(cannot).toEqual([{ table: 'Characteristics', why: 'statistics' }]);
  });

  it('where there are two levels, or none', async () => {
    const two = await proposed(
      of(
        levelsTable([
          ['A', 300],
          ['B', 4],
        ]),
      ),
    );
    expect(two.cannot).toEqual([{ table: 'Characteristics', why: 'too-few' }]);
    const none = await proposed(of({ ...levelsTable([]), rows: [[text('All'), count(300), count(4)]], relations: [] }));
    expect(none.cannot).toEqual([{ table: 'Characteristics', why: 'no-levels' }]);
  });
});

it('any rows put together leave a table that the check can read, and that adds up', async () => {
  const sizes = fc.array(fc.integer({ min: 0, max: 60 }), { minLength: 4, maxLength: 7 });
  await fc.assert(
    fc.asyncProperty(sizes, fc.integer({ min: 2, max: 3 }), async (counts, together) => {
      const release = of(levelsTable(counts.map((n, at) => [`L${at}`, n])));
      const rows = counts.map((_, at) => at + 1).slice(0, together);
      const joined = joinRelease(release, [{ table: 't', rows, keep: 'sum' }]);
      const [first, ...rest] = joined.tables[0]!.rows.map((row) => (row[1]!.kind === 'count' ? row[1]!.n : 0));
      expect(rest.reduce((sum, n) => sum + n, 0)).toBe(first);
      await checkSolved(joined);
    }),
    { numRuns: 25 },
  );
});
