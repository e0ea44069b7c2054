import type { CohortEntry } from '../../../contract/cohort.ts';
import type { Output } from '../../../contract/index.ts';
import { formatNumber, formatShare, Section, Table, type TableColumn } from '../../kit/index.ts';
import { modelTasksText } from '../../text/model-tasks.ts';
import { PlainColumns } from './columns-to-read.tsx';
import { FilledPreviews } from './filled-preview.tsx';
import { ImputeScores } from './impute-scores.tsx';
import styles from './model-result.module.css';
import { TaskPage } from './task-page.tsx';
import { TaskResult } from './task-result.tsx';
import { rowsSource, useModelQuestion } from './use-model-question.ts';

const t = modelTasksText.impute;

type Filled = Output<'model.impute'>;

/** Missing values guessed, and how far off such guesses are. */
export function ImputePage({ entries }: { readonly entries: readonly CohortEntry[] }) {
  const question = useModelQuestion(entries, 'rows');
  return (
    <TaskPage
      method="model.impute"
      task="impute"
      question={question}
      input={{ source: rowsSource(question), seed: question.asked.seed, model: question.asked.model }}
      summary={({ title }) => title}
      note={<PlainColumns question={question} />}
    >
      {(filled) => <FilledView key={filled.run} filled={filled} />}
    </TaskPage>
  );
}

function FilledView({ filled }: { readonly filled: Filled }) {
  const { preparation, notices, scores, columns, rows, cells } = filled;
  const labelOf = (name: string) => preparation.columns.find((column) => column.name === name)?.label ?? name;
  return (
    <TaskResult
      title={filled.title}
      sentence={filled.sentence}
      kept={filled.run}
      made={filled}
      notices={[...notices.map(({ message }) => message), ...preparation.notices]}
      columns={preparation.columns}
      method={modelTasksText.method.impute}
      facts={[
        [modelTasksText.result.rows, formatNumber(rows)],
        [t.filled, formatNumber(cells)],
      ]}
      sql={filled.sql}
    >
      <div className={styles.table}>
        {scores ? <ImputeScores scores={scores} labelOf={labelOf} /> : null}
        <Section title={t.gaps} note={t.gapsNote}>
          <Table
            caption={t.gaps}
            columns={gapColumns(rows, labelOf)}
            rows={columns.filter(({ missing }) => missing > 0).sort((a, b) => b.missing - a.missing)}
            rowKey={({ name }) => name}
          />
          {columns.every(({ missing }) => missing === 0) ? <p>{t.none}</p> : null}
        </Section>
        <FilledPreviews columns={columns} labelOf={labelOf} />
      </div>
    </TaskResult>
  );
}

type Gap = Filled['columns'][number];

const gapColumns = (rows: number, labelOf: (name: string) => string): readonly TableColumn<Gap>[] => [
  {
    key: 'column',
    header: modelTasksText.result.column,
    isRowHeader: true,
    width: '64%',
    cell: ({ name }) => labelOf(name),
  },
  { key: 'missing', header: t.missing, align: 'right', cell: ({ missing }) => formatNumber(missing) },
  { key: 'share', header: t.share, align: 'right', cell: ({ missing }) => formatShare(missing / rows, 0) },
  { key: 'filled', header: t.filled, align: 'right', cell: ({ filled }) => formatNumber(filled) },
];
