import { create } from 'zustand';
import { persist } from 'zustand/middleware';

export type Theme = 'system' | 'light' | 'dark';
export type Density = 'comfortable' | 'compact';

interface Preferences {
  readonly theme: Theme;
  readonly density: Density;
  readonly isInspectorOpen: boolean;
  /** In px. */
  readonly inspectorWidth: number;
  setTheme(theme: Theme): void;
  setDensity(density: Density): void;
  toggleInspector(): void;
  setInspectorWidth(width: number): void;
}

/** How the window looks. Kept on this machine; holds nothing of a study. */
export const usePreferences = create<Preferences>()(
  persist(
    (set) => ({
      theme: 'system',
      density: 'comfortable',
      isInspectorOpen: true,
      inspectorWidth: 304,
      setTheme: (theme) => set({ theme }),
      setDensity: (density) => set({ density }),
      setInspectorWidth: (inspectorWidth) => set({ inspectorWidth }),
      toggleInspector: () => set((state) => ({ isInspectorOpen: !state.isInspectorOpen })),
    }),
    { name: 'stillroom-preferences' },
  ),
);

/** Puts theme and density on the document, where tokens.css reads them, now and whenever they change. */
export function applyPreferences(root: HTMLElement): () => void {
  const apply = ({ theme, density }: Preferences) => {
    if (theme === 'system') delete root.dataset.theme;
    else root.dataset.theme = theme;
    root.dataset.density = density;
  };
  apply(usePreferences.getState());
  return usePreferences.subscribe(apply);
}
