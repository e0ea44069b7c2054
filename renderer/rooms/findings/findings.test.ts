import { describe, expect, it } from 'vitest';
import { ruleId } from '../../../contract/release.ts';
import { checkedRelease, finding } from '../../testing/findings.ts';
import { cellRules } from '../../text/findings-rules.ts';
import { fileName, inFolder } from '../asking/file-path.ts';
import { proposedBundle } from './bundle-path.ts';
import { groupChanges } from './group-changes.ts';
import { lossesOf, wholeLoss } from './loss.ts';
import { numberFindings } from './number-findings.ts';
import { numberInWords } from './number-in-words.ts';
import { outlineOf } from './outline-of.ts';
import { nudged, reordered } from './reordered.ts';
import { nextPlace } from './use-cell-focus.ts';

describe('changes', () => {
  it('are put together by reason, the gravest first, each place once', () => {
    const change = (action: 'withheld' | 'rounded' | 'refused', where: string) => ({
      action,
      where,
      rule: action,
      reason: action,
    });
    const groups = groupChanges([
      change('rounded', 'a'),
      change('withheld', 'b'),
      change('withheld', 'c'),
      change('withheld', 'b'),
      change('refused', 'd'),
    ]);
    expect(groups.map(({ action, places }) => [action, places])).toEqual([
      ['refused', ['d']],
      ['withheld', ['b', 'c']],
      ['rounded', ['a']],
    ]);
  });
});

describe('a bundle', () => {
  it('is proposed beside the studies, by study and day', () => {
    const day = new Date('2026-11-22T12:00:00Z');
    expect(proposedBundle('/home/me/Stillroom/', 'T2DM, première', day)).toBe(
      '/home/me/Stillroom/t2dm-premiere-2026-11-22.zip',
    );
    expect(proposedBundle('/s', '研究', day)).toBe('/s/study-2026-11-22.zip');
  });

  it('keeps the slashes of its folder', () => {
    expect(inFolder('C:\\studies', 'a.zip')).toBe('C:\\studies\\a.zip');
    expect(fileName('C:\\studies\\a.zip')).toBe('a.zip');
    expect(fileName('/studies/a.zip')).toBe('a.zip');
  });
});

it('tables and figures are numbered through all findings', () => {
  expect(numberFindings([finding('one'), finding('two')])).toEqual([
    { table: 1, figure: 1 },
    { table: 2, figure: 2 },
  ]);
});

describe('the order', () => {
  const ids = ['a', 'b', 'c', 'd'];
  it('what is dragged stands together before or after its target', () => {
    expect(reordered(ids, new Set(['d', 'a']), 'c', 'before')).toEqual(['b', 'a', 'd', 'c']);
    expect(reordered(ids, new Set(['a']), 'd', 'after')).toEqual(['b', 'c', 'd', 'a']);
    expect(reordered(ids, new Set(['b']), 'b', 'after')).toEqual(ids);
  });

  it('a step beyond the ends changes nothing', () => {
    expect(nudged(ids, 'b', -1)).toEqual(['b', 'a', 'c', 'd']);
    expect(nudged(ids, 'a', -1)).toEqual(ids);
    expect(nudged(ids, 'd', 1)).toEqual(ids);
  });
});

it('arrows go to the nearest explained cell in their direction', () => {
  const places = [
    { row: 0, column: 1 },
    { row: 0, column: 3 },
    { row: 2, column: 2 },
  ];
  const [first] = places;
  expect(nextPlace(places, first!, 'ArrowRight')).toEqual({ row: 0, column: 3 });
  expect(nextPlace(places, first!, 'ArrowDown')).toEqual({ row: 2, column: 2 });
  expect(nextPlace(places, places[2]!, 'ArrowUp')).toEqual({ row: 0, column: 1 });
  expect(nextPlace(places, first!, 'ArrowLeft')).toBeNull();
  expect(nextPlace(places, first!, 'a')).toBeNull();
});

it('words warn of a number that is neither a year nor an age', () => {
  expect(numberInWords('Adults of 18 and over, 2011 to 2020.')).toBeNull();
  expect(numberInWords('It was 12.4 % in 1,284 persons.')).toBe('12.4 %');
});

it('a context begins with what was done, of whom, on what', () => {
  expect(outlineOf(finding('one').provenance)).toMatch(/^Survival of “diabetes”, on “sample”\. Counted were … Years/);
});

it('the loss adds up over tables; proved only where all are', () => {
  const [table] = checkedRelease().tables;
  const loss = { cells: 4, withheld: 2, protecting: 1, persons: 200, withheldPersons: 10, proved: true };
  const tables = [
    { ...table!, loss },
    { ...table!, loss: { ...loss, proved: false } },
  ];
  expect(wholeLoss(lossesOf({ tables }))).toEqual({ protecting: 2, share: 0.05, proved: false });
  expect(wholeLoss(lossesOf({ tables: [table!] }))).toBeNull();
});

it('every rule that can stand in a cell is explained, and no explanation names more than limits', () => {
  const ofWhole = new Set(['curve-steps', 'rare-label', 'class-disclosure', 'nothing-left']);
  for (const id of ruleId.options.filter((one) => !ofWhole.has(one))) {
    const words = cellRules[id]?.({ threshold: 11, rounding: 5 });
    expect(words, id).toBeDefined();
    expect(
      `${words!.why} ${words!.otherwise}`.match(/\d+/g)?.filter((n) => !['1', '5', '10', '11'].includes(n)) ?? [],
    ).toEqual([]);
  }
});
