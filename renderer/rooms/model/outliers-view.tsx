import { useState } from 'react';
import type { OutlierScores } from '../../../contract/model-results.ts';
import type { UnusualCells } from '../../../contract/model-tasks.ts';
import { Button, formatNumber, NotShown, Section, Table, type TableColumn } from '../../kit/index.ts';
import { modelTasksText } from '../../text/model-tasks.ts';
import { cellWords } from './cell-words.ts';
import drivers from './drivers.module.css';
import styles from './model-result.module.css';
import { Decimal } from './numbers.tsx';
import { TaskResult } from './task-result.tsx';

const t = modelTasksText.outliers;
const first = 20;

type Cell = UnusualCells['cells'][number];

interface OutliersViewProps {
  readonly found: UnusualCells;
  readonly isTable: boolean;
  /** Whose rows they are: the cohort's name, or the file's. */
  readonly of: string;
}

/** Cells, the least expected first: what is there, and what was expected. */
export function OutliersView({ found, isTable, of }: OutliersViewProps) {
  const { cells, rows, notices, scores } = found;
  const [isLong, setLong] = useState(false);
  return (
    <TaskResult
      title={t.title}
      sentence={t.summary(cells.length, rows, of)}
      kept="inside"
      made={found}
      notices={notices.map(({ message }) => message)}
      method={modelTasksText.method.outliers}
      facts={[[modelTasksText.result.rows, formatNumber(rows)]]}
    >
      <div className={styles.table}>
        <Section title={t.title} note={t.why}>
          {cells.length === 0 ? (
            <p>{t.none}</p>
          ) : (
            <Table
              caption={t.title}
              columns={columnsOf(isTable, cells[0]?.score ?? 1)}
              rows={isLong ? cells : cells.slice(0, first)}
              rowKey={({ whom, column }) => `${whom} ${column}`}
            />
          )}
          {cells.length > first ? (
            <div>
              <Button variant="plain" aria-expanded={isLong} onPress={() => setLong((before) => !before)}>
                {isLong ? t.fewer : t.more(cells.length)}
              </Button>
            </div>
          ) : null}
        </Section>
        {scores ? <Planted scores={scores} /> : null}
      </div>
    </TaskResult>
  );
}

const columnsOf = (isTable: boolean, most: number): readonly TableColumn<Cell>[] => [
  { key: 'rank', header: t.rank, align: 'right', width: '48px', cell: (_, place) => place + 1 },
  { key: 'whom', header: isTable ? t.row : t.person, align: 'right', cell: ({ whom }) => whom },
  {
    key: 'column',
    header: modelTasksText.result.column,
    isRowHeader: true,
    width: '28%',
    cell: ({ column }) => column,
  },
  { key: 'cell', header: t.found, align: 'right', cell: ({ cell }) => <strong>{cellWords(cell)}</strong> },
  { key: 'expected', header: t.expected, align: 'right', cell: ({ expected }) => cellWords(expected) },
  {
    key: 'middle',
    header: t.middle,
    align: 'right',
    cell: ({ low, high }) => (low === null || high === null ? <NotShown reason={t.noMiddle} /> : between(low, high)),
  },
  {
    key: 'bar',
    header: <span className={drivers.hidden}>{t.bar}</span>,
    width: '14%',
    cell: ({ score }) => (
      <span aria-hidden className={drivers.bar} style={{ width: `${(Math.max(0, score) / most) * 100}%` }} />
    ),
  },
  { key: 'score', header: t.score, align: 'right', cell: ({ score }) => <Decimal value={score} digits={1} /> },
];

const between = (low: number, high: number): string =>
  `${cellWords(String(low))} ${modelTasksText.result.to} ${cellWords(String(high))}`;

interface Told {
  readonly label: string;
  readonly model: number | null;
  readonly univariate: number | null;
}

const toldColumns: readonly TableColumn<Told>[] = [
  { key: 'label', header: t.by, isRowHeader: true, width: '50%', cell: ({ label }) => label },
  { key: 'model', header: t.model, align: 'right', cell: ({ model }) => <Decimal value={model} /> },
  { key: 'univariate', header: t.univariate, align: 'right', cell: ({ univariate }) => <Decimal value={univariate} /> },
];

function Planted({ scores: { planted, cellAuc, rowAuc } }: { readonly scores: OutlierScores }) {
  const rows = [
    { label: t.cell, ...cellAuc },
    { label: t.whole, ...rowAuc },
  ];
  return (
    <Section title={t.check} note={t.checkNote(planted)}>
      <Table caption={t.check} columns={toldColumns} rows={rows} rowKey={({ label }) => label} />
    </Section>
  );
}
