import { chartsText } from '../text/charts.ts';
import { Axes } from './axes.tsx';
import styles from './chart.module.css';
import { Figure } from './figure.tsx';
import { type CalibrationBin, calibrationFigure } from './geometry/calibration-plot.ts';
import { seriesClass } from './series-class.ts';

interface CalibrationPlotProps {
  readonly label: string;
  readonly bins: readonly CalibrationBin[];
  /** Where both axes end, for plots that are compared; by itself a plot ends where its bins do. */
  readonly end?: number;
}

/** Observed against predicted; on the diagonal predictions are right on average, larger dots stand for more persons. */
export function CalibrationPlot({ label, bins, end }: CalibrationPlotProps) {
  return (
    <Figure label={label} geometry={(width) => calibrationFigure(bins, width, end)}>
      {({ plot, xTicks, yTicks, diagonal, line, points }) => (
        <>
          <Axes
            plot={plot}
            xTicks={xTicks}
            yTicks={yTicks}
            xLabel={chartsText.predicted}
            yLabel={chartsText.observed}
          />
          <path d={diagonal} className={styles.reference} />
          <g className={seriesClass(1)}>
            <path d={line} className={styles.thin} />
            {points.map((point) => (
              <g key={`${point.x} ${point.y}`}>
                {point.limits ? <path d={point.limits} className={styles.thin} /> : null}
                <circle cx={point.x} cy={point.y} r={point.radius} className={styles.dot} />
              </g>
            ))}
          </g>
        </>
      )}
    </Figure>
  );
}
