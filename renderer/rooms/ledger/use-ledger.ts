import { useCallback, useEffect, useMemo, useState } from 'react';
import type { Output } from '../../../contract/index.ts';
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

interface Older {
  readonly of: string;
  readonly entries: readonly LedgerEntry[];
}

/**
 * The latest entries that have the words and are of the act, and pages further back on request. While others are looked
 * for, the last ones stay.
 */
export function useLedger(words: string, act: LedgerEntry['act'] | null) {
  const backend = useBackend();
  const sought = useMemo(() => ({ words: words.trim(), act, limit: pageSize }), [words, act]);
  const of = JSON.stringify(sought);
  const latest = useCall('ledger.list', sought);
  const answered = latest.kind === 'loading' ? undefined : latest.content;
  const [shown, show] = useState<Output<'ledger.list'> | undefined>(answered);
  useEffect(() => {
    if (answered) show(answered);
  }, [answered]);
  const content = answered ?? shown;
  const [older, setOlder] = useState<Older>({ of, entries: none });
  const { failure, act: ask } = useAct();
  const entries = useMemo(
    () => merge(content?.entries ?? none, older.of === of ? older.entries : none),
    [content, older, of],
  );
  const loaded = entries.length;
  const earlier = useCallback(async () => {
    const page = await ask(() => backend.call('ledger.list', { ...sought, offset: loaded }));
    if (page) setOlder((before) => ({ of, entries: merge(before.of === of ? before.entries : none, page.entries) }));
  }, [backend, ask, sought, of, loaded]);
  return { latest, total: content?.total ?? 0, found: content?.found ?? 0, entries, earlier, failure };
}
