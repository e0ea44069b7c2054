import { type DifferenceArea, differenceArea, differenceBorder } from './difference-area.ts';
import { fitText } from './text-width.ts';

export interface SmdRow {
  readonly label: string;
  readonly smd: number | null;
  /** After matching or weighting. */
  readonly adjusted?: number | null;
}

export interface SmdFigure extends DifferenceArea {
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

/** Absolute standardised differences, the largest on top (a "love plot"). Rows without one are left to the table. Pure: no DOM. */
export function smdFigure(input: readonly SmdRow[], width: number, most = 40): SmdFigure {
  const rows = input
    .flatMap((row) => (row.smd === null ? [] : [{ ...row, size: Math.abs(row.smd) }]))
    .sort((a, b) => b.size - a.size)
    .slice(0, most);
  const { area, nameWidth, at, rowAt } = differenceArea(
    {
      names: rows.map(({ label }) => label),
      values: rows.flatMap(({ size, adjusted }) => [size, adjusted ?? 0]),
      top: 8,
    },
    width,
  );
  return {
    ...area,
    rows: rows.map(({ label, size, adjusted }, i) => ({
      key: `${i}-${label}`,
      label: fitText(label, nameWidth),
      full: label,
      y: rowAt(i),
      at: at(size),
      adjusted: adjusted == null ? null : at(adjusted),
      differs: size > differenceBorder,
    })),
  };
}
