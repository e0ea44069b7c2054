import { create } from 'zustand';
import type { LedgerEntry } from '../../contract/study.ts';
import { useSession } from './session.ts';

interface LedgerRoom {
  /** Number of the entry in the inspector. */
  readonly chosen: number | null;
  readonly words: string;
  readonly act: LedgerEntry['act'] | null;
  choose(seq: number | null): void;
  seek(words: string, act: LedgerEntry['act'] | null): void;
}

/** What is looked for and read in the ledger; outlives the room. */
export const useLedgerRoom = create<LedgerRoom>()((set) => ({
  chosen: null,
  words: '',
  act: null,
  choose: (chosen) => set({ chosen }),
  seek: (words, act) => set({ words, act }),
}));

/** Goes to an entry of the ledger, from wherever it is named. */
export function openEntry(seq: number): void {
  useLedgerRoom.getState().seek('', null);
  useLedgerRoom.getState().choose(seq);
  useSession.getState().goTo('ledger');
}
