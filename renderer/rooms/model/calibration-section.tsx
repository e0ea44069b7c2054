import type { CalibrationBin, Evaluation } from '../../../contract/model-results.ts';
import { CalibrationPlot } from '../../charts/calibration-plot.tsx';
import { Figure, formatDecimal, Section, Table, type TableColumn } from '../../kit/index.ts';
import { modelText } from '../../text/model.ts';
import { threeDigits } from './metrics-table.tsx';
import styles from './model-result.module.css';
import { wilson } from './wilson.ts';

const t = modelText.result;

const columns: readonly TableColumn<CalibrationBin>[] = [
  {
    key: 'between',
    header: t.predictedBetween,
    isRowHeader: true,
    cell: ({ low, high }) => `${formatDecimal(low, 2)} – ${formatDecimal(high, 2)}`,
  },
  { key: 'count', header: t.held, align: 'right', cell: ({ count }) => <Figure n={count} /> },
  { key: 'predicted', header: t.predicted, align: 'right', cell: ({ predicted }) => threeDigits(predicted) },
  { key: 'observed', header: t.observed, align: 'right', cell: ({ observed }) => threeDigits(observed) },
];

const intervalColumn: TableColumn<CalibrationBin> = {
  key: 'interval',
  header: t.observedInterval,
  align: 'right',
  cell: (bin) => {
    const limits = limitsOf(bin);
    return limits ? `${formatDecimal(limits[0], 3)} – ${formatDecimal(limits[1], 3)}` : threeDigits(null);
  },
};

/** Of different persons, however often each was held out. */
function limitsOf({ withEvent, withoutEvent }: CalibrationBin): readonly [number, number] | null {
  return withEvent === undefined || withoutEvent === undefined ? null : wilson(withEvent, withEvent + withoutEvent);
}

function drawnBin(bin: CalibrationBin) {
  const [lower, upper] = limitsOf(bin) ?? [null, null];
  return { ...bin, lower, upper };
}

/** Does it happen as often as it was predicted: figure and table. A number has its own scale, so only the table. */
export function CalibrationSection({ evaluation }: { readonly evaluation: Evaluation }) {
  const { bins, slope } = evaluation.calibration;
  const error = evaluation.kind === 'class' ? evaluation.calibration : null;
  return (
    <Section title={t.calibration} note={slope === null ? undefined : t.calibrationNote(formatDecimal(slope, 2))}>
      {evaluation.kind === 'class' ? <CalibrationPlot label={t.calibrationLabel} bins={bins.map(drawnBin)} /> : null}
      {error ? (
        <p className={styles.by}>
          {t.calibrationMarks}{' '}
          {error.eceByChance === undefined
            ? null
            : t.calibrationError(formatDecimal(error.ece, 3), formatDecimal(error.eceByChance, 3))}
        </p>
      ) : null}
      <Table
        caption={t.calibration}
        columns={evaluation.kind === 'class' ? [...columns, intervalColumn] : columns}
        rows={bins.filter(({ count }) => count > 0)}
        rowKey={({ low, high }) => `${low} ${high}`}
      />
    </Section>
  );
}
