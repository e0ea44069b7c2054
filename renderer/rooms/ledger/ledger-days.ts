import type { LedgerEntry } from '../../../contract/study.ts';
import { formatDay } from '../../kit/format.ts';

export type Act = LedgerEntry['act'];

export interface LedgerDay {
  readonly day: string;
  readonly entries: readonly LedgerEntry[];
}

/** Entries under the day they were made on, in the order given. */
export function byDay(entries: readonly LedgerEntry[]): readonly LedgerDay[] {
  const days = new Map<string, LedgerEntry[]>();
  for (const entry of entries) {
    const day = formatDay(entry.at);
    days.set(day, [...(days.get(day) ?? []), entry]);
  }
  return [...days].map(([day, own]) => ({ day, entries: own }));
}

/** Entries of one act (or all) whose summary, number or hash has every word; a hash by its beginning. */
export function matching(entries: readonly LedgerEntry[], words: string, act: Act | null): readonly LedgerEntry[] {
  const asked = words.toLowerCase().split(/\s+/).filter(Boolean);
  return entries.filter((entry) => {
    if (act !== null && entry.act !== act) return false;
    const summary = entry.summary.toLowerCase();
    return asked.every(
      (word) =>
        summary.includes(word) || entry.hash.startsWith(word) || String(entry.seq) === word || entry.act === word,
    );
  });
}

/** The first 8 of 64 digits, as one reads a hash aloud. */
export const shortHash = (hash: string): string => hash.slice(0, 8);
