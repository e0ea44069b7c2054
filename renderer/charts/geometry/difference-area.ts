import { type ScaleLinear, scaleLinear } from 'd3-scale';
import { type FigureSize, type PlotArea, pixel, type Tick } from './plot-area.ts';
import { textWidth } from './text-width.ts';

/** The customary border of a standardised difference (Austin 2009, Stat Med 28:3083-3107). */
export const differenceBorder = 0.1;

const rowHeight = 22;
/** Between a name and the plot, and before the name. */
const nameGap = 18;

/** Where absolute standardised differences stand: names at the left, a row each, one scale from 0. */
export interface DifferenceArea extends FigureSize {
  readonly ticks: readonly Tick[];
  /** Where 0.1 stands. */
  readonly border: number;
}

interface Asked {
  readonly names: readonly string[];
  /** Every difference that is drawn, of any sign. */
  readonly values: readonly number[];
  /** Pixels above the first row. */
  readonly top: number;
}

/** The area, how wide a name may be, and where a difference and a row stand in it. Pure: no DOM. */
export function differenceArea({ names, values, top }: Asked, width: number) {
  const longest = Math.max(60, ...names.map((name) => textWidth(name)));
  const left = Math.ceil(Math.min(longest + nameGap, width * 0.45));
  const plot: PlotArea = { left, right: width - 20, top, bottom: top + names.length * rowHeight };
  const highest = Math.max(0.2, ...values.map(Math.abs));
  const x: ScaleLinear<number, number> = scaleLinear([0, highest], [plot.left, plot.right]).nice(4);
  const area: DifferenceArea = {
    width,
    height: plot.bottom + 44,
    plot,
    ticks: x.ticks(4).map((value) => ({ at: pixel(x(value)), label: x.tickFormat(4)(value) })),
    border: pixel(x(differenceBorder)),
  };
  return {
    area,
    nameWidth: left - nameGap,
    at: (difference: number): number => pixel(x(Math.abs(difference))),
    rowAt: (row: number): number => plot.top + (row + 0.5) * rowHeight,
  };
}
