import { describe, expect, it } from 'vitest';
import {
  formatBytes,
  formatCount,
  formatDecimal,
  formatDuration,
  formatShare,
  formatSigned,
  formatYears,
} from './format.ts';

const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ');

describe('numbers carry their unit', () => {
  it('separates thousands and says one person, two persons', () => {
    expect(plain(formatCount(1284, 'persons'))).toBe('1,284 persons');
    expect(plain(formatCount(1, 'persons'))).toBe('1 person');
    expect(plain(formatCount(0, 'events'))).toBe('0 events');
    expect(plain(formatCount(1, 'criteria'))).toBe('1 criterion');
  });

  it('never breaks a number from its unit', () => {
    expect(formatCount(12, 'rows')).not.toContain(' ');
    expect(formatShare(0.5)).not.toContain(' ');
  });

  it('keeps decimals so that digits stand under each other', () => {
    expect(formatDecimal(1234.5, 2)).toBe('1,234.50');
    expect([formatSigned(-1234.5, 1), formatSigned(-0.0001, 3)]).toEqual(['−1,234.5', '0.000']);
    expect(plain(formatShare(0.612))).toBe('61.2 %');
    expect(plain(formatShare(1, 0))).toBe('100 %');
  });
});

describe('durations', () => {
  it.each([
    [240, '240 ms'],
    [3200, '3.2 s'],
    [59_970, '1 min 0 s'],
    [125_000, '2 min 5 s'],
    [3_840_000, '1 h 4 min'],
  ])('%d ms is %s', (ms, words) => expect(plain(formatDuration(ms))).toBe(words));
});

it('sizes and years', () => {
  expect(plain(formatBytes(999))).toBe('999 bytes');
  expect(plain(formatBytes(1536))).toBe('1.5 KB');
  expect(plain(formatBytes(991_234_567))).toBe('991 MB');
  expect(formatYears([1950, 2019])).toBe('1950–2019');
  expect(formatYears([2015, 2015])).toBe('2015');
});
