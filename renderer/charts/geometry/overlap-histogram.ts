import { scaleLinear } from 'd3-scale';
import { type FigureSize, pixel, type Tick } from './plot-area.ts';

export interface OverlapBin {
  readonly from: number;
  readonly to: number;
  /** Persons of the two groups, the first above the line. */
  readonly above: number;
  readonly below: number;
}

export interface OverlapHistogram extends FigureSize {
  readonly base: number;
  readonly xTicks: readonly Tick[];
  readonly yTicks: readonly Tick[];
  readonly bars: readonly {
    readonly key: string;
    readonly side: 'above' | 'below';
    readonly x: number;
    readonly y: number;
    readonly width: number;
    readonly height: number;
    readonly persons: number;
    readonly from: number;
    readonly to: number;
  }[];
}

const half = 96;

/** Two distributions back to back, each as shares of its own group, so that their shapes compare. Pure: no DOM. */
export function overlapHistogram(bins: readonly OverlapBin[], width: number): OverlapHistogram {
  const left = 52;
  const plot = { left, right: Math.max(left + 120, width - 16), top: 24, bottom: 24 + 2 * half };
  const base = plot.top + half;
  const total = (side: 'above' | 'below') =>
    Math.max(
      1,
      bins.reduce((sum, bin) => sum + bin[side], 0),
    );
  const totals = { above: total('above'), below: total('below') };
  const most = Math.max(1e-9, ...bins.flatMap(({ above, below }) => [above / totals.above, below / totals.below]));
  const x = scaleLinear([0, 1], [plot.left, plot.right]);
  const height = scaleLinear([0, most], [0, half - 4]);
  const shares = height.ticks(3).filter((share) => share > 0);
  const tick = (share: number, sign: 1 | -1) => ({
    at: pixel(base - sign * height(share)),
    label: `${Number((share * 100).toPrecision(3))}\u202f%`,
  });
  return {
    width,
    height: plot.bottom + 48,
    plot,
    base,
    xTicks: [0, 0.2, 0.4, 0.6, 0.8, 1].map((value) => ({ at: pixel(x(value)), label: value.toFixed(1) })),
    yTicks: [...shares.map((share) => tick(share, 1)), ...shares.map((share) => tick(share, -1))],
    bars: bins.flatMap(({ from, to, ...persons }) =>
      (['above', 'below'] as const).map((side) => {
        const high = height(persons[side] / totals[side]);
        return {
          key: `${side} ${from}`,
          side,
          x: pixel(x(from) + 0.5),
          y: pixel(side === 'above' ? base - high : base),
          width: pixel(Math.max(x(to) - x(from) - 1, 1)),
          height: pixel(high),
          persons: persons[side],
          from,
          to,
        };
      }),
    ),
  };
}
