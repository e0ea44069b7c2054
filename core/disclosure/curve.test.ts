import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ReleaseCurve } from '../../contract/release.ts';
import { checkRelease } from './check.ts';
import { publishedTime } from './curve-time.ts';
import { defaultPolicy } from './policy.ts';

type Point = ReleaseCurve['series'][number]['points'][number];

/** Kaplan-Meier points of persons of whom, at each time, some have the event and some are censored after it. */
function points(steps: readonly { events: number; censored: number }[], left = 0): Point[] {
  let atRisk = left + steps.reduce((sum, step) => sum + step.events + step.censored, 0);
  let estimate = 1;
  return steps.map(({ events, censored }, at) => {
    estimate *= atRisk === 0 ? 1 : 1 - events / atRisk;
    const point = { time: at + 1, atRisk, events, censored, estimate, lower: estimate / 2, upper: null };
    atRisk -= events + censored;
    return point;
  });
}

const curveOf = (...series: Point[][]): ReleaseCurve => ({
  id: 'km',
  title: 'Survival',
  xLabel: 'Days',
  yLabel: 'Alive',
  series: series.map((list, at) => ({ label: `arm ${at + 1}`, points: list })),
});

const check = (...series: Point[][]) => checkRelease({ tables: [], curves: [curveOf(...series)] });

