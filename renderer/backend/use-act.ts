import { useCallback, useMemo, useState } from 'react';
import { Failure } from '../../contract/failure.ts';

export interface Act {
  /** Why the last act did not succeed; null once another begins. */
  readonly failure: Failure | null;
  /** Runs a quick edit; null when it failed. */
  readonly act: <T>(work: () => Promise<T>) => Promise<T | null>;
  readonly forget: () => void;
}

/** A quick edit that a person asked for: its failure stays until the next one, for the room to show. */
export function useAct(): Act {
  const [failure, setFailure] = useState<Failure | null>(null);
  const act = useCallback(async <T>(work: () => Promise<T>): Promise<T | null> => {
    setFailure(null);
    try {
      return await work();
    } catch (error) {
      setFailure(Failure.from(error));
      return null;
    }
  }, []);
  const forget = useCallback(() => setFailure(null), []);
  return useMemo(() => ({ failure, act, forget }), [failure, act, forget]);
}
