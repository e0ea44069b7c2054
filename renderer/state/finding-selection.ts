import { create } from 'zustand';

interface FindingSelection {
  readonly ids: readonly string[];
  /** The finding that the room shall bring into view; null once it has. */
  readonly wanted: string | null;
  toggle(id: string): void;
  choose(ids: readonly string[]): void;
  want(id: string | null): void;
}

/** Which findings are to leave together, and which one is looked for; outlives the room. */
export const useFindingSelection = create<FindingSelection>()((set) => ({
  ids: [],
  wanted: null,
  toggle: (id) => set(({ ids }) => ({ ids: ids.includes(id) ? ids.filter((one) => one !== id) : [...ids, id] })),
  choose: (ids) => set({ ids }),
  want: (wanted) => set({ wanted }),
}));
