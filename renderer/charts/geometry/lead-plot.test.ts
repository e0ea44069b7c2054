import { expect, it } from 'vitest';
import { leadFigure } from './lead-plot.ts';

const point = (lead: number, estimate: number | null) => ({
  lead,
  estimate,
  lower: estimate === null ? null : estimate - 0.1,
  upper: estimate === null ? null : estimate + 0.05,
});
const series = [
  { label: 'model', points: [point(0, 0.9), point(30, 0.8), point(365, 0.55)] },
  { label: 'Logistic regression', points: [point(0, 0.85), point(30, null), point(365, 0.5)] },
];
const figure = leadFigure(series, 700);

it('runs to the right towards the outcome, a better answer above a worse one', () => {
  const [model] = figure.series;
  const [now, month, year] = model!.points;
  expect(now!.x).toBeGreaterThan(month!.x);
  expect(month!.x).toBeGreaterThan(year!.x);
  expect(now!.y).toBeLessThan(year!.y);
  expect(figure.xTicks.map(({ label }) => label)).toEqual(['0', '30', '365']);
});

it('leaves out what could not be had, moves series apart and keeps their names inside', () => {
  const [model, logistic] = figure.series;
  expect(logistic!.points).toHaveLength(2);
  expect(logistic!.points[0]!.x - model!.points[0]!.x).toBe(7);
  expect(model!.dash).not.toBe(logistic!.dash);
  expect(model!.key.text + 5 * 7).toBeLessThan(logistic!.key.from);
});

it('holds a lower limit below guessing, and one lead alone', () => {
  const low = leadFigure([{ label: 'a', points: [{ lead: 0, estimate: 0.3, lower: 0.12, upper: 0.5 }] }], 300);
  const [, from, to] = /M[\d.]+ ([\d.]+)V([\d.]+)/.exec(low.series[0]!.points[0]!.limits!)!;
  expect(Number(from)).toBeLessThanOrEqual(low.plot.bottom);
  expect(Number(to)).toBeGreaterThanOrEqual(low.plot.top);
});

it('leaves out ticks that would run into each other, from the outcome back', () => {
  const many = [{ label: 'a', points: [0, 3, 6, 9, 30, 90, 365, 3650].map((lead) => point(lead, 0.7)) }];
  const labels = leadFigure(many, 420).xTicks.map(({ label }) => label);
  expect(labels[0]).toBe('0');
  expect(labels).not.toContain('3');
  expect(labels.at(-1)).toBe('3650');
});
