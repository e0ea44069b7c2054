import { describe, expect, it } from 'vitest';
import { eventCoding } from '../event-coding.ts';
import { roundTimes } from '../round-times.ts';
import { pValue } from './spec.ts';
import { thinCurve } from './thin-curve.ts';

describe('roundTimes', () => {
  it('counts days in months and years, other units in ones, twos and fives', () => {
    expect(roundTimes(1022, 'days')).toEqual([0, 180, 360, 540, 720, 900]);
    expect(roundTimes(3000, 'days').at(1)).toBe(730);
    expect(roundTimes(35, null)).toEqual([0, 5, 10, 15, 20, 25, 30, 35]);
    expect(roundTimes(0.7, 'years')).toEqual([0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7]);
    expect(roundTimes(0, 'days')).toEqual([0]);
  });
});

describe('thinCurve', () => {
  it('loses no event and no censoring', () => {
    const curve = Array.from({ length: 1001 }, (_, i) => ({
      time: i,
      nRisk: 3000 - 3 * i,
      nEvent: 1,
      nCensor: 2,
      survival: 1 - i / 3000,
      se: 0,
      lower: null,
      upper: null,
    }));
    const thin = thinCurve(curve, 100);
    expect(thin.length).toBeLessThanOrEqual(100);
    expect(thin.reduce((sum, point) => sum + point.nEvent + point.nCensor, 0)).toBe(3003);
    expect(thin[0]!.nRisk).toBe(3000);
    expect(thin.at(-1)).toMatchObject({ time: 1000, survival: 1 - 1000 / 3000 });
    const cut = thinCurve(curve, 100, [503, 504.5]);
    expect(cut.map(({ time }) => time)).toEqual(expect.arrayContaining([503, 504]));
    expect(cut.reduce((sum, point) => sum + point.nEvent + point.nCensor, 0)).toBe(3003);
  });
});

describe('eventCoding', () => {
  it('reads a constant column as R does', () => {
    expect(eventCoding([1], false).code).toBe(1);
    expect(eventCoding([2], false).code).toBe(2);
  });
  it('refuses three codes', () => {
    expect(() => eventCoding([0, 1, 2], false)).toThrow('Parameter “event”');
    expect(() => eventCoding([0, Number.NaN], false)).toThrow('Parameter “event”');
  });
});

describe('pValue', () => {
  it('prints what a journal prints', () => {
    expect([0.00001, 0.0013111, 0.0456, 0.5].map(pValue)).toEqual([
      'p < 0.0001',
      'p = 0.0013',
      'p = 0.046',
      'p = 0.50',
    ]);
  });
});
