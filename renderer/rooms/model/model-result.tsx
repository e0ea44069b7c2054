import { FilePlus2 } from 'lucide-react';
import { useState } from 'react';
import type { ModelRun } from '../../../contract/model.ts';
import { RocPlot } from '../../charts/roc-plot.tsx';
import { Button, Section, Sentence } from '../../kit/index.ts';
import { modelText } from '../../text/model.ts';
import { AddFinding } from '../findings/add-finding.tsx';
import { CalibrationSection } from './calibration-section.tsx';
import { Drivers } from './drivers.tsx';
import { FoldTable } from './fold-table.tsx';
import { MetricsTable } from './metrics-table.tsx';
import { ModelInspect } from './model-inspect.tsx';
import styles from './model-result.module.css';
import { RocTable } from './roc-table.tsx';

const t = modelText.result;

/** How good, how sure, on what it leans; then fold by fold. */
export function ModelResult({ run }: { readonly run: ModelRun }) {
  const { evaluation, preparation } = run;
  return (
    <article aria-label={run.title} className={styles.result}>
      <Answer run={run} />
      <Notices messages={[...evaluation.notices.map(({ message }) => message), ...preparation.notices]} />
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
      <ModelInspect run={run} />
    </article>
  );
}

function Answer({ run }: { readonly run: ModelRun }) {
  const [isAdding, setAdding] = useState(false);
  return (
    <header className={styles.answer}>
      <Sentence>{run.sentence}</Sentence>
      <Button icon={FilePlus2} unavailable={run.run === null ? t.notKept : null} onPress={() => setAdding(true)}>
        {t.add}
      </Button>
      {isAdding && run.run ? <AddFinding run={run.run} onClose={() => setAdding(false)} /> : null}
    </header>
  );
}

function Notices({ messages }: { readonly messages: readonly string[] }) {
  const once = [...new Set(messages)];
  if (once.length === 0) return null;
  return (
    <section className={styles.notices}>
      <h2 className={styles.heading}>{t.notices}</h2>
      <ul>
        {once.map((message) => (
          <li key={message}>{message}</li>
        ))}
      </ul>
    </section>
  );
}
