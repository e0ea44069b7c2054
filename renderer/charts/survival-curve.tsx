import { chartsText } from '../text/charts.ts';
import { Axes } from './axes.tsx';
import styles from './chart.module.css';
import { Figure } from './figure.tsx';
import { seriesStyle } from './geometry/series-style.ts';
import { type SurvivalFigure, type SurvivalInput, survivalFigure } from './geometry/survival-curve.ts';
import { seriesClass } from './series-class.ts';

interface SurvivalCurveProps extends SurvivalInput {
  readonly label: string;
  readonly xLabel: string;
  readonly yLabel: string;
}

/** Step curves with confidence bands and censoring marks, named at their ends, with the numbers at risk under the axis. */
export function SurvivalCurve({ label, xLabel, yLabel, ...input }: SurvivalCurveProps) {
  return (
    <Figure label={label} geometry={(width) => survivalFigure(input, width)}>
      {(figure) => (
        <>
          <Axes plot={figure.plot} xTicks={figure.xTicks} yTicks={figure.yTicks} xLabel={xLabel} yLabel={yLabel} />
          {figure.series.map((series, i) => (
            <Series key={series.label} series={series} index={i} right={figure.plot.right} />
          ))}
          <RiskTable figure={figure} />
        </>
      )}
    </Figure>
  );
}

interface SeriesProps {
  readonly series: SurvivalFigure['series'][number];
  readonly index: number;
  readonly right: number;
}

function Series({ series, index, right }: SeriesProps) {
  const { colour, dash } = seriesStyle(index);
  const { line, band, censored, end } = series;
  return (
    <g className={seriesClass(colour)}>
      <path d={band} className={styles.band} />
      <path d={censored} className={styles.thin} />
      <path d={line} className={styles.curve} strokeDasharray={dash} />
      {end ? (
        <>
          <line x1={end.x + 2} y1={end.y} x2={right + 8} y2={end.labelY} className={styles.leader} />
          <text x={right + 11} y={end.labelY + 4}>
            <title>{series.label}</title>
            {end.text}
          </text>
        </>
      ) : null}
    </g>
  );
}

function RiskTable({ figure }: { readonly figure: SurvivalFigure }) {
  const { risk } = figure;
  return (
    <g>
      <text x={0} y={risk.top} className={styles.axisLabel}>
        {chartsText.atRisk}
      </text>
      {risk.rows.map((row, i) => {
        const { colour, dash } = seriesStyle(i);
        return (
          <g key={figure.series[i]!.label}>
            <line
              x1={0}
              x2={16}
              y1={row.y - 4}
              y2={row.y - 4}
              className={`${styles.curve} ${seriesClass(colour)}`}
              strokeDasharray={dash}
            />
            <text x={22} y={row.y} className={styles.small}>
              <title>{figure.series[i]!.label}</title>
              {row.label}
            </text>
            {row.cells.map((cell) => (
              <text key={cell.at} x={cell.at} y={row.y} className={styles.small} textAnchor="middle">
                {cell.label}
              </text>
            ))}
          </g>
        );
      })}
    </g>
  );
}
