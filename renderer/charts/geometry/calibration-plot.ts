import { type SquarePlot, squarePlot } from './square-plot.ts';

/** Held-out predictions that lie together: how many, what was predicted on average, what was seen. */
export interface CalibrationBin {
  readonly count: number;
  readonly predicted: number | null;
  readonly observed: number | null;
  readonly lower?: number | null;
  readonly upper?: number | null;
}

export interface CalibrationFigure extends SquarePlot {
  readonly points: readonly {
    readonly x: number;
    readonly y: number;
    readonly radius: number;
    /** A vertical line from limit to limit; null without limits. */
    readonly limits: string | null;
    readonly bin: CalibrationBin;
  }[];
  readonly line: string;
}

/** Where the axes of such bins end: at 1, or sooner where nothing lies above a half. */
export function calibrationEnd(bins: readonly CalibrationBin[]): number {
  const used = bins.filter(({ count }) => count > 0);
  const highest = Math.max(
    0,
    ...used.flatMap(({ predicted, observed, upper }) => [predicted ?? 0, observed ?? 0, upper ?? 0]),
  );
  return highest > 0 && highest <= 0.5 ? Math.ceil(highest * 10) / 10 : Math.max(1, highest);
}

/** Predicted against observed, dots as large (by area) as the bins are full. Pure: no DOM. */
export function calibrationFigure(
  bins: readonly CalibrationBin[],
  width: number,
  end = calibrationEnd(bins),
): CalibrationFigure {
  const used = bins.flatMap((bin) =>
    bin.count > 0 && bin.predicted !== null && bin.observed !== null
      ? [{ bin, p: bin.predicted, o: bin.observed }]
      : [],
  );
  const square = squarePlot(width, end);
  const fullest = Math.max(1, ...used.map(({ bin }) => bin.count));
  const points = used.map(({ bin, p, o }) => {
    const { lower, upper } = bin;
    const x = square.x(p);
    return {
      x,
      y: square.y(o),
      radius: 2.5 + 5 * Math.sqrt(bin.count / fullest),
      limits: lower == null || upper == null ? null : `M${x} ${square.y(lower)}V${square.y(upper)}`,
      bin,
    };
  });
  return { ...square, points, line: points.map(({ x, y }, i) => `${i === 0 ? 'M' : 'L'}${x} ${y}`).join('') };
}
