import type { ModelRun } from '../../../contract/model.ts';
import { RocPlot } from '../../charts/roc-plot.tsx';
import { formatNumber, Section } from '../../kit/index.ts';
import { modelText } from '../../text/model.ts';
import { modelTasksText } from '../../text/model-tasks.ts';
import { CalibrationSection } from './calibration-section.tsx';
import { Drivers } from './drivers.tsx';
import { FoldTable } from './fold-table.tsx';
import { MetricsTable } from './metrics-table.tsx';
import styles from './model-result.module.css';
import { RocTable } from './roc-table.tsx';
import { TaskResult } from './task-result.tsx';

const t = modelText.result;

/** How good, how sure, on what it leans; then fold by fold. */
export function ModelResult({ run }: { readonly run: ModelRun }) {
  const { evaluation, preparation, title, sentence, sql } = run;
  const { target, persons, n, folds, repeats, seed, notices } = evaluation;
  return (
    <TaskResult
      title={title}
      sentence={sentence}
      kept={run.run}
      made={evaluation}
      notices={[...notices.map(({ message }) => message), ...preparation.notices]}
      columns={preparation.columns}
      method={modelTasksText.method.evaluate}
      facts={[
        [t.input, t.inputNote(preparation.rows, preparation.columns.length)],
        [t.made.target, target],
        [t.made.persons, formatNumber(persons ?? n)],
        [t.made.folds, modelTasksText.folds(folds, repeats)],
        [t.made.seed, String(seed)],
      ]}
      sql={sql}
    >
      <div className={styles.table}>
        <Section title={t.measures} note={t.baselineNote}>
          <MetricsTable evaluation={evaluation} />
        </Section>
      </div>
      <div className={styles.figures}>
        {evaluation.kind === 'class' ? (
          <Section title={t.roc} note={t.rocNote}>
            <RocPlot
              label={t.rocLabel}
              series={evaluation.roc.map((curve) => ({
                label: `${evaluation.target}: ${curve.class}`,
                points: curve.points,
              }))}
            />
            <RocTable curves={evaluation.roc} />
          </Section>
        ) : null}
        <CalibrationSection evaluation={evaluation} />
      </div>
      <div className={styles.table}>
        {evaluation.drivers ? <Drivers drivers={evaluation.drivers} preparation={preparation} /> : null}
        <FoldTable evaluation={evaluation} />
      </div>
    </TaskResult>
  );
}
