import { scaleLinear } from 'd3-scale';
import { type FigureSize, pixel, type Tick } from './plot-area.ts';
import { fitText, textWidth } from './text-width.ts';

export interface LoveRow {
  readonly label: string;
  /** Standardised differences: before first, then one after each adjustment. Null where there is none. */
  readonly values: readonly (number | null)[];
}

export interface LoveFigure extends FigureSize {
  readonly ticks: readonly Tick[];
  /** Where 0.1 stands: the customary border. */
  readonly border: number;
  readonly key: readonly { readonly name: string; readonly x: number; readonly y: number }[];
  /** Rows that are not drawn, the least different. */
  readonly more: number;
  readonly rows: readonly {
    readonly key: string;
    readonly label: string;
    readonly shown: string;
    readonly y: number;
    readonly places: readonly (number | null)[];
  }[];
}

const rowHeight = 22;
const keyHeight = 30;
export const loveBorder = 0.1;

/** Absolute standardised differences before and after, the largest before on top. Pure: no DOM. */
export function loveFigure(
  {
    rows,
    names,
    most = 30,
  }: { readonly rows: readonly LoveRow[]; readonly names: readonly string[]; readonly most?: number },
  width: number,
): LoveFigure {
  const size = ({ values }: LoveRow) => Math.abs(values[0] ?? 0);
  const sorted = [...rows].sort((a, b) => size(b) - size(a));
  const drawn = sorted.slice(0, most);
  const longest = Math.max(60, ...drawn.map(({ label }) => textWidth(label)));
  const left = Math.round(Math.min(longest + 18, width * 0.45));
  const plot = { left, right: width - 20, top: keyHeight, bottom: keyHeight + drawn.length * rowHeight };
  const highest = Math.max(0.2, ...drawn.flatMap(({ values }) => values.map((value) => Math.abs(value ?? 0))));
  const x = scaleLinear([0, highest], [plot.left, plot.right]).nice(4);
  return {
    width,
    height: plot.bottom + 44,
    plot,
    ticks: x.ticks(4).map((value) => ({ at: pixel(x(value)), label: x.tickFormat(4)(value) })),
    border: pixel(x(loveBorder)),
    key: keyOf(names, plot.left),
    more: sorted.length - drawn.length,
    rows: drawn.map(({ label, values }, at) => ({
      key: `${at}-${label}`,
      label,
      shown: fitText(label, left - 18),
      y: plot.top + (at + 0.5) * rowHeight,
      places: values.map((value) => (value === null ? null : pixel(x(Math.abs(value))))),
    })),
  };
}

function keyOf(names: readonly string[], left: number): LoveFigure['key'] {
  let x = left;
  return names.map((name) => {
    const place = { name, x, y: 11 };
    x += textWidth(name) + 36;
    return place;
  });
}
