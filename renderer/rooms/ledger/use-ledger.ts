import { useCallback, useMemo, useState } from 'react';
import type { LedgerEntry } from '../../../contract/study.ts';
import { useAct } from '../../backend/use-act.ts';
import { useBackend } from '../../backend/use-backend.ts';
import { useCall } from '../../backend/use-call.ts';

/** Entries asked for at a time. */
export const pageSize = 200;

const none: readonly LedgerEntry[] = [];

/** Each entry once, the newest first. */
export function merge(...pages: readonly (readonly LedgerEntry[])[]): readonly LedgerEntry[] {
  const bySeq = new Map(pages.flat().map((entry) => [entry.seq, entry]));
  return [...bySeq.values()].sort((a, b) => b.seq - a.seq);
}

/** The latest entries, and pages further back on request. */
export function useLedger() {
  const backend = useBackend();
  const latest = useCall('ledger.list', { limit: pageSize });
  const content = latest.kind === 'loading' ? undefined : latest.content;
  const [older, setOlder] = useState(none);
  const { failure, act } = useAct();
  const entries = useMemo(() => merge(content?.entries ?? none, older), [content, older]);
  const loaded = entries.length;
  const earlier = useCallback(async () => {
    const page = await act(() => backend.call('ledger.list', { offset: loaded, limit: pageSize }));
    if (page) setOlder((before) => merge(before, page.entries));
  }, [backend, act, loaded]);
  return { latest, total: content?.total ?? 0, entries, earlier, failure };
}
