import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { CohortDetail, CohortResult, PathCount } from '../../../../contract/cohort.ts';
import { Failure } from '../../../../contract/failure.ts';
import { useBackend } from '../../../backend/use-backend.ts';
import { type LiveCount, useCohortCounts } from '../../../state/cohort-counts.ts';
import { useSession } from '../../../state/session.ts';
import { isBeginning } from '../beginning.ts';

/** Counting that took longer than this waits for a press the next time. */
const slowMs = 2000;
/** Quiet time after an edit before counting begins. */
const settleMs = 300;

export type CountState =
  | { readonly kind: 'impossible'; readonly why: 'dataset' | 'beginning' | 'definition' }
  | { readonly kind: 'current' }
  | { readonly kind: 'soon' }
  | { readonly kind: 'counting' }
  /** It waits for the reader: the last count was slow, or this one was cancelled. */
  | { readonly kind: 'waiting' }
  | { readonly kind: 'failed'; readonly failure: Failure };

export interface LiveCounts {
  readonly state: CountState;
  /** The latest count there is; of the present definition only when `state` is `current`. */
  readonly latest: LiveCount | null;
  readonly count: () => void;
  readonly cancel: () => void;
}

interface Attempt {
  readonly wanted: string;
  readonly state: CountState;
}

/**
 * Persons and events of every criterion, and what the cohort would be: counted anew after each edit, an edit that comes
 * meanwhile cancels the count under way. After a slow count the next one waits for a press.
 */
export function useLiveCounts(detail: CohortDetail, dataset: string | null): LiveCounts {
  const { name, expression, outline, sql } = detail;
  const backend = useBackend();
  const study = useSession((s) => s.study?.path ?? '');
  const key = `${study} ${dataset} ${name}`;
  const latest = useCohortCounts((s) => s.latest[key]) ?? null;
  const wanted = useMemo(() => JSON.stringify(expression), [expression]);
  const [attempt, setAttempt] = useState<Attempt | null>(null);
  const aborter = useRef<AbortController | null>(null);
  const canCount = dataset !== null && sql !== null && outline !== null;
  const shownOutline = useRef(outline);
  useEffect(() => {
    shownOutline.current = outline;
  }, [outline]);
  const isCurrent = latest?.counted === wanted;
  const isSlow = (latest?.elapsedMs ?? 0) > slowMs;

  const count = useCallback(() => {
    aborter.current?.abort();
    const own = new AbortController();
    aborter.current = own;
    const settle = (state: CountState) => {
      if (!own.signal.aborted) setAttempt({ wanted, state });
    };
    setAttempt({ wanted, state: { kind: 'counting' } });
    const input = { expression: JSON.parse(wanted) as CohortDetail['expression'], dataset: dataset ?? undefined };
    const begun = performance.now();
    const then = shownOutline.current ?? { sections: [], menus: {}, conceptSets: [] };
    const { signal } = own;
    Promise.all([
      backend.call('cohort.counts', input, { signal }),
      backend.call('cohort.preview', { ...input, name }, { signal }),
    ]).then(
      ([{ counts }, preview]: [{ counts: readonly PathCount[] }, CohortResult]) => {
        if (signal.aborted) return;
        const elapsedMs = performance.now() - begun;
        if (preview.failure) return settle({ kind: 'failed', failure: Failure.fromWire(preview.failure) });
        useCohortCounts.getState().keep(key, { counted: wanted, outline: then, counts, preview, elapsedMs });
        setAttempt(null);
      },
      (error) => {
        settle({ kind: 'failed', failure: Failure.from(error) });
        own.abort();
      },
    );
  }, [backend, dataset, key, name, wanted]);

  const cancel = useCallback(() => {
    aborter.current?.abort();
    setAttempt({ wanted, state: { kind: 'waiting' } });
  }, [wanted]);

  const isDue = canCount && !isCurrent && !isSlow;
  useEffect(() => {
    if (!isDue) return;
    const timer = setTimeout(count, settleMs);
    return () => clearTimeout(timer);
  }, [isDue, count]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a count of a definition that is no longer shown is of no use
  useEffect(() => () => aborter.current?.abort(), [wanted, key]);

  const state = stateOf({
    dataset,
    whyNot: canCount ? null : isBeginning(detail) ? 'beginning' : 'definition',
    isCurrent,
    isSlow,
    attempt: attempt?.wanted === wanted ? attempt : null,
  });
  return useMemo(() => ({ state, latest, count, cancel }), [state, latest, count, cancel]);
}

interface Situation {
  readonly dataset: string | null;
  readonly whyNot: 'beginning' | 'definition' | null;
  readonly isCurrent: boolean;
  readonly isSlow: boolean;
  readonly attempt: Attempt | null;
}

const impossible = {
  dataset: { kind: 'impossible', why: 'dataset' },
  beginning: { kind: 'impossible', why: 'beginning' },
  definition: { kind: 'impossible', why: 'definition' },
} as const satisfies Record<string, CountState>;
const current: CountState = { kind: 'current' };
const soon: CountState = { kind: 'soon' };
const waiting: CountState = { kind: 'waiting' };

function stateOf({ dataset, whyNot, isCurrent, isSlow, attempt }: Situation): CountState {
  if (dataset === null) return impossible.dataset;
  if (whyNot) return impossible[whyNot];
  if (attempt) return attempt.state;
  if (isCurrent) return current;
  return isSlow ? waiting : soon;
}
