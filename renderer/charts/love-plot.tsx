import styles from './chart.module.css';
import { DifferenceRow, DifferenceScale } from './difference-row.tsx';
import { Figure } from './figure.tsx';
import { type LoveRow, loveFigure } from './geometry/love-plot.ts';
import { seriesClass } from './series-class.ts';

interface LovePlotProps {
  readonly label: string;
  readonly rows: readonly LoveRow[];
  /** What each value of a row is, before first. */
  readonly names: readonly string[];
  /** Lines drawn at most, those that differ most before. */
  readonly most?: number;
}

/** How far two arms are apart in each covariate before (a ring) and after each adjustment (a dot, then a diamond). */
export function LovePlot({ label, rows, names, most }: LovePlotProps) {
  return (
    <Figure label={label} geometry={(width) => loveFigure({ rows, names, most }, width)}>
      {(figure) => (
        <>
          {figure.key.map(({ name, x, y }, series) => (
            <g key={name}>
              <Sign series={series} x={x + 6} y={y} />
              <text x={x + 16} y={y + 4}>
                {name}
              </text>
            </g>
          ))}
          <DifferenceScale area={figure} />
          {figure.rows.map((row) => (
            <DifferenceRow key={row.key} area={figure} y={row.y} shown={row.shown} full={row.label}>
              {row.places.map((place, series) =>
                place === null ? null : <Sign key={names[series]} series={series} x={place} y={row.y} />,
              )}
            </DifferenceRow>
          ))}
        </>
      )}
    </Figure>
  );
}

/** Each series by a shape of its own, so that nothing rests on colour alone. */
function Sign({ series, x, y }: { readonly series: number; readonly x: number; readonly y: number }) {
  if (series === 0) return <circle cx={x} cy={y} r={4.5} className={`${styles.ring} ${seriesClass(2)}`} />;
  if (series === 1) return <circle cx={x} cy={y} r={4.5} className={`${styles.dot} ${seriesClass(1)}`} />;
  return <path d={`M${x} ${y - 5.5}l5.5 5.5l-5.5 5.5l-5.5 -5.5z`} className={`${styles.dot} ${seriesClass(3)}`} />;
}
