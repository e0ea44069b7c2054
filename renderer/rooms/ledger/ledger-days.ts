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

/** A hash as it is compared by eye: groups of four digits. */
export const inGroups = (hash: string): string => hash.replace(/(.{4})(?=.)/g, '$1 ');
