import { create } from 'zustand';
import type { CohortResult, PathCount } from '../../contract/cohort.ts';
import type { Outline } from '../../contract/outline.ts';

/** The latest live count of a cohort on a dataset; kept while the room is left. */
export interface LiveCount {
  /** The definition it was counted for, as text. */
  readonly counted: string;
  readonly outline: Outline;
  readonly counts: readonly PathCount[];
  readonly preview: CohortResult;
  readonly elapsedMs: number;
}

interface CohortCounts {
  readonly latest: Readonly<Record<string, LiveCount>>;
  keep(key: string, count: LiveCount): void;
}

/** Live counts by study, dataset and cohort. */
export const useCohortCounts = create<CohortCounts>()((set) => ({
  latest: {},
  keep: (key, count) => set(({ latest }) => ({ latest: { ...latest, [key]: count } })),
}));
