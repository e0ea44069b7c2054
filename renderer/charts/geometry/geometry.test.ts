import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { attritionFlow } from './attrition-flow.ts';
import { calibrationFigure } from './calibration-plot.ts';
import { densityStrip } from './density-strip.ts';
import { overlapBars } from './overlap-bars.ts';
import { rocFigure } from './roc-plot.ts';
import { smdFigure } from './smd-plot.ts';
import { spreadLabels } from './spread-labels.ts';
import { type SurvivalPoint, survivalFigure } from './survival-curve.ts';
import { fitNames, fitText } from './text-width.ts';

const point = (time: number, atRisk: number, estimate: number, more: Partial<SurvivalPoint> = {}): SurvivalPoint => ({
  time,
  atRisk,
  estimate,
  events: 1,
  censored: 0,
  lower: estimate - 0.1,
  upper: estimate + 0.1,
  ...more,
});

describe('survivalFigure', () => {
  const series = [
    { label: 'women', points: [point(5, 90, 0.9), point(10, 80, 0.5, { censored: 3, lower: null, upper: null })] },
    { label: 'men', points: [point(0, 70, 0.8), point(10, 60, 0.49)] },
  ];
  const figure = survivalFigure({ series, ticks: [0, 5, 10] }, 700);
  const { plot } = figure;

  it('begins at 100 % unless something happened at time 0', () => {
    expect(figure.series[0]!.line.startsWith(`M${plot.left},${plot.top}`)).toBe(true);
    expect(figure.series[1]!.line.startsWith(`M${plot.left},${plot.top}`)).toBe(false);
  });

  it('stays level until the next step', () => {
    const y = plot.bottom - 0.9 * (plot.bottom - plot.top);
    expect(figure.series[0]!.line).toContain(`,${Number(y.toFixed(2))}`);
    expect(figure.series[0]!.line).not.toMatch(/C|Q/);
  });

  it('reads who is at risk just before each tick, below the tick itself', () => {
    const cells = figure.risk.rows.map(({ cells }) => cells.map(({ label }) => label));
    expect(cells).toEqual([
      ['90', '90', '80'],
      ['70', '60', '60'],
    ]);
    expect(figure.risk.rows[0]!.cells.map(({ at }) => at)).toEqual(figure.xTicks.map(({ at }) => at));
  });

  it('keeps the names at the ends apart', () => {
    const [a, b] = figure.series.map(({ end }) => end!.labelY);
    expect(Math.abs(a! - b!)).toBeGreaterThanOrEqual(16);
  });

  it('marks a censoring once, however many there were', () => {
    expect(figure.series[0]!.censored.match(/M/g)).toHaveLength(1);
    expect(figure.series[1]!.censored).toBe('');
  });

  it('leaves out ticks that would run into each other', () => {
    const ticks = Array.from({ length: 40 }, (_, i) => i);
    const narrow = survivalFigure({ series, ticks }, 320);
    const gaps = narrow.xTicks.slice(1).map(({ at }, i) => at - narrow.xTicks[i]!.at);
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(45);
  });

  it('holds together without any points', () => {
    const empty = survivalFigure({ series: [{ label: 'nobody', points: [] }] }, 300);
    expect(empty.series[0]!.end).toBeNull();
    expect(Number.isFinite(empty.height)).toBe(true);
  });
});

describe('attritionFlow', () => {
  const entry = { name: 'Entered', persons: 1000, events: 1500 };
  const final = { name: 'Final', persons: 250, events: 300 };
  const rules = [
    { name: 'Observed', persons: 500, events: 700 },
    { name: 'No insulin', persons: 250, events: 300, alone: 40 },
  ];

  it('draws bars as wide as their persons and counts who was lost on the way', () => {
    const { steps } = attritionFlow({ entry, rules, final, counts: 'remaining' }, 750);
    expect(steps.map(({ bar }) => bar.width)).toEqual([300, 150, 75, 75]);
    expect(steps.map(({ lost }) => lost?.persons ?? 0)).toEqual([0, 500, 250, 0]);
    expect(steps[0]!.funnel).toBeNull();
  });

  it('does not join bars whose counts do not follow from each other', () => {
    const { steps } = attritionFlow({ entry, rules, final, counts: 'each' }, 750);
    expect(steps.every(({ funnel }) => funnel === null)).toBe(true);
    expect(steps[2]!.lost!.persons).toBe(40);
  });

  it('begins with what the entry criteria find, and says what the entry itself lost', () => {
    const before = [{ name: 'Found', persons: 1250, events: 2000 }];
    const { steps } = attritionFlow({ before, entry, rules, final, counts: 'remaining' }, 750);
    expect(steps.map(({ kind }) => kind)).toEqual(['found', 'entry', 'rule', 'rule', 'final']);
    expect(steps[1]!.lost).toMatchObject({ persons: 250, events: 500 });
    expect(steps.map(({ share }) => share)).toEqual([null, 1, 0.5, 0.25, 0.25]);
  });

  it('lets everybody through a rule that is off', () => {
    const off = { name: 'Off', persons: 0, events: 0, isOff: true };
    const { steps } = attritionFlow({ entry, rules: [rules[0]!, off, rules[1]!], final, counts: 'remaining' }, 750);
    expect(steps[2]).toMatchObject({ kind: 'off', persons: 500, events: 700, share: null, lost: null });
    expect(steps[3]!.lost).toMatchObject({ persons: 250, events: 400 });
  });

  it('shows a few persons among very many, and nobody as nothing', () => {
    const many = { ...entry, persons: 10_000_000 };
    const { steps } = attritionFlow(
      { entry: many, rules: [], final: { ...final, persons: 1 }, counts: 'remaining' },
      750,
    );
    expect(steps[1]!.bar.width).toBe(2);
    const none = attritionFlow({ entry, rules: [], final: { ...final, persons: 0 }, counts: 'remaining' }, 750);
    expect(none.steps[1]!.bar.width).toBe(0);
  });
});

