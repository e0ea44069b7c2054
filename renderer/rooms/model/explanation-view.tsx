import { useState } from 'react';
import type { Output } from '../../../contract/index.ts';
import type { FoldEstimate } from '../../../contract/model-results.ts';
import { Button, formatDecimal, formatNumber, Section, Table, type TableColumn } from '../../kit/index.ts';
import { modelTasksText } from '../../text/model-tasks.ts';
import drivers from './drivers.module.css';
import { signed } from './drivers.tsx';
import styles from './model-result.module.css';
import { TaskResult } from './task-result.tsx';

const t = modelTasksText.explain;
const first = 15;

type Told = Output<'model.explain'>;
type Feature = Told['explanation']['features'][number];

/** Every feature, the one that loses most first: shuffled, and left out. */
export function ExplanationView({ told }: { readonly told: Told }) {
  const { explanation, preparation, title, sentence, run, sql } = told;
  const { measure, whole, features, notices, n, persons, folds, repeats } = explanation;
  const sorted = [...features].sort((a, b) => (b.permutation.mean ?? 0) - (a.permutation.mean ?? 0));
  const [isLong, setLong] = useState(false);
  const isUnsure = features.every(
    ({ permutation, leaveOut }) => (permutation.low ?? 0) <= 0 && (leaveOut.low ?? 0) <= 0,
  );
  const labelOf = (name: string) => preparation.columns.find((column) => column.name === name)?.label ?? name;
  return (
    <TaskResult
      title={title}
      sentence={sentence}
      kept={run}
      made={explanation}
      notices={[...notices.map(({ message }) => message), ...preparation.notices]}
      columns={preparation.columns}
      method={modelTasksText.method.explain}
      facts={[
        [t.persons, formatNumber(persons ?? n)],
        [t.split, modelTasksText.folds(folds, repeats)],
      ]}
      sql={sql}
    >
      <div className={styles.table}>
        <Section
          title={t.title}
          note={`${t.note[measure]}${whole.mean === null ? '—' : formatDecimal(whole.mean, 3)}.`}
        >
          {isUnsure ? <p>{t.unsure}</p> : null}
          <Table
            caption={t.title}
            columns={columnsOf(Math.max(sorted[0]?.permutation.mean ?? 0, Number.EPSILON), labelOf)}
            rows={isLong ? sorted : sorted.slice(0, first)}
            rowKey={({ feature }) => feature}
          />
          {sorted.length > first ? (
            <div>
              <Button variant="plain" aria-expanded={isLong} onPress={() => setLong((before) => !before)}>
                {isLong ? t.fewer : t.more(sorted.length)}
              </Button>
            </div>
          ) : null}
        </Section>
      </div>
    </TaskResult>
  );
}

const columnsOf = (most: number, labelOf: (name: string) => string): readonly TableColumn<Feature>[] => [
  {
    key: 'feature',
    header: modelTasksText.result.feature,
    isRowHeader: true,
    width: '34%',
    cell: ({ feature }) => labelOf(feature),
  },
  {
    key: 'bar',
    header: <span className={drivers.hidden}>{t.bar}</span>,
    width: '18%',
    cell: ({ permutation: { mean } }) => (
      <span aria-hidden className={drivers.bar} style={{ width: `${(Math.max(0, mean ?? 0) / most) * 100}%` }} />
    ),
  },
  { key: 'shuffled', header: t.shuffled, align: 'right', cell: ({ permutation }) => <Loss loss={permutation} /> },
  { key: 'leftOut', header: t.leftOut, align: 'right', cell: ({ leaveOut }) => <Loss loss={leaveOut} /> },
];

function Loss({ loss: { mean, low, high } }: { readonly loss: FoldEstimate }) {
  return (
    <>
      {mean === null ? '—' : signed(mean)}
      {low === null || high === null ? null : (
        <span className={drivers.soft}>
          {' '}
          ({signed(low)} {modelTasksText.result.to} {signed(high)})
        </span>
      )}
    </>
  );
}
