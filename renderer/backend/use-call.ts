import { useCallback, useEffect, useState } from 'react';
import { Failure } from '../../contract/failure.ts';
import type { Backend, Input, Method, Output } from '../../contract/index.ts';
import { useStudyCount, useVersion } from './freshness.ts';
import { useBackend } from './use-backend.ts';

export type CallState<T> =
  | { readonly kind: 'loading' }
  /** `content` is the last answer that came, if one did. */
  | { readonly kind: 'failed'; readonly failure: Failure; readonly content?: T }
  | { readonly kind: 'full'; readonly content: T; readonly isRefreshing: boolean };

export type Call<T> = CallState<T> & { readonly refetch: () => void };

const answers = new WeakMap<Backend, Map<string, unknown>>();

function remembered(backend: Backend): Map<string, unknown> {
  const known = answers.get(backend) ?? new Map<string, unknown>();
  answers.set(backend, known);
  return known;
}

interface Settled<T> {
  readonly key: string;
  readonly state: CallState<T>;
}

/**
 * The answer of a method, asked for when the component appears, when the input changes, and when an edit made it stale.
 * The last answer stays on screen while a new one is fetched. `input: null` means not yet: it stays `loading`.
 *
 * @example const study = useCall('study.current', {});
 */
export function useCall<M extends Method>(method: M, input: Input<M> | null): Call<Output<M>> {
  const backend = useBackend();
  const version = useVersion(method);
  const study = useStudyCount();
  const key = input === null ? null : `${study} ${method} ${JSON.stringify(input)}`;
  const [settled, settle] = useState<Settled<Output<M>> | null>(null);
  const [attempt, setAttempt] = useState(0);
  const refetch = useCallback(() => setAttempt((n) => n + 1), []);

  // biome-ignore lint/correctness/useExhaustiveDependencies: key stands for the input; version and attempt ask again
  useEffect(() => {
    if (key === null || input === null) return;
    const aborter = new AbortController();
    const keep = (state: CallState<Output<M>>) => {
      if (!aborter.signal.aborted) settle({ key, state });
    };
    backend.call(method, input, { signal: aborter.signal }).then(
      (content) => {
        remembered(backend).set(key, content);
        keep({ kind: 'full', content, isRefreshing: false });
      },
      (error) => {
        const content = remembered(backend).get(key) as Output<M> | undefined;
        keep({ kind: 'failed', failure: Failure.from(error), content });
      },
    );
    return () => aborter.abort();
  }, [backend, method, key, version, attempt]);

  if (key !== null && settled?.key === key) return { ...settled.state, refetch };
  const content = key === null ? undefined : (remembered(backend).get(key) as Output<M> | undefined);
  if (content !== undefined) return { kind: 'full', content, isRefreshing: true, refetch };
  return { kind: 'loading', refetch };
}
