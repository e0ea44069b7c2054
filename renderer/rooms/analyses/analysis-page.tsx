import { Play, Telescope } from 'lucide-react';
import { useMemo } from 'react';
import type { AnalysisSummary } from '../../../contract/analysis.ts';
import type { CohortEntry } from '../../../contract/cohort.ts';
import { useJob } from '../../backend/use-job.ts';
import { useCommands } from '../../commands/registry.ts';
import { Button, EmptyState, FailureNote } from '../../kit/index.ts';
import { useAnalysisForm } from '../../state/analysis-form.ts';
import { useSession } from '../../state/session.ts';
import { analysesText as t } from '../../text/analyses.ts';
import { Question } from '../asking/question.tsx';
import { Running } from '../asking/running.tsx';
import { AnalysisForm } from './analysis-form.tsx';
import { AnalysisResult } from './analysis-result.tsx';
import { useAnalysisQuestion } from './use-analysis-question.ts';

interface AnalysisPageProps {
  readonly analyses: readonly AnalysisSummary[];
  readonly analysis: AnalysisSummary;
  readonly entries: readonly CohortEntry[];
}

/** The question, the job, and its answer. The last answer stays while the next is made. */
export function AnalysisPage({ analyses, analysis, entries }: AnalysisPageProps) {
  const question = useAnalysisQuestion(analysis, entries);
  const job = useJob('analysis.run', analysis.name);
  const { state } = job;
  const answer = state.kind === 'done' ? state.result : state.kind === 'idle' ? undefined : state.previous;
  const isOpen = useAnalysisForm((s) => s.isOpen);
  const setOpen = useAnalysisForm((s) => s.setOpen);
  const run = useRun(analysis, question, job, setOpen);

  if (question.kind === 'cohort' && question.generated.length === 0 && !answer) return <NothingGenerated />;
  const running =
    state.kind === 'running' ? (
      <Running
        label={t.job(analysis.title)}
        progress={state.progress}
        isCancelling={state.isCancelling}
        onCancel={job.cancel}
      />
    ) : null;
  return (
    <>
      <Question
        summary={answer?.title ?? ''}
        isOpen={isOpen}
        onToggle={() => setOpen(!isOpen)}
        canFold={answer !== undefined}
        action={
          running ?? (
            <Button variant="primary" icon={Play} unavailable={question.missing} onPress={run}>
              {t.run(analysis.title)}
            </Button>
          )
        }
      >
        <AnalysisForm analyses={analyses} analysis={analysis} entries={entries} question={question} />
      </Question>
      {running && answer && !isOpen ? running : null}
      {state.kind === 'failed' ? <FailureNote failure={state.failure} title={t.runFailed} onRetry={job.again} /> : null}
      {state.kind === 'cancelled' ? <p role="status">{t.cancelled}</p> : null}
      {answer ? <AnalysisResult key={answer.run} run={answer} analysis={analysis} /> : null}
    </>
  );
}

/** Starts the job and folds the question once it is answered; in the palette as well. */
function useRun(
  analysis: AnalysisSummary,
  { source, params, missing }: ReturnType<typeof useAnalysisQuestion>,
  { start }: ReturnType<typeof useJob<'analysis.run'>>,
  setOpen: (isOpen: boolean) => void,
): () => void {
  const run = () => {
    void start({ name: analysis.name, source, params }, t.job(analysis.title)).then((made) => {
      if (made) setOpen(false);
    });
  };
  const key = JSON.stringify({ source, params, missing });
  // biome-ignore lint/correctness/useExhaustiveDependencies: key stands for what `run` reads
  const commands = useMemo(
    () => [
      {
        id: 'analyses.run',
        title: t.run(analysis.title),
        group: t.group,
        keys: 'mod+enter',
        isEverywhere: true,
        unavailable: missing,
        run,
      },
    ],
    [analysis, key],
  );
  useCommands('analysis', commands);
  return run;
}

function NothingGenerated() {
  const goTo = useSession((s) => s.goTo);
  const chooseKind = useAnalysisForm((s) => s.chooseKind);
  return (
    <EmptyState
      icon={Telescope}
      title={t.empty.title}
      why={t.empty.why}
      next={
        <>
          <Button variant="primary" onPress={() => goTo('cohorts')}>
            {t.empty.cohorts}
          </Button>
          <Button onPress={() => chooseKind('table')}>{t.empty.table}</Button>
        </>
      }
    />
  );
}
