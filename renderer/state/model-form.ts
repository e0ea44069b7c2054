import { create } from 'zustand';

export interface ModelAnswers {
  readonly kind: 'cohort' | 'table';
  readonly cohort: string | null;
  readonly outcome: string | null;
  readonly fromDay: number;
  readonly toDay: number;
  readonly path: string;
  readonly target: string | null;
  /** Column that names the person; null: a row is a person. */
  readonly person: string | null;
  readonly folds: number;
  readonly repeats: number;
  readonly seed: number;
  /** How many subgroups; 0: as many as come back most stably. */
  readonly groups: number;
  /** How many rows to make; 0: as many as there are. */
  readonly madeRows: number;
  /** Which model is asked, by name; undefined: the one in use. */
  readonly model: string | undefined;
  /** Whether errors are planted, to see how many are found. */
  readonly plant: boolean;
}

interface ModelForm extends Omit<ModelAnswers, 'kind' | 'path'> {
  /** Null: not chosen; what is read then follows from the dataset. */
  readonly kind: ModelAnswers['kind'] | null;
  readonly path: string | null;
  /** Which task stands open. */
  readonly tab: string;
  /** Columns left out, by where they are read from: names of one source mean nothing in another. */
  readonly leftOut: Readonly<Record<string, readonly string[]>>;
  set(change: Partial<ModelAnswers>): void;
  chooseTab(tab: string): void;
  leaveOut(source: string, columns: readonly string[]): void;
}

/** The question put to the model; outlives the room. Folds, repeats and days are the contract's defaults. */
export const useModelForm = create<ModelForm>()((set) => ({
  kind: null,
  cohort: null,
  outcome: null,
  fromDay: 1,
  toDay: 365,
  path: null,
  target: null,
  person: null,
  folds: 5,
  repeats: 2,
  seed: 1,
  groups: 0,
  madeRows: 0,
  plant: false,
  model: undefined,
  tab: 'evaluate',
  leftOut: {},
  set: (change) => set(change),
  chooseTab: (tab) => set({ tab }),
  leaveOut: (source, columns) => set(({ leftOut }) => ({ leftOut: { ...leftOut, [source]: columns } })),
}));
