import { useMemo } from 'react';
import type { Failure } from '../../../contract/failure.ts';
import type { Finding } from '../../../contract/findings.ts';
import type { CheckedRelease } from '../../../contract/release.ts';
import { useCall } from '../../backend/use-call.ts';

/** The check of the findings chosen for export, as the bundle would hold them. */
export interface TogetherCheck {
  readonly chosen: readonly string[];
  readonly isChecking: boolean;
  readonly failure: Failure | null;
  readonly again: () => void;
  /** Of a finding; null where it is not chosen, or not checked yet. */
  readonly of: (id: string) => CheckedRelease | null;
}

/** Checks the findings chosen for export together, and beside what has left before, whenever either changes. */
export function useTogether(selected: readonly Finding[]): TogetherCheck {
  const chosen = useMemo(() => selected.map(({ id }) => id), [selected]);
  const asked = useCall('finding.together', chosen.length === 0 ? null : { findings: chosen });
  const { kind, refetch } = asked;
  const content = kind === 'full' ? asked.content : null;
  const failure = kind === 'failed' ? asked.failure : null;
  const isChecking = chosen.length > 0 && (kind === 'loading' || (kind === 'full' && asked.isRefreshing));
  return useMemo(
    () => ({
      chosen,
      isChecking,
      failure,
      again: refetch,
      of: (id) => content?.find((one) => one.id === id)?.checked ?? null,
    }),
    [chosen, isChecking, failure, refetch, content],
  );
}
