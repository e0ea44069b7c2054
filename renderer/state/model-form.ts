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
}

interface ModelForm extends ModelAnswers {
  set(change: Partial<ModelAnswers>): void;
}

/** The question put to the model; outlives the room. Folds, repeats and days are the contract's defaults. */
export const useModelForm = create<ModelForm>()((set) => ({
  kind: 'cohort',
  cohort: null,
  outcome: null,
  fromDay: 1,
  toDay: 365,
  path: '',
  target: null,
  person: null,
  folds: 5,
  repeats: 2,
  seed: 1,
  set: (change) => set(change),
}));
