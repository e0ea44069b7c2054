import { describe, expect, it } from 'vitest';
import { eventTable } from './event-table.ts';
import { kaplanMeier } from './kaplan-meier.ts';
import { logRank } from './log-rank.ts';
import { survivalAt } from './survival-at.ts';
import { survivalBounds } from './survival-bounds.ts';
import { survivalQuantile } from './survival-quantile.ts';

// Freireich's 6-MP arm as in Kalbfleisch and Prentice, table 1.1; survival probabilities from the same place.
const times = [6, 6, 6, 6, 7, 9, 10, 10, 11, 13, 16, 17, 19, 20, 22, 23, 25, 32, 32, 34, 35];
const events = [1, 1, 1, 0, 1, 0, 1, 0, 0, 1, 1, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0];
const placebo = [1, 1, 2, 2, 3, 4, 4, 5, 5, 8, 8, 8, 8, 11, 11, 12, 12, 15, 17, 22, 23];

describe('kaplanMeier', () => {
  const steps = kaplanMeier(eventTable(times, events));

  it('gives the published product-limit estimates', () => {
    const at = survivalAt(steps, [6, 7, 10, 13, 16, 22, 23]);
    const published = [0.857, 0.807, 0.753, 0.69, 0.627, 0.538, 0.448];
    expect(at.map((point) => Number(point.survival!.toFixed(3)))).toEqual(published);
    expect(at.map((point) => point.nRisk)).toEqual([21, 17, 15, 12, 11, 7, 6]);
  });

  it('takes events before censorings at the same time', () => {
    expect(steps[0]).toMatchObject({ time: 6, nRisk: 21, nEvent: 3, nCensor: 1 });
    expect(steps[1]!.nRisk).toBe(17);
  });

  it('loses nobody: events and censorings add up to everybody', () => {
    expect(steps.reduce((sum, step) => sum + step.nEvent + step.nCensor, 0)).toBe(times.length);
  });

  it('is not known past the last follow-up, unless everybody had the event', () => {
    expect(survivalAt(steps, [36])[0]).toMatchObject({ survival: null, nRisk: 0 });
    const all = kaplanMeier(eventTable([1, 2], [1, 1]));
    expect(survivalAt(all, [5])[0]!.survival).toBe(0);
  });
});

describe('survivalBounds', () => {
  it('is 1 to 1 before the first event and undefined once nobody is left', () => {
    const start = { survival: 1, logSe: 0 };
    const end = { survival: 0, logSe: Number.POSITIVE_INFINITY };
    for (const type of ['log-log', 'log', 'plain'] as const) {
      expect(survivalBounds(start, type, 1.96)).toEqual({ se: 0, lower: 1, upper: 1 });
      expect(survivalBounds(end, type, 1.96)).toEqual({ se: null, lower: null, upper: null });
    }
  });
  it('stays within 0 and 1', () => {
    const wide = { survival: 0.95, logSe: 0.5 };
    for (const type of ['log-log', 'log', 'plain'] as const) {
      const { lower, upper } = survivalBounds(wide, type, 1.96);
      expect(lower).toBeGreaterThanOrEqual(0);
      expect(upper).toBeLessThanOrEqual(1);
    }
  });
});

describe('survivalQuantile', () => {
  it('is the middle of a rest on exactly one half, as in R', () => {
    const steps = kaplanMeier(eventTable([1, 2, 3, 4], [1, 1, 1, 1]));
    expect(survivalQuantile(steps, ({ survival }) => survival)).toBe(2.5);
  });
  it('is null where the curve stays above', () => {
    expect(survivalQuantile([{ time: 1, value: 0.9 }], ({ value }) => value)).toBeNull();
  });
});

describe('logRank', () => {
  const treated = eventTable(times, events);
  const control = eventTable(
    placebo,
    placebo.map(() => 1),
  );

  it('gives the published chi-square for 6-MP against placebo', () => {
    // Kalbfleisch and Prentice: 16.79 on 1 degree of freedom, 19.3 and 10.7 events expected.
    const test = logRank([treated, control])!;
    expect(test.chisq).toBeCloseTo(16.79, 2);
    expect(test.expected.map((value) => Number(value.toFixed(1)))).toEqual([19.3, 10.7]);
    expect(test.observed).toEqual([9, 21]);
  });

  it('does not depend on the order of three groups', () => {
    const third = eventTable([3, 9, 14, 30], [1, 0, 1, 1]);
    const one = logRank([treated, control, third])!;
    const other = logRank([third, treated, control])!;
    expect(one.df).toBe(2);
    expect(one.chisq).toBeCloseTo(other.chisq, 10);
  });

  it('expects as many events in all as were seen', () => {
    const test = logRank([treated, control])!;
    expect(test.expected[0]! + test.expected[1]!).toBeCloseTo(30, 10);
  });

  it('has no test where only one group was ever at risk of an event', () => {
    expect(logRank([eventTable([5, 6], [1, 1]), eventTable([1, 2], [0, 0])])).toBeNull();
  });
});
