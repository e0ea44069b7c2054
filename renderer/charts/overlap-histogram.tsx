import { chartsText } from '../text/charts.ts';
import styles from './chart.module.css';
import { Figure } from './figure.tsx';
import { type OverlapBin, overlapHistogram } from './geometry/overlap-histogram.ts';
import { seriesClass } from './series-class.ts';

const whole = new Intl.NumberFormat('en-GB');

interface OverlapHistogramProps {
  readonly label: string;
  readonly xLabel: string;
  /** The group above the line, and the one below. */
  readonly names: readonly [above: string, below: string];
  readonly bins: readonly OverlapBin[];
}

/** A score in two groups, one above the line and one below: where both have bars they can be compared. */
export function OverlapHistogram({ label, xLabel, names, bins }: OverlapHistogramProps) {
  return (
    <Figure label={label} geometry={(width) => overlapHistogram(bins, width)}>
      {({ plot, base, xTicks, yTicks, bars }) => (
        <>
          {yTicks.map(({ at, label: text }) => (
            <g key={at}>
              <line x1={plot.left} x2={plot.right} y1={at} y2={at} className={styles.grid} />
              <text x={plot.left - 8} y={at + 4} className={styles.tick} textAnchor="end">
                {text}
              </text>
            </g>
          ))}
          {bars.map(({ key, side, persons, from, to, ...box }) => (
            <rect key={key} {...box} className={`${styles.bar} ${seriesClass(side === 'above' ? 1 : 2)}`}>
              <title>{`${from.toFixed(2)} – ${to.toFixed(2)}: ${chartsText.persons(whole.format(persons))}`}</title>
            </rect>
          ))}
          <line x1={plot.left} x2={plot.right} y1={base} y2={base} className={styles.axis} />
          <line x1={plot.left} x2={plot.right} y1={plot.bottom} y2={plot.bottom} className={styles.axis} />
          {xTicks.map(({ at, label: text }) => (
            <g key={text}>
              <line x1={at} x2={at} y1={plot.bottom} y2={plot.bottom + 5} className={styles.axis} />
              <text x={at} y={plot.bottom + 19} className={styles.tick} textAnchor="middle">
                {text}
              </text>
            </g>
          ))}
          <text x={plot.left} y={plot.top - 9} className={styles.strong}>
            {names[0]}
          </text>
          <text x={plot.left} y={plot.bottom + 38} className={styles.strong}>
            {names[1]}
          </text>
          <text x={plot.right} y={plot.bottom + 38} className={styles.axisLabel} textAnchor="end">
            {xLabel}
          </text>
        </>
      )}
    </Figure>
  );
}
