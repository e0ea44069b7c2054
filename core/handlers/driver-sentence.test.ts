import { expect, it } from 'vitest';
import { driverSentence } from './model-explain.ts';

const at = (mean: number, low: number) => ({ mean, sd: 0.1, low, high: 2 * mean - low });
const feature = (name: string, mean: number, low: number) => ({
  feature: name,
  permutation: at(mean, low),
  leaveOut: at(0.01, -0.01),
});

it('names no feature whose interval holds 0, however much is lost on average', () => {
  const [loud, sure, faint] = [feature('loud', 0.3, -0.1), feature('sure', 0.2, 0.1), feature('faint', 0.1, -0.02)];
  expect(driverSentence([loud, sure, faint])).toBe(
    'Most is lost without “sure”: 0.200 when it is shuffled, 0.010 when it is left out.',
  );
  expect(driverSentence([loud, faint])).not.toMatch(/loud|faint/);
  expect(driverSentence([])).toContain('No feature');
});
