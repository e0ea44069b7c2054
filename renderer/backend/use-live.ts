import { useCallback, useEffect, useMemo, useState } from 'react';
import { Failure } from '../../contract/failure.ts';
import type { Input, Method, Output } from '../../contract/index.ts';
import { useVersion } from './freshness.ts';
import { useBackend } from './use-backend.ts';

export interface Live<T> {
  /** The last answer that came: it stands until the next one does. */
  readonly content: T | undefined;
  /** True while `content` answers the present input. */
  readonly isCurrent: boolean;
  /** Why the present input has no answer. */
  readonly failure: Failure | null;
  readonly refetch: () => void;
}

interface Settled<T> {
  readonly key: string | null;
  readonly content: T | undefined;
  readonly failure: Failure | null;
}

/**
 * The answer to what is being typed or edited: each new input cancels the request before it. Unlike `useCall` it keeps
 * no answer but the last, for inputs are many and answers large. Give the component a `key` where an old answer must
 * not stand, such as another dataset. `input: null` asks nothing. Memoise a large input.
 */
export function useLive<M extends Method>(method: M, input: Input<M> | null): Live<Output<M>> {
  const backend = useBackend();
  const version = useVersion(method);
  const [attempt, setAttempt] = useState(0);
  const refetch = useCallback(() => setAttempt((n) => n + 1), []);
  const key = useMemo(() => (input === null ? null : JSON.stringify(input)), [input]);
  const [settled, settle] = useState<Settled<Output<M>>>({ key: null, content: undefined, failure: null });

  // biome-ignore lint/correctness/useExhaustiveDependencies: key stands for the input; version and attempt ask again
  useEffect(() => {
    if (key === null || input === null) return;
    const aborter = new AbortController();
    const keep = (next: Partial<Settled<Output<M>>>) => {
      if (!aborter.signal.aborted) settle((before) => ({ ...before, failure: null, ...next, key }));
    };
    backend.call(method, input, { signal: aborter.signal }).then(
      (content) => keep({ content }),
      (error) => keep({ failure: Failure.from(error) }),
    );
    return () => aborter.abort();
  }, [backend, method, key, version, attempt]);

  const isSettled = settled.key === key;
  const failure = isSettled ? settled.failure : null;
  return { content: settled.content, isCurrent: isSettled && failure === null, failure, refetch };
}
