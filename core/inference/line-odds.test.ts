import { describe, expect, it } from 'vitest';
import { lineOdds, lineScores } from './line-odds.ts';
import type { Cells } from './session.ts';

/** Cells of one plain column, always 5, and these scores after it. */
function cellsOf(scores: readonly (readonly number[])[]): Cells {
  const features = 1 + scores[0]!.length;
  const data = new Float32Array(scores.length * features * 4);
  scores.forEach((row, r) => {
    for (const [f, value] of [5, ...row].entries()) data[(r * features + f) * 4] = value;
  });
  return { data, rows: scores.length, features };
}

const steps = Array.from({ length: 40 }, (_, i) => i / 10 - 2);

describe('what linear scores say by themselves', () => {
  it('of two classes: a probability that rises along the score of the class it is of', () => {
    const codes = Float64Array.from(steps, (at, i) => Number(at + (i % 3) - 1 < 0));
    const odds = lineOdds(cellsOf(steps.map((at) => [at])), codes, 2, [1]);
    expect(odds).toHaveLength(1);
    expect(odds[0]!.slope).toBeLessThan(0);
    const logs = lineScores(odds, cellsOf([[-2], [0], [2]]), 2);
    expect(Math.exp(logs[0]!) + Math.exp(logs[1]!)).toBeCloseTo(1, 12);
    expect(logs[1]!).toBeGreaterThan(logs[3]!);
    expect(logs[3]!).toBeGreaterThan(logs[5]!);
  });

  it('of several: probabilities that add up to one, largest where its own score is', () => {
    const codes = Float64Array.from(steps, (_, i) => i % 3);
    const own = steps.map((_, i) => [0, 1, 2].map((code) => (code === i % 3 ? 1 : -1) + ((i * 7 + code) % 5) / 2));
    const odds = lineOdds(cellsOf(own), codes, 3, [0, 1, 2]);
    const logs = lineScores(odds, cellsOf([[-1, 2, -1]]), 3);
    expect(logs.reduce((sum, log) => sum + Math.exp(log), 0)).toBeCloseTo(1, 12);
    expect(Math.max(...logs)).toBe(logs[1]);
  });

  it('is finite where a score separates the classes', () => {
    const codes = Float64Array.from(steps, (at) => Number(at > 0));
    const odds = lineOdds(cellsOf(steps.map((at) => [at])), codes, 2, [1]);
    const logs = lineScores(odds, cellsOf([[-6], [6]]), 2);
    expect([...logs].every(Number.isFinite)).toBe(true);
  });

  it('is nothing where a class has no score', () => {
    const codes = Float64Array.from(steps, (_, i) => i % 3);
    expect(lineOdds(cellsOf(steps.map((at) => [at])), codes, 3, [1])).toEqual([]);
    expect(lineOdds(cellsOf(steps.map((at) => [at])), codes, 2, [])).toEqual([]);
  });
});
