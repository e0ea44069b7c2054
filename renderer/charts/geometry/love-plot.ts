import { type DifferenceArea, differenceArea } from './difference-area.ts';
import { fitText, textWidth } from './text-width.ts';

export interface LoveRow {
  readonly label: string;
  /** Standardised differences: before first, then one after each adjustment. Null where there is none. */
  readonly values: readonly (number | null)[];
}

export interface LoveFigure extends DifferenceArea {
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

const keyHeight = 30;

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
  const { area, nameWidth, at, rowAt } = differenceArea(
    {
      names: drawn.map(({ label }) => label),
      values: drawn.flatMap(({ values }) => values.map((value) => value ?? 0)),
      top: keyHeight,
    },
    width,
  );
  return {
    ...area,
    key: keyOf(names, area.plot.left),
    more: sorted.length - drawn.length,
    rows: drawn.map(({ label, values }, row) => ({
      key: `${row}-${label}`,
      label,
      shown: fitText(label, nameWidth),
      y: rowAt(row),
      places: values.map((value) => (value === null ? null : at(value))),
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
