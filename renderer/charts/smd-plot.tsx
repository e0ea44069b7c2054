import { chartsText } from '../text/charts.ts';
import styles from './chart.module.css';
import { Figure } from './figure.tsx';
import { type SmdFigure, type SmdRow, smdFigure } from './geometry/smd-plot.ts';
import { seriesClass } from './series-class.ts';

interface SmdPlotProps {
  readonly label: string;
  readonly rows: readonly SmdRow[];
}

/** How far two groups are apart in each variable: a full dot beyond 0.1, a ring within; a diamond after adjustment. */
export function SmdPlot({ label, rows }: SmdPlotProps) {
  return (
    <Figure label={label} geometry={(width) => smdFigure(rows, width)}>
      {(figure) => (
        <>
          <Scale figure={figure} />
          {figure.rows.map((row) => (
            <g key={row.key} className={seriesClass(row.differs ? 2 : 1)}>
              <line x1={figure.plot.left} x2={figure.plot.right} y1={row.y} y2={row.y} className={styles.grid} />
              <text x={figure.plot.left - 10} y={row.y + 4} textAnchor="end">
                <title>{row.full}</title>
                {row.label}
              </text>
              <circle cx={row.at} cy={row.y} r={4.5} className={row.differs ? styles.dot : styles.ring} />
              {row.adjusted === null ? null : (
                <path
                  d={`M${row.adjusted} ${row.y - 5}l5 5l-5 5l-5 -5z`}
                  className={`${styles.dot} ${seriesClass(3)}`}
                />
              )}
            </g>
          ))}
        </>
      )}
    </Figure>
  );
}

function Scale({ figure: { plot, ticks, border } }: { readonly figure: SmdFigure }) {
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
