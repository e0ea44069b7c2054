import styles from './chart.module.css';
import { DifferenceRow, DifferenceScale } from './difference-row.tsx';
import { Figure } from './figure.tsx';
import { type SmdRow, smdFigure } from './geometry/smd-plot.ts';
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
          <DifferenceScale area={figure} />
          {figure.rows.map((row) => (
            <DifferenceRow
              key={row.key}
              area={figure}
              y={row.y}
              shown={row.label}
              full={row.full}
              className={seriesClass(row.differs ? 2 : 1)}
            >
              <circle cx={row.at} cy={row.y} r={4.5} className={row.differs ? styles.dot : styles.ring} />
              {row.adjusted === null ? null : (
                <path
                  d={`M${row.adjusted} ${row.y - 5}l5 5l-5 5l-5 -5z`}
                  className={`${styles.dot} ${seriesClass(3)}`}
                />
              )}
            </DifferenceRow>
          ))}
        </>
      )}
    </Figure>
  );
}
