import { create } from 'zustand';

interface KeysDialog {
  readonly open: 'change' | 'destroy' | null;
  show(open: KeysDialog['open']): void;
}

/** Which dialog about the open study's keys is shown. */
export const useKeysDialog = create<KeysDialog>((set) => ({ open: null, show: (open) => set({ open }) }));
