import { create } from 'zustand';
import type { ConceptSummary } from '../../contract/vocabulary.ts';
import type { EditorTab } from '../concept-set/concept-set-editor.tsx';

/** What a dialog of the room is open for. */
export type ConceptsAsk =
  /** `concept`: what the new set begins with. */
  | { readonly kind: 'new'; readonly concept: ConceptSummary | null }
  | { readonly kind: 'open' }
  /** `into`: the set that takes the items; null: a new one. */
  | { readonly kind: 'paste'; readonly into: string | null }
  | { readonly kind: 'rename'; readonly name: string };

interface ConceptsRoom {
  /** The concept set whose page is open; null: the search. */
  readonly set: string | null;
  readonly tab: EditorTab;
  /** Concepts opened one from another; the last is shown, and stands before the search or the set. */
  readonly trail: readonly number[];
  readonly asked: ConceptsAsk | null;
  /** A page was come back to from a concept: it takes the focus. */
  readonly hasReturned: boolean;
  /** Counts how often a search was asked for: each time the focus goes to it. */
  readonly focus: Readonly<Record<'room' | 'picker', number>>;
  showSearch(): void;
  showSet(name: string | null, tab?: EditorTab): void;
  setTab(tab: EditorTab): void;
  focusSearch(place: 'room' | 'picker'): void;
  openConcept(id: number): void;
  back(): void;
  arrive(): void;
  ask(asked: ConceptsAsk | null): void;
}

/** Where the reader is in the Concepts room; kept while other rooms are visited. */
export const useConceptsRoom = create<ConceptsRoom>()((set) => ({
  set: null,
  tab: 'items',
  trail: [],
  asked: null,
  hasReturned: false,
  focus: { room: 0, picker: 0 },
  showSearch: () => set({ set: null, trail: [] }),
  showSet: (name, tab = 'items') => set({ set: name, tab, trail: [] }),
  setTab: (tab) => set({ tab }),
  focusSearch: (place) => set(({ focus }) => ({ focus: { ...focus, [place]: focus[place] + 1 } })),
  openConcept: (id) => set(({ trail }) => (trail.at(-1) === id ? {} : { trail: [...trail, id] })),
  back: () =>
    set(({ trail, set: open, focus }) => {
      const isLast = trail.length === 1;
      return {
        trail: trail.slice(0, -1),
        hasReturned: isLast && open !== null,
        focus: isLast && open === null ? { ...focus, room: focus.room + 1 } : focus,
      };
    }),
  arrive: () => set({ hasReturned: false }),
  ask: (asked) => set({ asked }),
}));
