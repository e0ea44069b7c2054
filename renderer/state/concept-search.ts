import { create } from 'zustand';

export interface ConceptQuery {
  readonly text: string;
  readonly domain: string | null;
  readonly vocabulary: string | null;
  readonly standardOnly: boolean;
  /** Only what the data have records of. */
  readonly usedOnly: boolean;
}

export const noFilters = { domain: null, vocabulary: null, standardOnly: false, usedOnly: false } as const;
export const emptyQuery: ConceptQuery = { text: '', ...noFilters };

export const isFiltered = ({ domain, vocabulary, standardOnly, usedOnly }: ConceptQuery): boolean =>
  domain !== null || vocabulary !== null || standardOnly || usedOnly;

interface ConceptSearches {
  /** What is searched for, by place: the room's own search, and the one that adds to a set. */
  readonly queries: Readonly<Record<string, ConceptQuery>>;
  /** Which call for the focus each place has answered, so that coming back to it does not move the focus again. */
  readonly focused: Readonly<Record<string, number>>;
  change(place: string, change: Partial<ConceptQuery>): void;
  setFocused(place: string, call: number): void;
}

/** Searches for concepts; words and filters outlive the room. */
export const useConceptSearches = create<ConceptSearches>()((set) => ({
  queries: {},
  focused: {},
  setFocused: (place, call) => set(({ focused }) => ({ focused: { ...focused, [place]: call } })),
  change: (place, change) =>
    set(({ queries }) => ({ queries: { ...queries, [place]: { ...emptyQuery, ...queries[place], ...change } } })),
}));
