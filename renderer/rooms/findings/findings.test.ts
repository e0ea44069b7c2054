import { describe, expect, it } from 'vitest';
import { finding } from '../../testing/findings.ts';
import { fileName, inFolder } from '../asking/file-path.ts';
import { proposedBundle } from './bundle-path.ts';
import { groupChanges } from './group-changes.ts';
import { numberFindings } from './number-findings.ts';

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
