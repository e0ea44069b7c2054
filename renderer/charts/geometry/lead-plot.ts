import { scaleLinear } from 'd3-scale';
import { type FigureSize, pixel, type Tick } from './plot-area.ts';
import { seriesStyle } from './series-style.ts';
import { textWidth } from './text-width.ts';

export interface LeadSeries {
  readonly label: string;
  readonly points: readonly {
    readonly lead: number;
    readonly estimate: number | null;
    readonly lower: number | null;
    readonly upper: number | null;
  }[];
}

export interface LeadFigure extends FigureSize {
  readonly xTicks: readonly Tick[];
  readonly yTicks: readonly Tick[];
  /** Where guessing stands: a level line. */
  readonly guessing: string;
  readonly series: readonly {
    readonly label: string;
    readonly colour: number;
    readonly dash: string | undefined;
    readonly line: string;
    readonly points: readonly { readonly x: number; readonly y: number; readonly limits: string | null }[];
    /** A stroke and a name above the plot. */
    readonly key: { readonly from: number; readonly to: number; readonly text: number; readonly y: number };
  }[];
}

/** Neighbouring series are moved apart so that their limits do not cover each other. */
const apart = 7;
const keyY = 14;

/** AUC over the days before an outcome at which the data end; time runs to the right, towards the outcome. Pure: no DOM. */
export function leadFigure(input: readonly LeadSeries[], width: number): LeadFigure {
  const plot = { left: 52, right: Math.max(width, 260) - 28, top: 46, bottom: 306 };
  const leads = [...new Set(input.flatMap(({ points }) => points.map(({ lead }) => lead)))].sort((a, b) => a - b);
  const values = input.flatMap(({ points }) =>
    points.flatMap(({ estimate, lower }) => [estimate ?? 0.5, lower ?? 0.5]),
  );
  const lowest = Math.min(0.4, ...values.map((value) => Math.floor(value * 10) / 10));
  const x = scaleLinear([Math.max(1, ...leads), 0], [plot.left + 16, plot.right - 16]);
  const y = scaleLinear([lowest, 1], [plot.bottom, plot.top]);
  const keys = keysOf(input, plot.right);
  return {
    width: Math.max(width, plot.right + 28),
    height: plot.bottom + 48,
    plot,
    xTicks: readableTicks(leads.map((lead) => ({ at: pixel(x(lead)), label: String(lead) }))),
    yTicks: y.ticks(6).map((value) => ({ at: pixel(y(value)), label: value.toFixed(1) })),
    guessing: `M${plot.left} ${pixel(y(0.5))}H${plot.right}`,
    series: input.map(({ label, points }, i) => {
      const shift = (i - (input.length - 1) / 2) * apart;
      const known = points.flatMap(({ lead, estimate, lower, upper }) =>
        estimate === null ? [] : [{ x: pixel(x(lead) + shift), y: pixel(y(estimate)), lower, upper }],
      );
      return {
        label,
        ...seriesStyle(i),
        line: known.map((point, at) => `${at === 0 ? 'M' : 'L'}${point.x} ${point.y}`).join(''),
        points: known.map(({ lower, upper, ...at }) => ({
          ...at,
          limits: lower === null || upper === null ? null : `M${at.x} ${pixel(y(lower))}V${pixel(y(upper))}`,
        })),
        key: keys[i]!,
      };
    }),
  };
}

/** From the outcome back, a tick for each lead that has room beside the one before. */
function readableTicks(ticks: readonly Tick[]): Tick[] {
  const kept: Tick[] = [];
  for (const tick of ticks) {
    const last = kept.at(-1);
    const room = last ? (textWidth(last.label, 12) + textWidth(tick.label, 12)) / 2 + 8 : 0;
    if (!last || last.at - tick.at >= room) kept.push(tick);
  }
  return kept;
}

function keysOf(input: readonly LeadSeries[], right: number) {
  let end = right;
  return [...input]
    .reverse()
    .map(({ label }) => {
      const text = end - textWidth(label);
      const key = { from: text - 32, to: text - 8, text, y: keyY };
      end = key.from - 20;
      return key;
    })
    .reverse();
}
