import { useCallback, useMemo } from 'react';
import type { Failure } from '../../contract/failure.ts';
import type { Input } from '../../contract/index.ts';
import type { FoundConcept } from '../../contract/vocabulary.ts';
import { useBackend } from '../backend/use-backend.ts';
import { useLive } from '../backend/use-live.ts';
import type { ConceptQuery } from '../state/concept-search.ts';
import { type More, useMore } from './use-more.ts';

const pageSize = 100;

export interface ConceptSearch extends More<FoundConcept> {
  /** undefined: no answer has come yet. */
  readonly total: number | undefined;
  readonly isCurrent: boolean;
  readonly searchFailure: Failure | null;
  readonly again: () => void;
}

/** Searches while the reader types; what was found stands until the next answer, an overtaken search is cancelled. */
export function useConceptSearch(dataset: string, query: ConceptQuery): ConceptSearch {
  const backend = useBackend();
  const { text, domain, vocabulary, standardOnly, usedOnly } = query;
  const input = useMemo(
    (): Input<'vocabulary.search'> => ({
      dataset,
      text: text.trim().slice(0, 200),
      domain: domain ?? undefined,
      vocabulary: vocabulary ?? undefined,
      standardOnly,
      usedOnly,
      limit: pageSize,
    }),
    [dataset, text, domain, vocabulary, standardOnly, usedOnly],
  );
  const { content, isCurrent, failure, refetch } = useLive('vocabulary.search', input);
  const load = useCallback(
    async (offset: number, signal: AbortSignal) =>
      (await backend.call('vocabulary.search', { ...input, offset }, { signal })).concepts,
    [backend, input],
  );
  const more = useMore(content?.concepts, isCurrent ? (content?.total ?? 0) : 0, load);
  return { ...more, total: content?.total, isCurrent, searchFailure: failure, again: refetch };
}
