import { useState } from 'react';
import type { ImputationScores } from '../../../contract/model-results.ts';
import { Button, classNames, formatNumber, formatShare, Section, Table, type TableColumn } from '../../kit/index.ts';
import { modelTasksText } from '../../text/model-tasks.ts';
import styles from './model-result.module.css';
import { Decimal } from './numbers.tsx';

const t = modelTasksText.impute;
/** Columns shown of each kind before more are asked for, the mean of all on top. */
const first = 8;

type Kind = ImputationScores['columns'][number]['kind'];
type Errors = ImputationScores['columns'][number]['errors'];
type Way = keyof Errors;

interface Row {
  readonly key: string;
  readonly label: string;
  readonly cells: number | null;
  readonly errors: Errors;
}

interface ImputeScoresProps {
  readonly scores: ImputationScores;
  readonly labelOf: (name: string) => string;
}

/** Known cells hidden and filled again, by the model and by simpler ways: numbers and classes apart. */
export function ImputeScores({ scores, labelOf }: ImputeScoresProps) {
  const rowsOf = (wanted: Kind, all: Errors | null): readonly Row[] => [
    ...(all ? [{ key: '', label: t.all, cells: null, errors: all }] : []),
    ...scores.columns
      .filter(({ kind }) => kind === wanted)
      .map(({ name, cells, errors }) => ({ key: name, label: labelOf(name), cells, errors })),
  ];
  const kinds = [
    { kind: 'number' as const, rows: rowsOf('number', scores.numbers) },
    { kind: 'class' as const, rows: rowsOf('class', scores.classes) },
  ];
  return (
    <Section title={t.scores} note={t.scoresNote(formatShare(scores.hidden, 0))}>
      {kinds
        .filter(({ rows }) => rows.length > 0)
        .map(({ kind, rows }) => (
          <KindTable key={kind} kind={kind} rows={rows} />
        ))}
    </Section>
  );
}

function KindTable({ kind, rows }: { readonly kind: Kind; readonly rows: readonly Row[] }) {
  const [isLong, setLong] = useState(false);
  return (
    <>
      <Table
        caption={t.kinds[kind]}
        showCaption
        columns={columnsOf(kind)}
        rows={isLong ? rows : rows.slice(0, first + 1)}
        rowKey={({ key }) => key}
      />
      {rows.length > first + 1 ? (
        <div>
          <Button variant="plain" aria-expanded={isLong} onPress={() => setLong((before) => !before)}>
            {isLong ? t.fewer : t.more(rows.length - 1)}
          </Button>
        </div>
      ) : null}
    </>
  );
}

/** The best of a row, to the digits shown; several where they agree, none where all do. */
export function isBest(errors: Errors, way: Way, kind: Kind): boolean {
  const rounded = (value: number) => Math.round(value * 1000);
  const ways: readonly Way[] =
    kind === 'number' ? ['model', 'chainedRidge', 'mean', 'median'] : ['model', 'chainedRidge', 'mean'];
  const values = ways.map((one) => rounded(errors[one]));
  if (values.every((value) => value === values[0])) return false;
  return rounded(errors[way]) === (kind === 'number' ? Math.min(...values) : Math.max(...values));
}

function columnsOf(kind: Kind): readonly TableColumn<Row>[] {
  const way = (key: Way, header: string): TableColumn<Row> => ({
    key,
    header,
    align: 'right',
    cell: ({ errors }) => (
      <span className={classNames(isBest(errors, key, kind) && styles.best)}>
        <Decimal value={errors[key]} />
      </span>
    ),
  });
  return [
    {
      key: 'column',
      header: modelTasksText.result.column,
      isRowHeader: true,
      width: '34%',
      cell: ({ key, label }) => (key === '' ? <strong>{label}</strong> : label),
    },
    { key: 'cells', header: t.cells, align: 'right', cell: ({ cells }) => (cells === null ? '' : formatNumber(cells)) },
    way('model', t.model),
    way('chainedRidge', t.ridge),
    way('mean', kind === 'number' ? t.mean : t.mostFrequent),
    ...(kind === 'number' ? [way('median', t.median)] : []),
  ];
}
