import { describe, expect, it } from 'vitest';
import type { CheckedRelease, Counted, Release } from '../../contract/release.ts';
import { type Circumstances, checkTogether, type Earlier, type Sourced } from './check-together.ts';
import type { Overlap } from './overlap.ts';
import { loadSolver } from './solve/highs.ts';

type Where = Counted['where'];
interface Line {
  readonly label: string;
  readonly n: number;
  readonly where?: Where;
}

const among = (variable: string, ...levels: string[]): Where => [{ variable, levels }];

/** A table of counts of persons of one cohort, its sums between rows by their labels. */
function release(group: string, lines: readonly Line[], sums: readonly (readonly string[])[] = []): Release {
  const at = (label: string): [number, number] => [lines.findIndex((line) => line.label === label), 1];
  return {
    curves: [],
    tables: [
      {
        id: 't',
        title: 'Table',
        note: '',
        columns: [
          { label: '', align: 'left' },
          { label: 'Persons', align: 'right' },
        ],
        rows: lines.map(({ label, n, where }) => [
          { kind: 'text', text: label },
          { kind: 'count', unit: 'persons', n, ...(where && { who: { group, where } }) },
        ]),
        relations: sums.map(([total, ...parts]) => ({ kind: 'sum', parts: parts.map(at), total: at(total!) })),
      },
    ],
  };
}

const sourced = (given: Release, groups: readonly string[] = ['A'], title = 'Result'): Sourced => ({
  title,
  release: given,
  source: { name: title, groupKey: (name) => name, groups },
});

const solver = await loadSolver();
const check = (results: readonly Sourced[], circumstances: Circumstances = {}) =>
  checkTogether(results, { solver, ...circumstances });

const texts = ({ tables }: CheckedRelease): (string | null)[] => tables[0]!.rows.map((row) => row[1]!.text);
const rules = ({ tables }: CheckedRelease) => tables[0]!.rows.map((row) => row[1]!.rule ?? null);

/** What leaves, as the next check reads it. */
function left(results: readonly Sourced[], circumstances: Circumstances = {}): Earlier {
  const { system } = check(results, circumstances);
  const groups = results.flatMap(({ source }) => source.groups);
  return { at: '2026-01-02T00:00:00Z', titles: results.map(({ title }) => title), groups, system };
}

const sexes = (women: number, men: number): Line[] => [
  { label: 'all', n: women + men, where: [] },
  { label: 'women', n: women, where: among('sex', 'F') },
  { label: 'men', n: men, where: among('sex', 'M') },
];

