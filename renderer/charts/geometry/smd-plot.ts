import { scaleLinear } from 'd3-scale';
import { type FigureSize, pixel, type Tick } from './plot-area.ts';
import { fitText, textWidth } from './text-width.ts';

export interface SmdRow {
  readonly label: string;
  readonly smd: number | null;
  /** After matching or weighting. */
  readonly adjusted?: number | null;
}

export interface SmdFigure extends FigureSize {
  readonly ticks: readonly Tick[];
  /** Where 0.1 stands: the customary border. */
  readonly border: number;
  readonly rows: readonly {
    readonly key: string;
    readonly label: string;
    readonly full: string;
    readonly y: number;
    readonly at: number;
    readonly adjusted: number | null;
    readonly differs: boolean;
  }[];
}

const rowHeight = 22;
export const smdBorder = 0.1;

/** Absolute standardised differences, the largest on top (a "love plot"). Rows without one are left to the table. Pure: no DOM. */
export function smdFigure(input: readonly SmdRow[], width: number, most = 40): SmdFigure {
  const rows = input
    .flatMap((row) => (row.smd === null ? [] : [{ ...row, size: Math.abs(row.smd) }]))
    .sort((a, b) => b.size - a.size)
    .slice(0, most);
  const longest = Math.max(60, ...rows.map(({ label }) => textWidth(label)));
  const left = Math.round(Math.min(longest + 16, width * 0.45));
  const plot = { left, right: width - 20, top: 8, bottom: 8 + rows.length * rowHeight };
  const highest = Math.max(0.2, ...rows.flatMap(({ size, adjusted }) => [size, Math.abs(adjusted ?? 0)]));
  const x = scaleLinear([0, highest], [plot.left, plot.right]).nice(4);
  return {
    width,
    height: plot.bottom + 44,
    plot,
    ticks: x.ticks(4).map((value) => ({ at: pixel(x(value)), label: x.tickFormat(4)(value) })),
    border: pixel(x(smdBorder)),
    rows: rows.map(({ label, size, adjusted }, i) => ({
      key: `${i}-${label}`,
      label: fitText(label, left - 16),
      full: label,
      y: plot.top + (i + 0.5) * rowHeight,
      at: pixel(x(size)),
      adjusted: adjusted == null ? null : pixel(x(Math.abs(adjusted))),
      differs: size > smdBorder,
    })),
  };
}
