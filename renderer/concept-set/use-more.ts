import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { Failure } from '../../contract/failure.ts';

type Load<Row> = (offset: number, signal: AbortSignal) => Promise<readonly Row[]>;

interface Rest<Row> {
  /** The first page these rows follow. */
  readonly after: readonly Row[] | undefined;
  readonly rows: readonly Row[];
  readonly failure: Failure | null;
}

export interface More<Row> {
  readonly rows: readonly Row[];
  readonly isLoading: boolean;
  readonly failure: Failure | null;
  /** Fetches the next page, unless everything is here or one is under way. */
  readonly loadMore: () => void;
}

const none: readonly never[] = [];

/** Pages after the first, fetched when the reader comes near the end; another first page begins anew. */
export function useMore<Row>(first: readonly Row[] | undefined, total: number, load: Load<Row>): More<Row> {
  const [rest, setRest] = useState<Rest<Row>>({ after: undefined, rows: none, failure: null });
  const [isLoading, setLoading] = useState(false);
  const aborter = useRef<AbortController | null>(null);
  const isFollowing = rest.after === first;
  const following = isFollowing ? rest.rows : none;
  const count = (first?.length ?? 0) + following.length;

  // biome-ignore lint/correctness/useExhaustiveDependencies: another first page ends what was under way
  useEffect(
    () => () => {
      aborter.current?.abort();
      aborter.current = null;
      setLoading(false);
    },
    [first],
  );

  const loadMore = useCallback(() => {
    if (!first || aborter.current || count >= total) return;
    const own = new AbortController();
    aborter.current = own;
    setLoading(true);
    const end = (change: (before: readonly Row[]) => Rest<Row>) => {
      if (own.signal.aborted) return;
      aborter.current = null;
      setLoading(false);
      setRest((before) => change(before.after === first ? before.rows : none));
    };
    load(count, own.signal).then(
      (rows) => end((before) => ({ after: first, rows: [...before, ...rows], failure: null })),
      (error) => end((before) => ({ after: first, rows: before, failure: Failure.from(error) })),
    );
  }, [first, count, total, load]);

  const rows = useMemo(
    () => (following.length > 0 ? [...(first ?? none), ...following] : (first ?? none)),
    [first, following],
  );
  return { rows, isLoading, failure: isFollowing ? rest.failure : null, loadMore };
}
