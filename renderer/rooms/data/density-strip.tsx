import type { DatasetTable } from '../../../contract/data.ts';
import { formatCount, formatYears } from '../../kit/index.ts';
import { dataText as t } from '../../text/data.ts';
import styles from './density-strip.module.css';

interface DensityStripProps {
  readonly table: DatasetTable;
  /** First and last year of the axis that the strips of a dataset share. */
  readonly axis: readonly [number, number];
}

const width = 200;
const height = 20;

/** Rows per year as small bars on the dataset's common axis of years. */
export function DensityStrip({ table, axis: [from, to] }: DensityStripProps) {
  if (!table.years) return null;
  const [first] = table.years;
  const most = Math.max(...table.density, 1);
  const step = width / (to - from + 1);
  const bar = Math.min(24, Math.max(0.75, step - (step > 3 ? 1 : 0)));
  const peak = first + table.density.indexOf(most);
  const path = table.density
    .map((rows, index) => {
      const tall = rows === 0 ? 0 : Math.max(1, (rows / most) * height);
      return `M${((first + index - from) * step).toFixed(2)} ${height}v${(-tall).toFixed(2)}h${bar.toFixed(2)}v${tall.toFixed(2)}z`;
    })
    .join('');
  return (
    <svg
      role="img"
      aria-label={t.tables.strip(formatYears(table.years), peak, formatCount(most, 'rows'))}
      viewBox={`0 0 ${width} ${height}`}
      preserveAspectRatio="none"
      className={styles.strip}
    >
      <path d={path} className={styles.bars} />
      <line x1="0" x2={width} y1={height - 0.5} y2={height - 0.5} className={styles.base} />
    </svg>
  );
}

/** The years that most tables share: births reach further back than care does, so the persons' own table is left out. */
export function sharedYears(tables: readonly DatasetTable[]): readonly [number, number] | null {
  const spans = tables.flatMap(({ name, years }) => (years && name !== 'person' ? [years] : []));
  if (spans.length === 0) return null;
  return [Math.min(...spans.map(([first]) => first)), Math.max(...spans.map(([, last]) => last))];
}
