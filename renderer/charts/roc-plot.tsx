import { chartsText } from '../text/charts.ts';
import { Axes } from './axes.tsx';
import styles from './chart.module.css';
import { Figure } from './figure.tsx';
import type { PlotArea } from './geometry/plot-area.ts';
import { type RocSeries, rocFigure } from './geometry/roc-plot.ts';
import { seriesStyle } from './geometry/series-style.ts';
import { seriesClass } from './series-class.ts';

interface RocPlotProps {
  readonly label: string;
  readonly series: readonly RocSeries[];
}

/** True against false positive rate over all thresholds; the diagonal is guessing. Several curves are named in a key. */
export function RocPlot({ label, series }: RocPlotProps) {
  return (
    <Figure label={label} geometry={(width) => rocFigure(series, width)}>
      {({ plot, xTicks, yTicks, diagonal, curves }) => (
        <>
          <Axes
            plot={plot}
            xTicks={xTicks}
            yTicks={yTicks}
            xLabel={chartsText.falsePositive}
            yLabel={chartsText.truePositive}
          />
          <path d={diagonal} className={styles.reference} />
          {curves.map((curve, i) => {
            const { colour, dash } = seriesStyle(i);
            const y = plot.bottom - 14 - 18 * (curves.length - 1 - i);
            return (
              <g key={curve.label} className={seriesClass(colour)}>
                {curve.area ? <path d={curve.area} className={styles.band} /> : null}
                <path d={curve.line} className={styles.curve} strokeDasharray={dash} />
                {curves.length > 1 ? <Key plot={plot} y={y} dash={dash} label={curve.label} /> : null}
              </g>
            );
          })}
        </>
      )}
    </Figure>
  );
}

interface KeyProps {
  readonly plot: PlotArea;
  readonly y: number;
  readonly dash: string | undefined;
  readonly label: string;
}

function Key({ plot, y, dash, label }: KeyProps) {
  const x = plot.right - 150;
  return (
    <>
      <line x1={x} x2={x + 24} y1={y - 4} y2={y - 4} className={styles.curve} strokeDasharray={dash} />
      <text x={x + 30} y={y}>
        {label}
      </text>
    </>
  );
}
