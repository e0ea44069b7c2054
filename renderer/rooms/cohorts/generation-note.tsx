import { FailureNote } from '../../kit/index.ts';
import { cohortsText as t } from '../../text/cohorts.ts';
import { Running } from '../asking/running.tsx';
import type { useGeneration } from './use-generation.ts';

interface GenerationNoteProps {
  readonly name: string;
  readonly generation: ReturnType<typeof useGeneration>;
}

/** How generating goes, or why it did not succeed. What was generated before stays on the page below. */
export function GenerationNote({ name, generation }: GenerationNoteProps) {
  const { state, failure, cancel, generate } = generation;
  if (state.kind === 'running') {
    const { progress, isCancelling } = state;
    return <Running label={t.job.one(name)} progress={progress} isCancelling={isCancelling} onCancel={cancel} />;
  }
  if (failure) return <FailureNote failure={failure} title={t.job.failed} onRetry={generate} />;
  if (state.kind === 'cancelled') return <p role="status">{t.job.cancelled}</p>;
  return null;
}
