import { describe, expect, it } from 'vitest';
import { carryNumbers, type LineNumbers } from './line-numbers.ts';

const numbers = (path: string, value: unknown, persons: number): LineNumbers => ({
  path,
  json: JSON.stringify(value),
  count: { persons, events: persons },
  alone: null,
});

const before = [numbers('$.R[0]', 'a', 1), numbers('$.R[1]', 'b', 2), numbers('$.R[2]', 'c', 3)];
const carried = (rules: readonly string[]) => {
  const paths = rules.map((_, index) => `$.R[${index}]`);
  const kept = carryNumbers(before, { R: rules }, paths);
  return paths.map((path) => kept.get(path)?.count.persons ?? null);
};

describe('numbers of before', () => {
  it('follow a line that moved, also where another was removed or put in', () => {
    expect(carried(['a', 'b', 'c'])).toEqual([1, 2, 3]);
    expect(carried(['b', 'a', 'c'])).toEqual([2, 1, 3]);
    expect(carried(['b', 'c'])).toEqual([2, 3]);
    expect(carried(['x', 'a', 'b', 'c'])).toEqual([null, 1, 2, 3]);
  });

  it('stay beside a line that was changed in its place', () => {
    expect(carried(['a', 'B', 'c'])).toEqual([1, 2, 3]);
  });
});