describe('tables of one release', () => {
  it('withhold a count wherever it stands', () => {
    const sick = release('A', [
      { label: 'women', n: 60, where: among('sex', 'F') },
      { label: 'women, sick', n: 3 },
      { label: 'women, well', n: 57 },
    ]);
    const together = check([
      sourced(release('A', sexes(60, 80), [['all', 'women', 'men']])),
      sourced(
        {
          ...sick,
          tables: [
            {
              ...sick.tables[0]!,
              relations: [
                {
                  kind: 'sum',
                  parts: [
                    [1, 1],
                    [2, 1],
                  ],
                  total: [0, 1],
                },
              ],
            },
          ],
        },
        ['A'],
        'Sick',
      ),
    ]);
    expect(together.checked.map(texts)).toEqual([
      ['140', '60', '80'],
      ['60', null, null],
    ]);
  });

  it('are attacked together: who is left out of one is told by the other', () => {
    const followed = release('A', [{ label: 'followed', n: 133, where: among('followed', 'yes') }]);
    const { checked } = check([
      sourced(release('A', sexes(60, 80), [['all', 'women', 'men']])),
      sourced(followed, ['A'], 'B'),
    ]);
    expect(texts(checked[0]!)).toEqual(['140', '60', '80']);
    expect(texts(checked[1]!)).toEqual([null]);
    expect(rules(checked[1]!)).toEqual(['secondary']);
  });

  it('that group the levels of a variable in two ways do not tell what both leave', () => {
    const three = ['I', 'II', 'III'].map((one, at) => ({
      label: one,
      n: [40, 25, 30][at]!,
      where: among('stage', one),
    }));
    const joined = [{ label: 'I to II', n: 65, where: among('stage', 'I', 'II') }];
    const rare = [{ label: 'II to IV', n: 60, where: among('stage', 'II', 'III', 'IV') }];
    expect(check([sourced(release('A', three)), sourced(release('A', joined), ['A'], 'B')]).checked.map(texts)).toEqual(
      [['40', '25', '30'], ['65']],
    );
    const withRare = check([sourced(release('A', three)), sourced(release('A', rare), ['A'], 'B')]).checked.map(texts);
    expect(withRare.flat()).toContain(null);
  });

  it('that meet in a margin that none prints do not tell it: nobody is neither a smoker nor none', () => {
    const both = (first: Where, second: Where): Where => [...first, ...second];
    const early = among('stage', 'I', 'II');
    const late = among('stage', 'III', 'IV');
    const [no, yes, F, M] = [among('smoker', 'no'), among('smoker', 'yes'), among('sex', 'F'), among('sex', 'M')];
    const smokers: Line[] = [
      { label: 'all', n: 79, where: [] },
      { label: 'no', n: 53, where: no },
      { label: 'yes', n: 26, where: yes },
      { label: 'no, early', n: 35, where: both(no, early) },
      { label: 'yes, early', n: 14, where: both(yes, early) },
    ];
    const stages: Line[] = [
      ...sexes(54, 25),
      { label: 'women, early', n: 33, where: both(F, early) },
      { label: 'women, late', n: 21, where: both(F, late) },
      { label: 'men, early', n: 16, where: both(M, early) },
      { label: 'men, late', n: 9, where: both(M, late) },
    ];
    const { checked } = check([
      sourced(release('A', smokers, [['all', 'no', 'yes']])),
      sourced(
        release('A', stages, [
          ['all', 'women', 'men'],
          ['women', 'women, early', 'women, late'],
          ['men', 'men, early', 'men, late'],
        ]),
        ['A'],
        'Stages',
      ),
    ]);
    const printed = new Map(
      [smokers, stages].flatMap((lines, at) => texts(checked[at]!).map((text, row) => [lines[row]!.label, text])),
    );
    expect(printed.get('men, late')).toBeNull();
    // Early women and men are early smokers and others: three of the four, and all men, would tell how many men are late.
    const telling = ['no, early', 'yes, early', 'women, early', 'men'].map((label) => printed.get(label));
    expect(telling).toContain(null);
  });

  it('withhold the same cells whatever the order of their rows', () => {
    const lines = [...'abcdef'].map((label, at) => ({ label, n: [4, 20, 20, 20, 20, 20][at]! }));
    const all = { label: 'all', n: 104 };
    const shown = (given: Line[]) => {
      const one = check([sourced(release('A', given, [['all', ...'abcdef']]))]).checked[0]!;
      return given
        .filter((_, at) => texts(one)[at] === null)
        .map(({ label }) => label)
        .sort();
    };
    const first = shown([...lines, all]);
    expect(first).toHaveLength(2);
    for (let turn = 1; turn < 6; turn++)
      expect(shown([all, ...lines.slice(turn), ...lines.slice(0, turn)])).toEqual(first);
  });
});

/** Cohorts with a letter for each group of persons that they hold, and how many persons that is. */
function overlap(cohorts: Readonly<Record<string, string>>, sizes: Readonly<Record<string, number>>): Overlap {
  return {
    groups: new Set(Object.keys(cohorts)),
    compared: new Map(Object.entries(cohorts).map(([name, parts]) => [name, new Set(parts)])),
    sizes: new Map(Object.entries(sizes)),
  };
}

const size = (group: string, n: number) => release(group, [{ label: 'all', n, where: [] }]);

