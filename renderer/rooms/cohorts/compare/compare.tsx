import { useState } from 'react';
import { useCall } from '../../../backend/use-call.ts';
import { useJob } from '../../../backend/use-job.ts';
import { Button, FailureNote, Section, Select } from '../../../kit/index.ts';
import { cohortsText as t } from '../../../text/cohorts.ts';
import { Running } from '../../asking/running.tsx';
import { generationOn } from '../generation.ts';
import { DifferenceView } from '../revisions/difference-view.tsx';
import { useGenerateNamed } from '../use-generation.ts';
import styles from './compare.module.css';
import { ComparisonView } from './comparison-view.tsx';

const w = t.compare;

interface CompareProps {
  readonly name: string;
  readonly names: readonly string[];
  readonly dataset: string | null;
}

/** Two cohorts side by side: who is in both, who only in one and why, and what their definitions say. */
export function Compare({ name, names, dataset }: CompareProps) {
  const [other, setOther] = useState<string | null>(null);
  const [isRead, setRead] = useState(false);
  const others = names.filter((one) => one !== name);
  const job = useJob('cohort.compare', `${name} ${other}`);
  const list = useCall('cohort.list', {});
  const entries = list.kind === 'full' ? list.content : [];
  const missing = [name, other ?? name].filter((one) => {
    const entry = entries.find((known) => known.name === one);
    return !entry || generationOn(entry, dataset)?.stale !== false;
  });
  const generate = useGenerateNamed(missing, dataset);
  const compare = (b: string) => void job.start({ a: name, b, dataset: dataset ?? undefined }, w.running(name, b));
  const choose = (b: string) => {
    setOther(b);
    setRead(false);
  };
  const generateFirst = async () => {
    if (other !== null && (missing.length === 0 || (await generate()))) compare(other);
  };
  const { state } = job;
  const result = state.kind === 'done' ? state.result : null;

  return (
    <Section title={w.heading}>
      {others.length === 0 ? <p className={styles.note}>{w.noOther}</p> : null}
      {dataset === null ? <p className={styles.note}>{w.noDataset}</p> : null}
      {others.length > 0 && dataset !== null ? (
        <div className={styles.ask}>
          <Select
            label={w.with}
            placeholder={w.choose}
            options={others.map((one) => ({ value: one, label: one }))}
            value={other}
            onChange={choose}
          />
          {other === null ? null : (
            <Button variant="primary" onPress={() => void generateFirst()}>
              {missing.length === 0 ? w.button : w.generateBoth}
            </Button>
          )}
        </div>
      ) : null}
      {other === null && others.length > 0 ? <p className={styles.note}>{w.nothing}</p> : null}
      {state.kind === 'running' ? (
        <Running
          label={w.running(name, other ?? '')}
          progress={state.progress}
          isCancelling={state.isCancelling}
          onCancel={job.cancel}
        />
      ) : null}
      {state.kind === 'failed' ? <FailureNote failure={state.failure} title={w.failed} onRetry={job.again} /> : null}
      {result ? <ComparisonView comparison={result} /> : null}
      {other === null ? null : (
        <div>
          <Button variant="plain" aria-expanded={isRead} onPress={() => setRead(!isRead)}>
            {isRead ? w.definitionsHide : w.definitionsShow}
          </Button>
          {isRead ? (
            <DifferenceView
              before={{ name }}
              after={{ name: other }}
              beforeName={`“${name}”`}
              afterName={`“${other}”`}
            />
          ) : null}
        </div>
      )}
    </Section>
  );
}
