import { LibraryBig } from 'lucide-react';
import { type ReactNode, useEffect } from 'react';
import type { VocabularyFacts } from '../../contract/vocabulary.ts';
import { useCall } from '../backend/use-call.ts';
import { type Job, useJob } from '../backend/use-job.ts';
import { Button, EmptyState, FailureNote, formatCount, Loading, Progress } from '../kit/index.ts';
import { jobShare } from '../state/jobs.ts';
import { usePlainDataset } from '../state/plain-dataset.ts';
import { conceptsText, conceptSetText as t } from '../text/concepts.ts';
import styles from './vocabulary-ready.module.css';

const w = t.prepare;

/** A vocabulary that is prepared in seconds, so that nobody has to be asked. */
const smallVocabulary = 200_000;

interface VocabularyReadyProps {
  readonly dataset: string;
  readonly children: (facts: VocabularyFacts) => ReactNode;
}

/** What needs a vocabulary, once it is there and prepared; until then what is missing and what to do. */
export function VocabularyReady({ dataset, children }: VocabularyReadyProps) {
  const facts = useCall('vocabulary.facts', { dataset });
  const plain = usePlainDataset();
  const known = facts.kind === 'loading' ? undefined : facts.content;
  if (facts.kind === 'failed' && facts.failure.code === 'unsupported')
    return <EmptyState icon={LibraryBig} title={conceptsText.noVocabulary.title} why={facts.failure.message} />;
  if (!known)
    return facts.kind === 'failed' ? (
      <FailureNote failure={facts.failure} title={w.factsFailed} onRetry={facts.refetch} />
    ) : (
      <Loading what={w.loading} />
    );
  if (known.concepts === 0) {
    const { title, why } =
      plain === null
        ? conceptsText.noVocabulary
        : { title: conceptsText.plain.title, why: conceptsText.plain.why(plain) };
    return <EmptyState icon={LibraryBig} title={title} why={why} />;
  }
  return known.isReady ? children(known) : <Prepare facts={known} />;
}

/** Preparing the vocabulary of a dataset: one slot, whoever asks. */
export const usePrepare = (dataset: string): Job<'vocabulary.prepare'> => useJob('vocabulary.prepare', dataset);

function Prepare({ facts: { dataset, concepts } }: { readonly facts: VocabularyFacts }) {
  const job = usePrepare(dataset);
  const { start, state, cancel } = job;
  const isIdle = state.kind === 'idle' || state.kind === 'done';
  const begin = () => void start({ dataset }, w.job(dataset));
  // biome-ignore lint/correctness/useExhaustiveDependencies: begun once when it is small
  useEffect(() => {
    if (isIdle && concepts <= smallVocabulary) begin();
  }, [dataset]);
  if (state.kind === 'running')
    return (
      <div className={styles.working}>
        <p className={styles.title}>{w.running}</p>
        <p className={styles.why}>{w.runningWhy}</p>
        <Progress label={w.running} share={jobShare(state.progress)} />
        {state.progress ? <p className={styles.why}>{state.progress.stage}</p> : null}
        <Button onPress={cancel}>{w.cancel}</Button>
      </div>
    );
  const size = formatCount(concepts, 'concepts');
  return (
    <>
      {state.kind === 'failed' ? <FailureNote failure={state.failure} title={w.failed} onRetry={job.again} /> : null}
      {state.kind === 'cancelled' ? <p className={styles.why}>{w.cancelled}</p> : null}
      {isIdle && concepts <= smallVocabulary ? null : (
        <EmptyState
          icon={LibraryBig}
          title={w.title}
          why={w.why(size)}
          next={
            <Button variant="primary" onPress={begin}>
              {w.button(size)}
            </Button>
          }
        />
      )}
    </>
  );
}
