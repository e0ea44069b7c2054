import { chartsText } from '../text/charts.ts';
import styles from './chart.module.css';
import { Figure } from './figure.tsx';
import { densityStrip, type YearCount } from './geometry/density-strip.ts';
import { seriesClass } from './series-class.ts';

const whole = new Intl.NumberFormat('en-GB');

interface DensityStripProps {
  readonly label: string;
  readonly counts: readonly YearCount[];
  readonly height?: number;
}

/** Rows a year as a thin strip, for a line of a table. */
export function DensityStrip({ label, counts, height }: DensityStripProps) {
  return (
    <Figure label={label} geometry={(width) => densityStrip(counts, width, height)}>
      {({ bars }) => (
        <g className={seriesClass(1)}>
          {bars.map((bar) => (
            <rect key={bar.year} x={bar.x} y={bar.y} width={bar.width} height={bar.height} className={styles.bar}>
              <title>{chartsText.rows(bar.year, whole.format(bar.n))}</title>
            </rect>
          ))}
        </g>
      )}
    </Figure>
  );
}
