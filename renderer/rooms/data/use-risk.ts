import { useCallback, useMemo } from 'react';
import type { RiskReport } from '../../../contract/risk.ts';
import { type Job, useJob } from '../../backend/use-job.ts';
import { checksText } from '../../text/checks.ts';

export interface Risk {
  readonly state: Job<'risk.assess'>['state'];
  /** The last report; what was asked before stays while the next is worked out. */
  readonly report: RiskReport | undefined;
  /** By these quasi-identifiers, or by those that the names suggest. */
  readonly start: (quasiIdentifiers?: readonly string[]) => void;
  readonly cancel: () => void;
}

/** Re-identification risk of the persons of a dataset, or of the rows of one of its tables. */
export function useRisk(dataset: string, table: string | undefined): Risk {
  const { state, start, cancel } = useJob('risk.assess', `${dataset}\n${table ?? ''}`);
  const ask = useCallback(
    (quasiIdentifiers?: readonly string[]) =>
      void start(
        { source: { kind: 'dataset', dataset, table }, quasiIdentifiers: quasiIdentifiers && [...quasiIdentifiers] },
        checksText.risk.job(dataset),
      ),
    [start, dataset, table],
  );
  const report = state.kind === 'done' ? state.result : state.kind === 'idle' ? undefined : state.previous;
  return useMemo(() => ({ state, report, start: ask, cancel }), [state, report, ask, cancel]);
}
