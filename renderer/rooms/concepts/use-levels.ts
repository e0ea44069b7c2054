import { useCallback, useEffect, useRef, useState } from 'react';
import { Failure } from '../../../contract/failure.ts';
import type { Relative } from '../../../contract/vocabulary.ts';
import { useBackend } from '../../backend/use-backend.ts';

export type Level =
  | { readonly kind: 'loading' }
  | { readonly kind: 'failed'; readonly failure: Failure }
  | { readonly kind: 'full'; readonly concepts: readonly Relative[]; readonly total: number };

/** The levels of a hierarchy that were opened, by the concept they hang on; each is asked for once. */
export function useLevels(dataset: string, direction: 'up' | 'down') {
  const backend = useBackend();
  const [levels, setLevels] = useState<ReadonlyMap<number, Level>>(new Map());
  const aborter = useRef(new AbortController());
  const known = useRef(new Set<number>());
  useEffect(() => {
    const own = new AbortController();
    aborter.current = own;
    return () => own.abort();
  }, []);

  const load = useCallback(
    (id: number) => {
      if (known.current.has(id)) return;
      known.current.add(id);
      const { signal } = aborter.current;
      const keep = (level: Level) => {
        if (!signal.aborted) setLevels((before) => new Map(before).set(id, level));
      };
      keep({ kind: 'loading' });
      backend.call('vocabulary.relatives', { dataset, id, direction }, { signal }).then(
        ({ concepts, total }) => keep({ kind: 'full', concepts, total }),
        (error) => {
          known.current.delete(id);
          keep({ kind: 'failed', failure: Failure.from(error) });
        },
      );
    },
    [backend, dataset, direction],
  );
  return { levels, load };
}
