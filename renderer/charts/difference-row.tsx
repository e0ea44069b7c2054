import type { ReactNode } from 'react';
import { chartsText } from '../text/charts.ts';
import { BaseLine } from './base-line.tsx';
import styles from './chart.module.css';
import type { DifferenceArea } from './geometry/difference-area.ts';

/** The scale of absolute standardised differences, with the customary border dashed. */
export function DifferenceScale({ area: { plot, ticks, border } }: { readonly area: DifferenceArea }) {
  return (
    <g>
      <BaseLine plot={plot} ticks={ticks} />
      <line x1={border} x2={border} y1={plot.top} y2={plot.bottom} className={styles.reference} />
      <text x={plot.right} y={plot.bottom + 38} className={styles.axisLabel} textAnchor="end">
        {chartsText.smd}
      </text>
    </g>
  );
}

interface DifferenceRowProps {
  readonly area: DifferenceArea;
  readonly y: number;
  readonly shown: string;
  /** The whole name, where it was cut. */
  readonly full: string;
  readonly className?: string;
  readonly children: ReactNode;
}

/** One variable: its name at the left, a thin line, and on it its marks. */
export function DifferenceRow({ area: { plot }, y, shown, full, className, children }: DifferenceRowProps) {
  return (
    <g className={className}>
      <line x1={plot.left} x2={plot.right} y1={y} y2={y} className={styles.grid} />
      <text x={plot.left - 10} y={y + 4} textAnchor="end">
        <title>{full}</title>
        {shown}
      </text>
      {children}
    </g>
  );
}
