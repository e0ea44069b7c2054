import type { RocCurve } from '../../../contract/model-results.ts';
import { formatDecimal, Table, type TableColumn } from '../../kit/index.ts';
import { modelText } from '../../text/model.ts';
import { rates, tprAt } from './roc-rates.ts';

const t = modelText.result;

/** The curve read at round false positive rates: a column a curve. */
export function RocTable({ curves }: { readonly curves: readonly RocCurve[] }) {
  const columns: readonly TableColumn<number>[] = [
    { key: 'fpr', header: t.fpr, isRowHeader: true, cell: (fpr) => formatDecimal(fpr, 2) },
    ...curves.map((curve) => ({
      key: curve.class,
      header: curves.length === 1 ? t.tpr : t.tprOf(curve.class),
      align: 'right' as const,
      cell: (fpr: number) => formatDecimal(tprAt(curve.points, fpr), 3),
    })),
  ];
  return <Table caption={t.roc} columns={columns} rows={rates} rowKey={String} />;
}
