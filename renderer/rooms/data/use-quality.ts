import { useMemo } from 'react';
import type { AnalysisRun } from '../../../contract/analysis.ts';
import { type Job, useJob } from '../../backend/use-job.ts';
import { useJobs } from '../../state/jobs.ts';
import { checksText } from '../../text/checks.ts';

const analysis = 'data-quality';
const slot = `analysis.run ${analysis}`;

export interface Quality {
  readonly state: Job<'analysis.run'>['state'];
  readonly start: () => void;
  readonly cancel: () => void;
}

/** The quality check of a dataset: the very job of the Analyses room, so that its answer stands there as well. */
export function useQuality(dataset: string): Quality {
  const { state, start, cancel } = useJob('analysis.run', analysis);
  const asked = useJobs((s) => s.jobs[s.latest[slot] ?? -1]?.input) as { source?: { dataset?: string } } | undefined;
  const isThis = asked?.source?.dataset === dataset;
  return useMemo(
    () => ({
      state: isThis ? state : { kind: 'idle' },
      start: () =>
        void start(
          { name: analysis, source: { kind: 'dataset', dataset }, params: {} },
          checksText.quality.job(dataset),
        ),
      cancel,
    }),
    [isThis, state, start, cancel, dataset],
  );
}

export const answerOf = (state: Quality['state']): AnalysisRun | undefined => {
  if (state.kind === 'done') return state.result;
  return state.kind === 'idle' ? undefined : state.previous;
};
