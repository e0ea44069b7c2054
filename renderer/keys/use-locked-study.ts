import { create } from 'zustand';
import { nameFromStudyPath } from './study-name.ts';

/** An encrypted study that is to be unlocked. */
export interface LockedStudy {
  readonly path: string;
  readonly name: string;
  /** True where it was open and the engine that had its keys is gone. */
  readonly wasLost: boolean;
}

interface Locked {
  readonly study: LockedStudy | null;
  ask(study: { readonly path: string; readonly name?: string; readonly wasLost?: boolean }): void;
  leave(): void;
}

/** Which study the window asks a passphrase for. */
export const useLockedStudy = create<Locked>((set) => ({
  study: null,
  ask: ({ path, name = nameFromStudyPath(path), wasLost = false }) => set({ study: { path, name, wasLost } }),
  leave: () => set({ study: null }),
}));
