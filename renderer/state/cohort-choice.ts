import { create } from 'zustand';

interface CohortChoice {
  /** Name of the cohort whose page is open; null: the first. */
  readonly name: string | null;
  choose(name: string | null): void;
}

/** Which cohort is being read; outlives the room. */
export const useCohortChoice = create<CohortChoice>()((set) => ({
  name: null,
  choose: (name) => set({ name }),
}));
