import { expect, it } from 'vitest';
import { filledPreview as contract } from '../../contract/model-tasks.ts';
import { filledPreview } from './filled-preview.ts';

const numbers = Float64Array.from({ length: 41 }, (_, i) => i);
const gappy = (values: Float64Array) => Float64Array.from([...values, Number.NaN, Number.NaN]);

it('tells known numbers beside filled ones by mean and quartiles', () => {
  const preview = filledPreview(
    { name: 'x', kind: 'number', values: gappy(numbers) },
    numbers.map((v) => v + 5),
  );
  expect(contract.parse(preview)).toEqual({
    kind: 'number',
    known: { n: 41, mean: 20, q25: 10, median: 20, q75: 30 },
    filled: { n: 41, mean: 25, q25: 15, median: 25, q75: 35 },
  });
});

it('tells classes by their shares, the rare ones as one', () => {
  const values = gappy(numbers.map((i) => (i < 20 ? 0 : i < 38 ? 1 : 2)));
  const column = { name: 'x', kind: 'category' as const, values, categories: ['mild', 'grave', 'of one family'] };
  const filled = Float64Array.from({ length: 12 }, (_, i) => (i < 6 ? 0 : i < 9 ? 1 : 2));
  const preview = contract.parse(filledPreview(column, filled));
  if (preview.kind !== 'class') expect.unreachable();
  expect(preview.levels.map(({ name }) => name)).toEqual(['mild', 'grave', null]);
  expect(preview.levels.map(({ filled: share }) => share)).toEqual([0.5, 0.25, 0.25]);
  expect(JSON.stringify(preview)).not.toContain('family');
});

it('says nothing of so few values that a quantile would be one of them', () => {
  const column = { name: 'x', kind: 'number' as const, values: gappy(numbers) };
  expect(filledPreview(column, numbers.slice(0, 10))).toBeUndefined();
  expect(filledPreview({ ...column, values: gappy(numbers.slice(0, 10)) }, numbers)).toBeUndefined();
});
