import styles from './chart.module.css';
import type { PlotArea, Tick } from './geometry/plot-area.ts';

interface BaseLineProps {
  readonly plot: Pick<PlotArea, 'left' | 'right' | 'bottom'>;
  readonly ticks: readonly Tick[];
}

/** The line under a figure, its ticks and their numbers. */
export function BaseLine({ plot: { left, right, bottom }, ticks }: BaseLineProps) {
  return (
    <>
      <line x1={left} x2={right} y1={bottom} y2={bottom} className={styles.axis} />
      {ticks.map(({ at, label }) => (
        <g key={label}>
          <line x1={at} x2={at} y1={bottom} y2={bottom + 5} className={styles.axis} />
          <text x={at} y={bottom + 19} className={styles.tick} textAnchor="middle">
            {label}
          </text>
        </g>
      ))}
    </>
  );
}
