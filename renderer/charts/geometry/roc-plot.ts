import { type SquarePlot, squarePlot } from './square-plot.ts';

export interface RocSeries {
  readonly label: string;
  readonly points: readonly { readonly fpr: number; readonly tpr: number }[];
}

export interface RocFigure extends SquarePlot {
  readonly curves: readonly { readonly label: string; readonly line: string; readonly area: string }[];
}

/** True against false positive rate; the area under a single curve is shaded. Pure: no DOM. */
export function rocFigure(series: readonly RocSeries[], width: number): RocFigure {
  const square = squarePlot(width);
  const curves = series.map(({ label, points }) => {
    const line = points.map(({ fpr, tpr }, i) => `${i === 0 ? 'M' : 'L'}${square.x(fpr)} ${square.y(tpr)}`).join('');
    const { left, right, bottom } = square.plot;
    return { label, line, area: series.length === 1 && line ? `${line}L${right} ${bottom}H${left}Z` : '' };
  });
  return { ...square, curves };
}
