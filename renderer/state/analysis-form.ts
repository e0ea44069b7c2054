import { create } from 'zustand';

export type SourceKind = 'cohort' | 'table' | 'dataset';
export type FieldValue = string | number | readonly string[] | null;
export type FieldValues = Readonly<Record<string, FieldValue>>;

interface AnalysisForm {
  /** Name of the analysis; null: the first there is. */
  readonly analysis: string | null;
  /** Null: not chosen; what is read then follows from the dataset. */
  readonly kind: SourceKind | null;
  readonly cohorts: readonly string[];
  readonly path: string | null;
  /** What was filled in, by `analysis kind`; a field that is not there has its initial value. */
  readonly values: Readonly<Record<string, FieldValues>>;
  /** Whether the question stands open above an answer. */
  readonly isOpen: boolean;
  setOpen(isOpen: boolean): void;
  chooseAnalysis(name: string): void;
  chooseKind(kind: SourceKind): void;
  chooseCohorts(names: readonly string[]): void;
  choosePath(path: string): void;
  fill(slot: string, key: string, value: FieldValue): void;
}

/** The question being asked in Analyses; outlives the room, so that “Characterise” can begin one. */
export const useAnalysisForm = create<AnalysisForm>()((set) => ({
  analysis: null,
  kind: null,
  cohorts: [],
  path: null,
  values: {},
  isOpen: false,
  setOpen: (isOpen) => set({ isOpen }),
  chooseAnalysis: (analysis) => set({ analysis }),
  chooseKind: (kind) => set({ kind }),
  chooseCohorts: (cohorts) => set({ cohorts }),
  choosePath: (path) => set({ path }),
  fill: (slot, key, value) =>
    set(({ values }) => ({ values: { ...values, [slot]: { ...values[slot], [key]: value } } })),
}));
