import { type ReactNode, useState } from 'react';
import type { JobMethod, Output } from '../../../contract/index.ts';
import type { Job } from '../../backend/use-job.ts';
import { Button, FailureNote, Section, TextField } from '../../kit/index.ts';
import { modelTasksText } from '../../text/model-tasks.ts';
import { Running } from '../asking/running.tsx';
import styles from './task-page.module.css';

const t = modelTasksText.whom;

interface AskWhomProps<M extends JobMethod> {
  readonly title: string;
  readonly isCohort: boolean;
  readonly job: Job<M>;
  readonly words: { readonly run: string; readonly job: string; readonly failed: string; readonly cancelled: string };
  readonly onAsk: (whom: string) => void;
  readonly children: (answer: Output<M>) => ReactNode;
}

/** A question about one person: asked by number, answered here, kept nowhere. */
export function AskWhom<M extends JobMethod>({ title, isCohort, job, words, onAsk, children }: AskWhomProps<M>) {
  const [whom, setWhom] = useState('');
  const { state } = job;
  const isNumber = /^\d{1,18}$/.test(whom.trim());
  return (
    <Section title={title} note={isCohort ? t.personNote : t.rowNote}>
      {state.kind === 'running' ? (
        <Running label={words.job} progress={state.progress} isCancelling={state.isCancelling} onCancel={job.cancel} />
      ) : (
        <form
          className={styles.one}
          onSubmit={(event) => {
            event.preventDefault();
            if (isNumber) onAsk(whom.trim());
          }}
        >
          <TextField
            label={isCohort ? t.person : t.row}
            help={isCohort ? t.personHelp : t.rowHelp}
            inputMode="numeric"
            value={whom}
            onChange={setWhom}
          />
          <Button
            className={styles.beside}
            unavailable={isNumber ? null : t.nobody}
            onPress={() => {
              if (isNumber) onAsk(whom.trim());
            }}
          >
            {words.run}
          </Button>
        </form>
      )}
      {state.kind === 'failed' ? <FailureNote failure={state.failure} title={words.failed} /> : null}
      {state.kind === 'cancelled' ? <p role="status">{words.cancelled}</p> : null}
      {state.kind === 'done' ? children(state.result) : null}
    </Section>
  );
}