describe('calibrationFigure and rocFigure', () => {
  it('puts perfect predictions on the diagonal and leaves out empty bins', () => {
    const bins = [
      { count: 100, predicted: 0.25, observed: 0.25 },
      { count: 25, predicted: 0.75, observed: 0.75 },
      { count: 0, predicted: null, observed: null },
    ];
    const { points, plot } = calibrationFigure(bins, 500);
    expect(points).toHaveLength(2);
    for (const { x, y } of points) expect(x - plot.left).toBeCloseTo(plot.bottom - y, 1);
    expect(points[0]!.radius - 2.5).toBeCloseTo(2 * (points[1]!.radius - 2.5), 10);
  });

  it('looks closer where all risks are low', () => {
    const { xTicks } = calibrationFigure([{ count: 9, predicted: 0.04, observed: 0.07 }], 500);
    expect(Number(xTicks.at(-1)!.label)).toBe(0.1);
  });

  it('shades the area under a single curve only', () => {
    const curve = {
      label: 'a',
      points: [
        { fpr: 0, tpr: 0 },
        { fpr: 0.2, tpr: 0.9 },
        { fpr: 1, tpr: 1 },
      ],
    };
    expect(rocFigure([curve], 400).curves[0]!.area.endsWith('Z')).toBe(true);
    expect(rocFigure([curve, { ...curve, label: 'b' }], 400).curves[0]!.area).toBe('');
  });
});

describe('densityStrip', () => {
  it('keeps a place for years without rows', () => {
    const { bars } = densityStrip(
      [
        { year: 2000, n: 10 },
        { year: 2003, n: 5 },
      ],
      80,
      20,
    );
    expect(bars.map(({ year, x, height }) => [year, x, height])).toEqual([
      [2000, 0, 20],
      [2003, 60, 10],
    ]);
  });
  it('puts years together where there is no room, and loses no rows', () => {
    const counts = Array.from({ length: 120 }, (_, i) => ({ year: 1900 + i, n: 4 }));
    const { bars } = densityStrip(counts, 90);
    expect(bars.length).toBeLessThanOrEqual(30);
    expect(bars.every(({ n }) => n === 4)).toBe(true);
  });
  it('is empty without years', () => {
    expect(densityStrip([], 90).bars).toEqual([]);
  });
});

describe('smdFigure', () => {
  it('puts the largest difference on top, without its sign, and says which lie beyond 0.1', () => {
    const rows = [
      { label: 'age', smd: 0.05 },
      { label: 'sex', smd: -0.4 },
      { label: 'race', smd: null },
    ];
    const figure = smdFigure(rows, 600);
    expect(figure.rows.map(({ full, differs }) => [full, differs])).toEqual([
      ['sex', true],
      ['age', false],
    ]);
    expect(figure.rows[0]!.at).toBeGreaterThan(figure.border);
  });
});

describe('labels', () => {
  it('are spread apart without leaving their room', () => {
    const wanted = fc.array(fc.double({ min: 0, max: 300, noNaN: true }), { minLength: 1, maxLength: 15 });
    fc.assert(
      fc.property(wanted, (places) => {
        const placed = spreadLabels(places, 16, [0, 300]);
        const sorted = [...placed].sort((a, b) => a - b);
        for (let i = 1; i < sorted.length; i++) expect(sorted[i]! - sorted[i - 1]!).toBeGreaterThanOrEqual(16 - 1e-9);
        expect(sorted.at(-1)!).toBeLessThanOrEqual(300 + 1e-9);
        expect(sorted[0]!).toBeGreaterThanOrEqual(-1e-9);
      }),
    );
  });
  it('are cut with an ellipsis', () => {
    expect(fitText('short', 100)).toBe('short');
    expect(fitText('a very long name indeed', 60)).toMatch(/^a very.*…$/);
  });
  it('that begin alike leave that out, so that they can be told apart', () => {
    const names = ['new-users-metformin', 'new-users-sglt2-inhibitor'];
    expect(fitNames(names, 1000)).toEqual(names);
    expect(fitNames(names, 110)).toEqual(['…metformin', '…sglt2-inhibitor']);
    expect(fitNames(['metformin', 'metoprolol'], 40)).toEqual(['metf…', 'meto…']);
  });
  it('of persons at risk are left empty past the last step, where nothing is known', () => {
    const series = [
      { label: 'short', points: [point(10, 50, 0.9)] },
      { label: 'long', points: [point(10, 50, 0.9), point(40, 20, 0.5)] },
    ];
    const { risk } = survivalFigure({ series, ticks: [0, 20, 40] }, 640);
    expect(risk.rows.map(({ cells }) => cells.map(({ label }) => label))).toEqual([
      ['50', '', ''],
      ['50', '20', '20'],
    ]);
  });
});

describe('overlapBars', () => {
  it('lays the bars over each other by the persons in both', () => {
    const { bars, both } = overlapBars({ a: 'A', b: 'B', onlyA: 60, both: 20, onlyB: 20 }, 500);
    expect(bars.map(({ x, width, persons }) => [x, width, persons])).toEqual([
      [0, 400, 80],
      [300, 200, 40],
    ]);
    expect([both.x, both.width]).toEqual([300, 100]);
  });

  it('keeps a small cohort at the right inside the figure', () => {
    const { bars } = overlapBars({ a: 'A', b: 'B', onlyA: 100_000, both: 0, onlyB: 1 }, 500);
    expect(bars[1]!.x + bars[1]!.width).toBeLessThanOrEqual(500);
  });
});
