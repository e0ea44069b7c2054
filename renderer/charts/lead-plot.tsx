import { Axes } from './axes.tsx';
import styles from './chart.module.css';
import { Figure } from './figure.tsx';
import { type LeadFigure, type LeadSeries, leadFigure } from './geometry/lead-plot.ts';
import { seriesClass } from './series-class.ts';

interface LeadPlotProps {
  readonly label: string;
  readonly xLabel: string;
  readonly yLabel: string;
  readonly series: readonly LeadSeries[];
}

/** How well an outcome is told from data that end some days before it: a point a lead with its limits, one line a model. */
export function LeadPlot({ label, xLabel, yLabel, series }: LeadPlotProps) {
  return (
    <Figure label={label} geometry={(width) => leadFigure(series, width)}>
      {(figure) => (
        <>
          <Axes plot={figure.plot} xTicks={figure.xTicks} yTicks={figure.yTicks} xLabel={xLabel} yLabel={yLabel} />
          <path d={figure.guessing} className={styles.reference} />
          {figure.series.map((one, i) => (
            <Series key={one.label} series={one} isFirst={i === 0} />
          ))}
        </>
      )}
    </Figure>
  );
}

function Series({ series, isFirst }: { readonly series: LeadFigure['series'][number]; readonly isFirst: boolean }) {
  const { label, colour, dash, line, points, key } = series;
  return (
    <g className={seriesClass(colour)}>
      <path d={line} className={styles.thin} strokeDasharray={dash} />
      {points.map(({ x, y, limits }) => (
        <g key={x}>
          {limits ? <path d={limits} className={styles.curve} /> : null}
          <circle cx={x} cy={y} r={4.5} className={isFirst ? styles.dot : styles.ring} />
        </g>
      ))}
      <line x1={key.from} x2={key.to} y1={key.y} y2={key.y} className={styles.thin} strokeDasharray={dash} />
      <circle cx={(key.from + key.to) / 2} cy={key.y} r={4.5} className={isFirst ? styles.dot : styles.ring} />
      <text x={key.text} y={key.y + 4}>
        {label}
      </text>
    </g>
  );
}
