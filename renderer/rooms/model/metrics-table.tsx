import type { Evaluation, FoldEstimate } from '../../../contract/model-results.ts';
import { formatDecimal, NotShown, Table, type TableColumn } from '../../kit/index.ts';
import { modelText } from '../../text/model.ts';

const t = modelText.result;

export interface MetricRow {
  readonly key: keyof typeof t.metrics;
  readonly estimate: FoldEstimate;
  readonly baseline: number | null;
}

/** The measures of an evaluation, each with what one gets without the model where that is known. */
export function metricRows(evaluation: Evaluation): readonly MetricRow[] {
  if (evaluation.kind === 'number') {
    const { metrics, baseline } = evaluation;
    return [
      { key: 'r2', estimate: metrics.r2, baseline: 0 },
      { key: 'rmse', estimate: metrics.rmse, baseline: baseline.rmse },
      { key: 'mae', estimate: metrics.mae, baseline: null },
      { key: 'coverage80', estimate: metrics.coverage80, baseline: null },
    ];
  }
  const { metrics, baseline } = evaluation;
  return [
    { key: 'auc', estimate: metrics.auc, baseline: 0.5 },
    { key: 'logLoss', estimate: metrics.logLoss, baseline: baseline.logLoss },
    { key: 'brier', estimate: metrics.brier, baseline: baseline.brier },
  ];
}

/** A number with three decimals; a dash with its reason where there is none. */
export const threeDigits = (value: number | null) =>
  value === null ? <NotShown reason={t.notKnown} /> : formatDecimal(value, 3);

const interval = ({ low, high }: FoldEstimate) =>
  low === null || high === null ? threeDigits(null) : `${formatDecimal(low, 3)} – ${formatDecimal(high, 3)}`;

const columns: readonly TableColumn<MetricRow>[] = [
  { key: 'measure', header: t.measure, isRowHeader: true, cell: ({ key }) => t.metrics[key] },
  { key: 'mean', header: t.mean, align: 'right', cell: ({ estimate }) => threeDigits(estimate.mean) },
  { key: 'interval', header: t.interval, align: 'right', cell: ({ estimate }) => interval(estimate) },
  { key: 'sd', header: t.sd, align: 'right', cell: ({ estimate }) => threeDigits(estimate.sd) },
  {
    key: 'baseline',
    header: t.baseline,
    align: 'right',
    cell: ({ baseline }) => (baseline === null ? null : formatDecimal(baseline, 3)),
  },
];

/** How good, over folds, beside what one gets without the model. */
export function MetricsTable({ evaluation }: { readonly evaluation: Evaluation }) {
  return <Table caption={t.measures} columns={columns} rows={metricRows(evaluation)} rowKey={({ key }) => key} />;
}
