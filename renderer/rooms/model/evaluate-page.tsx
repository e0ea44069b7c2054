import { FlaskConical, Play } from 'lucide-react';
import { useMemo, useState } from 'react';
import type { CohortEntry } from '../../../contract/cohort.ts';
import { useCall } from '../../backend/use-call.ts';
import { useJob } from '../../backend/use-job.ts';
import { useCommands } from '../../commands/registry.ts';
import { Button, EmptyState, FailureNote, Loading } from '../../kit/index.ts';
import { useModelForm } from '../../state/model-form.ts';
import { useSession } from '../../state/session.ts';
import { modelText as t } from '../../text/model.ts';
import { Question } from '../asking/question.tsx';
import { Running } from '../asking/running.tsx';
import { FeaturesNote } from './features-note.tsx';
import { ModelForm } from './model-form.tsx';
import { ModelResult } from './model-result.tsx';
import { evaluateInput, useModelQuestion } from './use-model-question.ts';

/** The question to the model, the job, and its answer. */
export function EvaluatePage() {
  const cohorts = useCall('cohort.list', {});
  if (cohorts.kind === 'loading') return <Loading what={t.loading} />;
  if (cohorts.kind === 'failed')
    return <FailureNote failure={cohorts.failure} title={t.failed} onRetry={cohorts.refetch} />;
  return <Asking entries={cohorts.content} />;
}

function Asking({ entries }: { readonly entries: readonly CohortEntry[] }) {
  const question = useModelQuestion(entries);
  const { asked, generated, missing } = question;
  const job = useJob('model.evaluate');
  const { state } = job;
  const answer = state.kind === 'done' ? state.result : state.kind === 'idle' ? undefined : state.previous;
  const [isOpen, setOpen] = useState(answer === undefined);
  const run = useEvaluate(question, job, setOpen);
  if (asked.kind === 'cohort' && generated.length < 2 && !answer) return <TooFewCohorts />;
  const running =
    state.kind === 'running' ? (
      <Running label={t.job} progress={state.progress} isCancelling={state.isCancelling} onCancel={job.cancel} />
    ) : null;
  return (
    <>
      <Question
        summary={answer?.title ?? ''}
        isOpen={isOpen}
        onToggle={() => setOpen((before) => !before)}
        canFold={answer !== undefined}
        note={<FeaturesNote kind={asked.kind} />}
        action={
          running ?? (
            <Button variant="primary" icon={Play} unavailable={missing} onPress={run}>
              {t.ask.run}
            </Button>
          )
        }
      >
        <ModelForm question={question} />
      </Question>
      {running && answer && !isOpen ? running : null}
      {state.kind === 'failed' ? <FailureNote failure={state.failure} title={t.runFailed} onRetry={job.again} /> : null}
      {state.kind === 'cancelled' ? <p role="status">{t.cancelled}</p> : null}
      {answer ? <ModelResult key={answer.run} run={answer} /> : null}
    </>
  );
}

/** Starts the evaluation and folds the question once it is answered; in the palette as well. */
function useEvaluate(
  { asked, dataset, missing }: ReturnType<typeof useModelQuestion>,
  { start }: ReturnType<typeof useJob<'model.evaluate'>>,
  setOpen: (isOpen: boolean) => void,
): () => void {
  const { run, commands } = useMemo(() => {
    const evaluate = () => {
      void start(evaluateInput(asked, dataset), t.job).then((made) => {
        if (made) setOpen(false);
      });
    };
    const command = { id: 'model.evaluate', title: t.ask.run, group: t.group, unavailable: missing, run: evaluate };
    return { run: evaluate, commands: [{ ...command, keys: 'mod+enter', isEverywhere: true }] };
  }, [asked, dataset, missing, start, setOpen]);
  useCommands('model', commands);
  return run;
}

function TooFewCohorts() {
  const goTo = useSession((s) => s.goTo);
  const set = useModelForm((s) => s.set);
  return (
    <EmptyState
      icon={FlaskConical}
      title={t.empty.title}
      why={t.empty.why}
      next={
        <>
          <Button variant="primary" onPress={() => goTo('cohorts')}>
            {t.empty.cohorts}
          </Button>
          <Button onPress={() => set({ kind: 'table' })}>{t.empty.table}</Button>
        </>
      }
    />
  );
}
