import { expect, it } from 'vitest';
import { randomOf } from '../random.ts';
import { evenLevels } from './even-levels.ts';

const keys = Float64Array.from({ length: 200 }, (_, row) => (row * 37) % 200);

it('neighbours have one level in each part of the range, whichever columns stand before', () => {
  const levels = evenLevels(keys, randomOf(1));
  const neighbours = [...keys.keys()].sort((a, b) => keys[a]! - keys[b]!);
  for (let from = 0; from + 16 <= 200; from += 16) {
    const parts = neighbours.slice(from, from + 16).map((row) => Math.floor(levels[row]! * 16));
    expect(parts.sort((a, b) => a - b)).toEqual([...Array(16).keys()]);
  }
  expect(levels.every((level) => level >= 0 && level < 1)).toBe(true);
});

it('two columns of the same order are drawn independently', () => {
  const pairs = Array.from({ length: 40 }, (_, seed) => {
    const [a, b] = [evenLevels(keys, randomOf(seed)), evenLevels(keys, randomOf(seed + 1000))];
    return a.reduce((sum, level, row) => sum + (level - 0.5) * (b[row]! - 0.5), 0) / 200 / (1 / 12);
  });
  const mean = pairs.reduce((sum, r) => sum + r, 0) / pairs.length;
  // Forty correlations of 200 rows: a standard error of 0.011.
  expect(Math.abs(mean)).toBeLessThan(0.045);
  expect(Math.max(...pairs.map(Math.abs))).toBeLessThan(0.3);
});
