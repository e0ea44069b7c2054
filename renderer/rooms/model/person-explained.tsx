import { useState } from 'react';
import type { ModelSource } from '../../../contract/model.ts';
import { useJob } from '../../backend/use-job.ts';
import { Button, FailureNote, Section, TextField } from '../../kit/index.ts';
import { modelTasksText } from '../../text/model-tasks.ts';
import { Running } from '../asking/running.tsx';
import { PersonView } from './person-view.tsx';
import styles from './task-page.module.css';

const t = modelTasksText.explain;
const words = modelTasksText.words.explainPerson;

interface PersonExplainedProps {
  readonly source: ModelSource;
  readonly seed: number;
}

/** One person's prediction and what carries it: asked by number, shown here, kept nowhere. */
export function PersonExplained({ source, seed }: PersonExplainedProps) {
  const job = useJob('model.explainPerson', JSON.stringify(source));
  const [whom, setWhom] = useState('');
  const { state } = job;
  const isNumber = /^\d{1,18}$/.test(whom.trim());
  const isCohort = source.kind === 'cohort';
  const ask = () => {
    if (isNumber) void job.start({ source, whom: whom.trim(), seed }, words.job);
  };
  return (
    <Section title={t.person} note={isCohort ? t.personNote : t.rowNote}>
      {state.kind === 'running' ? (
        <Running label={words.job} progress={state.progress} isCancelling={state.isCancelling} onCancel={job.cancel} />
      ) : (
        <form
          className={styles.one}
          onSubmit={(event) => {
            event.preventDefault();
            ask();
          }}
        >
          <TextField
            label={isCohort ? t.whom : t.row}
            help={isCohort ? t.whomHelp : t.rowHelp}
            inputMode="numeric"
            value={whom}
            onChange={setWhom}
          />
          <Button className={styles.beside} unavailable={isNumber ? null : t.nobody} onPress={ask}>
            {words.run}
          </Button>
        </form>
      )}
      {state.kind === 'failed' ? <FailureNote failure={state.failure} title={words.failed} /> : null}
      {state.kind === 'cancelled' ? <p role="status">{words.cancelled}</p> : null}
      {state.kind === 'done' ? (
        <PersonView told={state.result} title={(isCohort ? t.predicted : t.predictedRow)(state.result.whom)} />
      ) : null}
    </Section>
  );
}
