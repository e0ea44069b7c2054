import { BaseLine } from './base-line.tsx';
import styles from './chart.module.css';
import { Figure } from './figure.tsx';
import { type ForestFigure, type ForestInput, forestFigure } from './geometry/forest-plot.ts';
import { seriesClass } from './series-class.ts';

interface ForestPlotProps extends ForestInput {
  readonly label: string;
  readonly xLabel: string;
  /** What the two sides of the line of no effect mean. */
  readonly sides?: readonly [left: string, right: string];
}

/** Estimates with their limits as lines, their numbers at the right: full squares were planned, open ones stand beside. */
export function ForestPlot({ label, xLabel, sides, ...input }: ForestPlotProps) {
  const { countsLabel } = input;
  return (
    <Figure label={label} geometry={(width) => forestFigure(input, width)}>
      {(figure) => (
        <>
          <Scale figure={figure} xLabel={xLabel} sides={sides} />
          {countsLabel && figure.countsX !== null ? (
            <text x={figure.countsX} y={figure.plot.top - 10} className={styles.tick} textAnchor="end">
              {countsLabel}
            </text>
          ) : null}
          {figure.rows.map((row) => (
            <Row key={row.key} row={row} figure={figure} />
          ))}
        </>
      )}
    </Figure>
  );
}

function Row({ row, figure }: { readonly row: ForestFigure['rows'][number]; readonly figure: ForestFigure }) {
  const { y, at, from, to } = row;
  return (
    <g className={seriesClass(1)}>
      <text x={row.indent} y={y + 4} className={row.isHeading || row.isStrong ? styles.strong : undefined}>
        <title>{row.label}</title>
        {row.shown}
      </text>
      {figure.countsX === null ? null : (
        <text x={figure.countsX} y={y + 4} className={styles.tick} textAnchor="end">
          {row.counts}
        </text>
      )}
      {at === null ? null : (
        <>
          <line x1={from} x2={to} y1={y} y2={y} className={styles.curve} />
          {row.isCutLeft ? <path d={`M${from + 5} ${y - 4}l-5 4l5 4`} className={styles.thin} /> : null}
          {row.isCutRight ? <path d={`M${to - 5} ${y - 4}l5 4l-5 4`} className={styles.thin} /> : null}
          <rect x={at - 4.5} y={y - 4.5} width={9} height={9} className={row.isStrong ? styles.dot : styles.ring} />
        </>
      )}
      <text x={figure.textX} y={y + 4} className={at === null ? styles.soft : row.isStrong ? styles.strong : undefined}>
        {row.text}
      </text>
    </g>
  );
}

interface ScaleProps {
  readonly figure: ForestFigure;
  readonly xLabel: string;
  readonly sides?: readonly [string, string];
}

function Scale({ figure: { plot, ticks, reference }, xLabel, sides }: ScaleProps) {
  return (
    <g>
      <BaseLine plot={plot} ticks={ticks} />
      <line x1={reference} x2={reference} y1={plot.top} y2={plot.bottom} className={styles.reference} />
      {sides ? (
        <>
          <text x={reference - 10} y={plot.bottom + 38} className={styles.tick} textAnchor="end">
            {`← ${sides[0]}`}
          </text>
          <text x={reference + 10} y={plot.bottom + 38} className={styles.tick}>
            {`${sides[1]} →`}
          </text>
        </>
      ) : null}
      <text x={plot.right + 14} y={plot.bottom + 19} className={styles.axisLabel}>
        {xLabel}
      </text>
    </g>
  );
}
