import { create } from 'zustand';

interface FindingSelection {
  readonly ids: readonly string[];
  toggle(id: string): void;
  choose(ids: readonly string[]): void;
}

/** Which findings are to leave together; outlives the room. */
export const useFindingSelection = create<FindingSelection>()((set) => ({
  ids: [],
  toggle: (id) => set(({ ids }) => ({ ids: ids.includes(id) ? ids.filter((one) => one !== id) : [...ids, id] })),
  choose: (ids) => set({ ids }),
}));