describe('curves', () => {
  it('merge single events into steps of at least 11, keeping the estimate at their end', () => {
    const single = points(
      Array.from({ length: 60 }, () => ({ events: 1, censored: 0 })),
      40,
    );
    const [series] = check(single).curves[0]!.series;
    expect(series!.points.map((point) => point.time)).toEqual([11, 22, 33, 44, 60]);
    expect(series!.points.map((point) => point.estimate)).toEqual([0.89, 0.78, 0.67, 0.56, 0.4]);
    expect(series!.points[0]).toMatchObject({ atRisk: 100, events: 15, censored: 0, upper: null });
  });

  it('cut the tail where fewer than 11 are at risk', () => {
    const single = points(Array.from({ length: 60 }, () => ({ events: 2, censored: 0 })));
    const last = check(single).curves[0]!.series[0]!.points.at(-1)!;
    expect(last.time).toBeLessThanOrEqual(55);
    expect(check(single).changes.map((change) => change.action)).toEqual(['merged', 'withheld', 'rounded']);
  });

  it('have a table that can be read, however many events there are', () => {
    const many = points(
      Array.from({ length: 5000 }, () => ({ events: 20, censored: 0 })),
      5000,
    );
    const [series] = check(many).curves[0]!.series;
    expect(series!.points.length).toBeGreaterThan(90);
    expect(series!.points.length).toBeLessThanOrEqual(101);
  });

  it('drop a series without enough events, and refuse when none is left', () => {
    const few = points([{ events: 4, censored: 0 }], 90);
    const many = points([{ events: 30, censored: 0 }], 90);
    expect(check(few, many).curves[0]!.series.map((series) => series.label)).toEqual(['arm 2']);
    expect(check(few)).toMatchObject({ curves: [], summary: { refused: true } });
  });

  it('keep an origin, rounded', () => {
    const origin = { time: 0, atRisk: 101, events: 0, censored: 0, estimate: 1, lower: null, upper: null };
    const steps = [origin, ...points([{ events: 30, censored: 0 }], 71)];
    expect(check(steps).curves[0]!.series[0]!.points[0]).toMatchObject({ time: 0, atRisk: 100, estimate: 1 });
  });

  it('end a step where it is asked for, and leave no few events after the last', () => {
    const single = points(
      Array.from({ length: 60 }, () => ({ events: 1, censored: 0 })),
      40,
    );
    const asked: ReleaseCurve = { ...curveOf(), series: [{ label: 'a', points: single, ends: [15.5, 20, 55, 40] }] };
    const [series] = checkRelease({ tables: [], curves: [asked] }).curves[0]!.series;
    // 20 lies 5 events after 15.5, and after 55 there are 5 left.
    expect(series!.points.map((point) => point.time)).toEqual([15.5, 26, 40, 60]);
  });

  it('tell a time by four figures where it is not whole, and a median at it still stands', () => {
    const years = points([{ events: 60, censored: 0 }], 40).map((point) => ({ ...point, time: 2.975758228031888 }));
    const curve: ReleaseCurve = { ...curveOf(), series: [{ label: 'a', points: years }] };
    const median = {
      kind: 'statistic' as const,
      value: years[0]!.time,
      digits: 2,
      basis: 40,
      step: { curve: curve.id, series: 0 },
    };
    const columns = [{ label: 'Median', align: 'right' as const }];
    const table = { id: 't', title: 't', note: '', columns, rows: [[median]], relations: [] };
    const checked = checkRelease({ tables: [table], curves: [curve] });
    expect(checked.curves[0]!.series[0]!.points[0]!.time).toBe(2.976);
    expect(checked.tables[0]!.rows[0]![0]!.text).toBe('2.98');
    expect([1234.5, 12345.67, 0.0123456, 400].map(publishedTime)).toEqual([1235, 12346, 0.01235, 400]);
  });

  it('print their own steps as a table, and other times only where a step ends', () => {
    const series = [
      {
        label: 'a',
        points: points(
          [
            { events: 30, censored: 0 },
            { events: 30, censored: 0 },
          ],
          40,
        ),
      },
    ];
    const curve = { ...curveOf(), series, steps: { id: 'steps', title: 'Steps' } };
    const median = (value: number | null) => ({
      kind: 'statistic' as const,
      value,
      digits: 0,
      basis: 60,
      step: { curve: 'km', series: 0 },
    });
    const table = {
      id: 't',
      title: 'Medians',
      note: '',
      columns: [{ label: 'Median', align: 'right' as const }],
      rows: [[median(2)], [median(1.5)], [median(null)]],
      relations: [],
    };
    const { tables, summary } = checkRelease({ tables: [table], curves: [curve] });
    expect(tables[0]!.rows.map(([cell]) => cell!.text)).toEqual(['2', null, 'n/a']);
    expect(tables[1]).toMatchObject({ id: 'steps', title: 'Steps' });
    expect(tables[1]!.rows.map((row) => row.map(({ text }) => text))).toEqual([
      ['a', '1', '100', '30', '0.700', '0.350', 'n/a'],
      ['a', '2', '70', '30', '0.400', '0.200', 'n/a'],
    ]);
    expect(summary).toMatchObject({ cells: 13, published: 12, withheld: 1 });
  });

  it('never print a step on few events or persons, nor let few censored persons be worked out', () => {
    const step = fc.record({ events: fc.integer({ min: 0, max: 9 }), censored: fc.integer({ min: 0, max: 6 }) });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), fc.integer({ min: 0, max: 40 }), (steps, left) => {
        const raw = points(steps, left);
        const published = check(raw).curves[0]?.series[0]?.points ?? [];
        let from = 0;
        for (const [at, point] of published.entries()) {
          const within = raw.filter((one) => one.time > from && one.time <= point.time);
          const events = within.reduce((sum, one) => sum + one.events, 0);
          expect(events).toBeGreaterThanOrEqual(defaultPolicy.threshold);
          const after = raw.filter((one) => one.time > point.time).reduce((sum, one) => sum + one.events, 0);
          expect(after === 0 || after >= defaultPolicy.threshold).toBe(true);
          expect(within.at(-1)!.atRisk).toBeGreaterThanOrEqual(defaultPolicy.threshold);
          expect([point.atRisk % 5, point.events % 5]).toEqual([0, 0]);
          const next = published[at + 1];
          const lost = within[0]!.atRisk - events - (next ? raw.find((one) => one.time > point.time)!.atRisk : 0);
          if (lost > 0 && lost < defaultPolicy.threshold) {
            const high = point.atRisk + 2 - Math.max(11, point.events - 2) - (next ? Math.max(11, next.atRisk - 2) : 0);
            const low = Math.max(11, point.atRisk - 2) - (point.events + 2) - (next ? next.atRisk + 2 : 0);
            expect(high).toBeGreaterThanOrEqual(defaultPolicy.threshold);
            expect(low).toBeLessThanOrEqual(lost - 1);
          }
          from = point.time;
        }
      }),
      { numRuns: 1500 },
    );
  });
});
