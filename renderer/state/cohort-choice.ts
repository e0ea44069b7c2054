import { create } from 'zustand';

interface CohortChoice {
  /** Name of the cohort whose page is open; null: the first. */
  readonly name: string | null;
  /** The cohort that was just begun: its page goes to the first thing to do. */
  readonly begun: string | null;
  choose(name: string | null): void;
  begin(name: string): void;
  /** The page has gone there. */
  arrive(): void;
}

/** Which cohort is being read; outlives the room. */
export const useCohortChoice = create<CohortChoice>()((set) => ({
  name: null,
  begun: null,
  choose: (name) => set({ name, begun: null }),
  begin: (name) => set({ name, begun: name }),
  arrive: () => set({ begun: null }),
}));
