import { Play } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import type { Input, JobMethod, Output } from '../../../contract/index.ts';
import type { Job, JobState } from '../../backend/use-job.ts';
import { Button, FailureNote } from '../../kit/index.ts';
import { Question } from './question.tsx';
import { Running } from './running.tsx';
import { useRunCommand } from './use-run-command.ts';

interface AskedProps<M extends JobMethod> {
  /** Of its command in the palette. */
  readonly id: string;
  readonly group: string;
  readonly job: Job<M>;
  readonly input: Input<M>;
  readonly words: { readonly run: string; readonly job: string; readonly failed: string; readonly cancelled: string };
  /** What has to be chosen before it can run; null when nothing. */
  readonly missing: string | null;
  /** The question in one line, once it is answered and folded. */
  readonly summary: (answer: Output<M>) => ReactNode;
  /** Whether the question stands open above its answer, where that outlives the page. */
  readonly fold?: readonly [isOpen: boolean, setOpen: (isOpen: boolean) => void];
  readonly form: ReactNode;
  readonly note?: ReactNode;
  /** Stands instead of the question while there is no answer: nothing can be asked yet. */
  readonly instead?: ReactNode;
  readonly children: (answer: Output<M>) => ReactNode;
}

/** A question, its job and its answer. The last answer stays while the next is made; the question folds once answered. */
export function Asked<M extends JobMethod>(props: AskedProps<M>) {
  const { id, group, job, input, words, missing, summary, fold, form, note, instead, children } = props;
  const { state } = job;
  const answer = lastAnswer(state);
  const own = useState(answer === undefined);
  const [isOpen, setOpen] = fold ?? own;
  const run = () =>
    void job.start(input, words.job).then((made) => {
      if (made) setOpen(false);
    });
  useRunCommand({ id, group, title: words.run, unavailable: missing, run });
  if (instead && answer === undefined) return instead;
  const running =
    state.kind === 'running' ? (
      <Running label={words.job} progress={state.progress} isCancelling={state.isCancelling} onCancel={job.cancel} />
    ) : null;
  return (
    <>
      <Question
        summary={answer === undefined ? '' : summary(answer)}
        isOpen={isOpen}
        onToggle={() => setOpen(!isOpen)}
        canFold={answer !== undefined}
        note={note}
        action={
          running ?? (
            <Button variant="primary" icon={Play} unavailable={missing} onPress={run}>
              {words.run}
            </Button>
          )
        }
      >
        {form}
      </Question>
      {running && answer !== undefined && !isOpen ? running : null}
      {state.kind === 'failed' ? (
        <FailureNote failure={state.failure} title={words.failed} onRetry={job.again} />
      ) : null}
      {state.kind === 'cancelled' ? <p role="status">{words.cancelled}</p> : null}
      {answer === undefined ? null : children(answer)}
    </>
  );
}

function lastAnswer<T>(state: JobState<T>): T | undefined {
  if (state.kind === 'done') return state.result;
  return state.kind === 'idle' ? undefined : state.previous;
}
