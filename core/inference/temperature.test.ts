import { describe, expect, it } from 'vitest';
import { randomOf } from './random.ts';
import { bestTemperature, type Held } from './temperature.ts';

/** Rows of two classes whose log-odds are told `times` too far from 0. */
function overtold(rows: number, times: number): Held[] {
  const random = randomOf(3);
  return Array.from({ length: rows }, () => {
    const odds = 6 * random() - 3;
    return { scores: Float64Array.of(0, odds * times), truth: random() < 1 / (1 + Math.exp(-odds)) ? 1 : 0 };
  });
}

describe('the temperature', () => {
  it('is found where there are rows enough to tell it', () => {
    expect(bestTemperature(overtold(1500, 2))).toBeCloseTo(2, 0);
    expect(bestTemperature(overtold(1500, 0.6))).toBeCloseTo(0.6, 1);
    expect(bestTemperature(overtold(1500, 1))).toBeCloseTo(1, 1);
  });

  it('does not follow a few rows that happen to be told rightly', () => {
    const right = (rows: number): Held[] =>
      Array.from({ length: rows }, (_, i) => ({ scores: Float64Array.of(0, i % 2 ? 2 : -2), truth: i % 2 }));
    const [few, many] = [bestTemperature(right(12)), bestTemperature(right(2000))];
    expect(few).toBeGreaterThan(0.8);
    expect(few).toBeLessThan(1);
    expect(many).toBeLessThan(0.5);
  });

  it('is 1 where nothing was held out', () => {
    expect(bestTemperature([])).toBe(1);
  });
});