describe('what has left before', () => {
  it('may leave again, and comes out the same', () => {
    const one = sourced(release('A', [...sexes(60, 4), { label: 'unknown', n: 30, where: among('sex', 'U') }]));
    const before = left([one]);
    const again = check([one], { earlier: [before] }).checked[0]!;
    expect(texts(again)).toEqual(texts(check([one]).checked[0]!));
    expect(rules(again)).toEqual(rules(check([one]).checked[0]!));
  });

  it('is not undone by a count that was withheld to protect another', () => {
    const before = sourced(release('A', [...sexes(60, 4)], [['all', 'women', 'men']]));
    expect(texts(check([before]).checked[0]!)).toEqual(['65', null, null]);
    const women = sourced(release('A', [{ label: 'women', n: 60, where: among('sex', 'F') }]), ['A'], 'Women');
    const { checked } = check([women], { earlier: [left([before])] });
    expect(texts(checked[0]!)).toEqual([null]);
    expect(checked[0]!.changes[0]).toMatchObject({
      id: 'earlier-release',
      earlier: { at: '2026-01-02T00:00:00Z', titles: ['Result'] },
    });
    expect(checked[0]!.changes[0]!.reason).toContain('2026-01-02 (“Result”)');
  });

  it('refuses a cohort of one person more, and names the way out', () => {
    const overlaps = [overlap({ A: 'x', B: 'xy' }, { x: 200, y: 1 })];
    const next = sourced(size('B', 201), ['B'], 'Next');
    const { checked } = check([next], { earlier: [left([sourced(size('A', 200))])], overlaps });
    expect(checked[0]!.summary.refused).toBe(true);
    expect(checked[0]!.changes[0]!.reason).toMatch(/2026-01-02.*same cohort again/);
    expect(check([next, sourced(size('A', 200))], { overlaps }).checked.map(({ summary }) => summary.refused)).toEqual([
      false,
      true,
    ]);
  });

  it('is a tracker: A, and A or B, and B tell who is in both', () => {
    const overlaps = [overlap({ A: 'xz', B: 'yz', 'A or B': 'xyz' }, { x: 100, y: 90, z: 4 })];
    const earlier = [left([sourced(size('A', 104))]), left([sourced(size('B', 94), ['B'])], { overlaps })];
    const { checked } = check([sourced(size('A or B', 194), ['A or B'])], { earlier, overlaps });
    expect(texts(checked[0]!)).toEqual([null]);
    const wide = [overlap({ A: 'xz', B: 'yz', 'A or B': 'xyz' }, { x: 100, y: 90, z: 30 })];
    const before = [left([sourced(size('A', 130))]), left([sourced(size('B', 120), ['B'])], { overlaps: wide })];
    const third = check([sourced(size('A or B', 220), ['A or B'])], { earlier: before, overlaps: wide });
    expect(texts(third.checked[0]!)).toEqual(['220']);
  });

  it('is held against a cohort that cannot be compared where their counts are nearly the same', () => {
    const overlaps = [{ groups: new Set(['A', 'B']), compared: new Map(), sizes: new Map() }];
    const earlier = [left([sourced(release('A', sexes(60, 80)))])];
    const { checked } = check([sourced(release('B', sexes(63, 200)), ['B'])], { earlier, overlaps });
    expect(texts(checked[0]!)).toEqual(['265', null, null]);
    expect(rules(checked[0]!)).toEqual([null, 'earlier-release', 'earlier-release']);
  });

  it('holds counts that do not say whom they count against those of the same place', () => {
    const entry = (n: number, title: string) => sourced(release('A', [{ label: 'Entry event', n }]), ['A'], title);
    const { checked } = check([entry(104, 'Second')], { earlier: [left([entry(100, 'First')])] });
    expect(texts(checked[0]!)).toEqual([null]);
    expect(texts(check([entry(400, 'Second')], { earlier: [left([entry(100, 'First')])] }).checked[0]!)).toEqual([
      '400',
    ]);
  });
});
