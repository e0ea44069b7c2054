import { create } from 'zustand';
import type { Decision } from '../../contract/data.ts';
import { useJobs } from './jobs.ts';

/** Where a dataset came from and how it was decided: to decide again, and load it once more. */
interface LoadedFrom {
  readonly dataset: string;
  readonly paths: readonly string[];
  readonly decisions: readonly Decision[];
}

interface ImportFlow {
  /** Paths chosen to be looked at; null when no import is under way. */
  readonly paths: readonly string[] | null;
  readonly decisions: readonly Decision[];
  choose(paths: readonly string[]): void;
  decide(decision: Decision): void;
  /** Several at once: a whole class of identifiers, or all that is advised. */
  decideAll(decisions: readonly Decision[]): void;
  /** Takes a decision back: the column waits again. */
  undecide(table: string, column: string): void;
  undecideAll(columns: readonly Pick<Decision, 'table' | 'column'>[]): void;
  /** The last load of this window; null before one. */
  readonly loaded: LoadedFrom | null;
  /** A dataset that was just loaded, and whose checks have not begun. */
  readonly unchecked: string | null;
  /** True once for a dataset that was just loaded. */
  takeUnchecked(dataset: string): boolean;
  leave(): void;
  /** The load is done: what was chosen is kept beside the dataset's name. */
  finish(dataset: string): void;
  /** Back to the files and decisions of the last load. */
  decideAgain(): void;
}

type Column = Pick<Decision, 'table' | 'column'>;

const notAbout =
  (columns: readonly Column[]) =>
  ({ table, column }: Column): boolean =>
    !columns.some((one) => one.table === table && one.column === column);

/** An import between choosing the files and loading them. */
export const useImportFlow = create<ImportFlow>()((set, get) => ({
  paths: null,
  decisions: [],
  choose: (paths) => {
    useJobs.getState().forget('import.inspect');
    set({ paths, decisions: [] });
  },
  decide: (decision) => get().decideAll([decision]),
  decideAll: (added) => set(({ decisions }) => ({ decisions: [...decisions.filter(notAbout(added)), ...added] })),
  undecide: (table, column) => get().undecideAll([{ table, column }]),
  undecideAll: (columns) => set(({ decisions }) => ({ decisions: decisions.filter(notAbout(columns)) })),
  loaded: null,
  unchecked: null,
  takeUnchecked: (dataset) => {
    if (get().unchecked !== dataset) return false;
    set({ unchecked: null });
    return true;
  },
  leave: () => set({ paths: null, decisions: [] }),
  finish: (dataset) => {
    const { paths, decisions } = get();
    set({ paths: null, decisions: [], loaded: paths && { dataset, paths, decisions }, unchecked: dataset });
  },
  decideAgain: () => {
    const { loaded } = get();
    if (!loaded) return;
    get().choose(loaded.paths);
    set({ decisions: loaded.decisions });
  },
}));
