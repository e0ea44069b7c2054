import type { Evaluation } from '../../../contract/model-results.ts';
import { Figure, formatDecimal, Section, Table, type TableColumn } from '../../kit/index.ts';
import { modelText } from '../../text/model.ts';
import { threeDigits } from './metrics-table.tsx';

const t = modelText.result;

type ClassFold = Extract<Evaluation, { kind: 'class' }>['perFold'][number];
type NumberFold = Extract<Evaluation, { kind: 'number' }>['perFold'][number];
type AnyFold = Pick<ClassFold, 'repeat' | 'fold' | 'nTrain' | 'nTest'>;

const place: readonly TableColumn<AnyFold>[] = [
  { key: 'repeat', header: t.repeat, align: 'right', width: '64px', cell: ({ repeat }) => repeat + 1 },
  { key: 'fold', header: t.fold, align: 'right', width: '56px', cell: ({ fold }) => fold + 1 },
  { key: 'train', header: t.train, align: 'right', cell: ({ nTrain }) => <Figure n={nTrain} /> },
  { key: 'test', header: t.test, align: 'right', cell: ({ nTest }) => <Figure n={nTest} /> },
];

const ofClass: readonly TableColumn<ClassFold>[] = [
  ...place,
  { key: 'events', header: t.events, align: 'right', cell: ({ nEvents }) => <Figure n={nEvents} /> },
  { key: 'auc', header: 'AUC', align: 'right', cell: ({ auc }) => threeDigits(auc) },
  { key: 'logLoss', header: t.metrics.logLoss, align: 'right', cell: ({ logLoss }) => threeDigits(logLoss) },
  { key: 'brier', header: 'Brier', align: 'right', cell: ({ brier }) => threeDigits(brier) },
  {
    key: 'temperature',
    header: t.temperature,
    align: 'right',
    cell: ({ temperature }) => formatDecimal(temperature, 2),
  },
];

const ofNumber: readonly TableColumn<NumberFold>[] = [
  ...place,
  { key: 'r2', header: t.metrics.r2, align: 'right', cell: ({ r2 }) => threeDigits(r2) },
  { key: 'rmse', header: 'RMSE', align: 'right', cell: ({ rmse }) => threeDigits(rmse) },
  { key: 'mae', header: 'MAE', align: 'right', cell: ({ mae }) => threeDigits(mae) },
  { key: 'coverage80', header: '80 %', align: 'right', cell: ({ coverage80 }) => threeDigits(coverage80) },
];

const keyOf = ({ repeat, fold }: AnyFold): string => `${repeat} ${fold}`;

/** Every fold by itself: how much the answer moves with who was held out. */
export function FoldTable({ evaluation }: { readonly evaluation: Evaluation }) {
  return (
    <Section title={t.folds}>
      {evaluation.kind === 'class' ? (
        <Table caption={t.folds} columns={ofClass} rows={evaluation.perFold} rowKey={keyOf} />
      ) : (
        <Table caption={t.folds} columns={ofNumber} rows={evaluation.perFold} rowKey={keyOf} />
      )}
    </Section>
  );
}
