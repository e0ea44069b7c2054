import { scaleLinear } from 'd3-scale';
import { type FigureSize, pixel, type Tick } from './plot-area.ts';
import { spreadLabels } from './spread-labels.ts';
import { stepBand, stepLine } from './step-shapes.ts';
import { fitNames, textWidth } from './text-width.ts';

/** One step: persons at risk before `time`, what happened at it, and survival after it. */
export interface SurvivalPoint {
  readonly time: number;
  readonly atRisk: number;
  readonly events: number;
  readonly censored: number;
  readonly estimate: number;
  readonly lower: number | null;
  readonly upper: number | null;
}

export interface SurvivalSeries {
  readonly label: string;
  readonly points: readonly SurvivalPoint[];
}

export interface SurvivalInput {
  readonly series: readonly SurvivalSeries[];
  /** Times on the axis and in the risk table; chosen where left out. */
  readonly ticks?: readonly number[];
  /** Numbers at risk at `ticks`, a row a series; read from the points where left out. */
  readonly atRisk?: readonly (readonly number[])[];
}

export interface SurvivalFigure extends FigureSize {
  readonly xTicks: readonly Tick[];
  readonly yTicks: readonly Tick[];
  readonly series: readonly {
    readonly label: string;
    readonly line: string;
    readonly band: string;
    /** One path of small vertical strokes, where somebody was censored. */
    readonly censored: string;
    readonly end: { readonly x: number; readonly y: number; readonly labelY: number; readonly text: string } | null;
  }[];
  readonly risk: {
    readonly top: number;
    readonly rows: readonly { readonly label: string; readonly y: number; readonly cells: readonly Tick[] }[];
  };
}

const riskRow = 18;
const labelGap = 16;
const whole = new Intl.NumberFormat('en-GB');

/** Where everything of a survival figure stands at a width. Pure: no DOM. */
export function survivalFigure(input: SurvivalInput, width: number): SurvivalFigure {
  const { series } = input;
  const end = Math.max(1e-9, ...(input.ticks ?? []), ...series.flatMap(({ points }) => points.map(({ time }) => time)));
  const size = frame(series, width);
  const { plot } = size;
  const x = scaleLinear([0, end], [plot.left, plot.right]);
  const y = scaleLinear([0, 1], [plot.bottom, plot.top]);
  const times = thinTicks(input.ticks ?? x.ticks(6), (time) => x(time));
  const labels = endLabels(series, { x, y, plot, width });
  const names = fitNames(
    series.map(({ label }) => label),
    plot.left - 42,
    12,
  );
  return {
    ...size,
    xTicks: times.map((time) => ({ at: pixel(x(time)), label: whole.format(time) })),
    yTicks: [0, 0.25, 0.5, 0.75, 1].map((value) => ({ at: pixel(y(value)), label: `${value * 100}\u202f%` })),
    series: series.map((one, i) => ({ label: one.label, ...shapes(one, x, y), end: labels[i] ?? null })),
    risk: {
      top: plot.bottom + 62,
      rows: series.map(({ points }, i) => ({
        label: names[i]!,
        y: plot.bottom + 62 + riskRow * (i + 1),
        cells: times.map((time) => {
          const given = input.atRisk?.[i]?.[input.ticks?.indexOf(time) ?? -1];
          const known = given ?? atRiskAt(points, time);
          return { at: pixel(x(time)), label: known === null ? '' : whole.format(known) };
        }),
      })),
    },
  };
}

type Scale = (value: number) => number;

function frame(series: readonly SurvivalSeries[], width: number): FigureSize {
  const longest = Math.max(0, ...series.map(({ label }) => textWidth(label, 12)));
  const margin = Math.min(longest + 42, width * 0.28);
  const left = Math.max(52, margin);
  const named = Math.max(0, ...series.map(({ label }) => textWidth(label, 13)));
  const right = width - (series.length > 1 ? Math.max(24, Math.min(named + 16, width * 0.22)) : 24);
  const top = 30;
  const bottom = top + Math.round(Math.min(Math.max((right - left) * 0.56, 180), 340));
  return { width, height: bottom + 62 + riskRow * series.length + 10, plot: { left, right, top, bottom } };
}

/** Leaves out ticks that would stand nearer than 46 pixels, evenly. */
function thinTicks(ticks: readonly number[], x: Scale): number[] {
  const room = ticks.length > 1 ? x(ticks[1]!) - x(ticks[0]!) : 46;
  const every = Math.max(1, Math.ceil(46 / Math.max(room, 1e-9)));
  return ticks.filter((_, i) => i % every === 0);
}

function shapes({ points }: SurvivalSeries, x: Scale, y: Scale) {
  const first = points[0];
  const origin = { time: 0, estimate: 1, lower: 1, upper: 1 };
  const all = first !== undefined && first.time <= 0 ? points : [origin, ...points];
  const strokes = new Set<string>();
  for (const { time, censored, estimate } of points) {
    if (censored > 0) strokes.add(`M${Math.round(x(time) * 2) / 2} ${pixel(y(estimate) - 4)}v8`);
  }
  return {
    line: stepLine(all.map((point) => ({ x: x(point.time), y: y(point.estimate) }))),
    band: stepBand(
      all.map(({ time, lower, upper }) => ({
        x: x(time),
        low: lower === null ? null : y(lower),
        high: upper === null ? null : y(upper),
      })),
    ),
    censored: [...strokes].join(''),
  };
}

function endLabels(
  series: readonly SurvivalSeries[],
  at: { x: Scale; y: Scale; plot: FigureSize['plot']; width: number },
) {
  if (series.length < 2) return [];
  const ends = series.map(({ points }) => {
    const last = points.at(-1);
    return { x: pixel(at.x(last?.time ?? 0)), y: pixel(at.y(last?.estimate ?? 1)) };
  });
  const { top, bottom, right } = at.plot;
  const placed = spreadLabels(
    ends.map((end) => end.y),
    labelGap,
    [top, bottom - 6],
  );
  const names = fitNames(
    series.map(({ label }) => label),
    at.width - right - 14,
    13,
  );
  return ends.map((end, i) => ({ ...end, labelY: placed[i]!, text: names[i]! }));
}

/** Under observation just before a time: what the next step begins with. Past the last step nothing is known: null. */
function atRiskAt(points: readonly SurvivalPoint[], time: number): number | null {
  return points.find((point) => point.time >= time && (point.time > 0 || time <= 0))?.atRisk ?? null;
}
