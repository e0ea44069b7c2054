import { expect, it } from 'vitest';
import { drawnCurves } from './view-curves.ts';

const curveOf = (name: string, n: number) => ({
  name,
  atRisk: [0, 50, 100, 150, 200, 250].map((time) => Math.max(0, n - time)),
  points: Array.from({ length: n }, (_, time) => {
    const survival = 1 - time / n;
    return { time, nRisk: n - time, nEvent: 1, nCensor: 0, survival, lower: survival, upper: survival };
  }),
});

it('ends a curve where a tenth of its arm is at risk, or ten persons, and leaves later times out', () => {
  const result = { curves: [curveOf('new', 240), curveOf('old', 60)], riskTimes: [0, 50, 100, 150, 200, 250] };
  const { curves, riskTimes, least } = drawnCurves(result);
  expect(least).toEqual([24, 10]);
  expect(curves.map(({ points }) => points.at(-1)!.nRisk)).toEqual([24, 10]);
  expect(curves.map(({ points }) => points.length)).toEqual([217, 51]);
  expect(riskTimes).toEqual([0, 50, 100, 150, 200]);
  expect(curves[1]!.atRisk).toEqual([60, 10, 0, 0, 0]);
});
