import { BaseLine } from './base-line.tsx';
import styles from './chart.module.css';
import type { PlotArea, Tick } from './geometry/plot-area.ts';

interface AxesProps {
  readonly plot: PlotArea;
  readonly xTicks: readonly Tick[];
  readonly yTicks: readonly Tick[];
  readonly xLabel: string;
  readonly yLabel: string;
}

/** A base line with ticks below, light lines with numbers at the left, and the names of both. */
export function Axes({ plot, xTicks, yTicks, xLabel, yLabel }: AxesProps) {
  const { left, right, top, bottom } = plot;
  return (
    <g>
      {yTicks.map(({ at, label }) => (
        <g key={label}>
          {at < bottom ? <line x1={left} x2={right} y1={at} y2={at} className={styles.grid} /> : null}
          <text x={left - 8} y={at + 4} className={styles.tick} textAnchor="end">
            {label}
          </text>
        </g>
      ))}
      <BaseLine plot={plot} ticks={xTicks} />
      <text x={(left + right) / 2} y={bottom + 38} className={styles.axisLabel} textAnchor="middle">
        {xLabel}
      </text>
      <text x={left} y={top - 12} className={styles.axisLabel}>
        {yLabel}
      </text>
    </g>
  );
}
