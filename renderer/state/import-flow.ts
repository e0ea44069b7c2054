import { create } from 'zustand';
import type { Decision } from '../../contract/data.ts';
import { useJobs } from './jobs.ts';

interface ImportFlow {
  /** Paths chosen to be looked at; null when no import is under way. */
  readonly paths: readonly string[] | null;
  readonly decisions: readonly Decision[];
  choose(paths: readonly string[]): void;
  decide(decision: Decision): void;
  /** Takes a decision back: the column waits again. */
  undecide(table: string, column: string): void;
  leave(): void;
}

const isAbout = (table: string, column: string) => (one: Decision) => one.table === table && one.column === column;

/** An import between choosing the files and loading them. */
export const useImportFlow = create<ImportFlow>()((set) => ({
  paths: null,
  decisions: [],
  choose: (paths) => {
    useJobs.getState().forget('import.inspect');
    set({ paths, decisions: [] });
  },
  decide: (decision) =>
    set(({ decisions }) => ({
      decisions: [...decisions.filter((one) => !isAbout(decision.table, decision.column)(one)), decision],
    })),
  undecide: (table, column) =>
    set(({ decisions }) => ({ decisions: decisions.filter((one) => !isAbout(table, column)(one)) })),
  leave: () => set({ paths: null, decisions: [] }),
}));
