import { scaleLinear } from 'd3-scale';
import { type FigureSize, pixel, type Tick } from './plot-area.ts';

export interface SquarePlot extends FigureSize {
  readonly xTicks: readonly Tick[];
  readonly yTicks: readonly Tick[];
  readonly diagonal: string;
  readonly x: (value: number) => number;
  readonly y: (value: number) => number;
}

/** A square from 0 to `most` on both axes with its diagonal: for calibration and ROC. */
export function squarePlot(width: number, most = 1): SquarePlot {
  const left = 56;
  const side = Math.max(140, Math.min(width - left - 20, 420));
  const plot = { left, right: left + side, top: 26, bottom: 26 + side };
  const toX = scaleLinear([0, most], [plot.left, plot.right]);
  const toY = scaleLinear([0, most], [plot.bottom, plot.top]);
  const ticks = toX.ticks(5);
  const label = toX.tickFormat(5);
  return {
    width: Math.max(width, plot.right + 20),
    height: plot.bottom + 48,
    plot,
    xTicks: ticks.map((value) => ({ at: pixel(toX(value)), label: label(value) })),
    yTicks: ticks.map((value) => ({ at: pixel(toY(value)), label: label(value) })),
    diagonal: `M${plot.left} ${plot.bottom}L${plot.right} ${plot.top}`,
    x: (value) => pixel(toX(value)),
    y: (value) => pixel(toY(value)),
  };
}
