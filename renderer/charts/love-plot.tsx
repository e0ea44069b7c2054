import { chartsText } from '../text/charts.ts';
import styles from './chart.module.css';
import { Figure } from './figure.tsx';
import { type LoveFigure, type LoveRow, loveFigure } from './geometry/love-plot.ts';
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
          <Scale figure={figure} />
          {figure.rows.map((row) => (
            <g key={row.key}>
              <line x1={figure.plot.left} x2={figure.plot.right} y1={row.y} y2={row.y} className={styles.grid} />
              <text x={figure.plot.left - 10} y={row.y + 4} textAnchor="end">
                <title>{row.label}</title>
                {row.shown}
              </text>
              {row.places.map((place, series) =>
                place === null ? null : <Sign key={names[series]} series={series} x={place} y={row.y} />,
              )}
            </g>
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

function Scale({ figure: { plot, ticks, border } }: { readonly figure: LoveFigure }) {
  return (
    <g>
      <line x1={plot.left} x2={plot.right} y1={plot.bottom} y2={plot.bottom} className={styles.axis} />
      {ticks.map(({ at, label }) => (
        <g key={label}>
          <line x1={at} x2={at} y1={plot.bottom} y2={plot.bottom + 5} className={styles.axis} />
          <text x={at} y={plot.bottom + 19} className={styles.tick} textAnchor="middle">
            {label}
          </text>
        </g>
      ))}
      <line x1={border} x2={border} y1={plot.top} y2={plot.bottom} className={styles.reference} />
      <text x={plot.right} y={plot.bottom + 38} className={styles.axisLabel} textAnchor="end">
        {chartsText.smd}
      </text>
    </g>
  );
}
