import { useSyncExternalStore } from 'react';
import { create } from 'zustand';
import { usePreferences } from '../state/preferences.ts';

const narrow = '(max-width: 860px)';
const query = () => window.matchMedia(narrow);

/** Zoomed in, the inspector lies over the room: it is there only when asked for, whatever the preference says. */
const useNarrowInspector = create<{ readonly isOpen: boolean }>(() => ({ isOpen: false }));

function subscribe(onChange: () => void): () => void {
  const media = query();
  media.addEventListener('change', onChange);
  return () => media.removeEventListener('change', onChange);
}

/** Opens or closes the inspector, as the window's width asks. */
export function toggleInspector(): void {
  if (query().matches) useNarrowInspector.setState(({ isOpen }) => ({ isOpen: !isOpen }));
  else usePreferences.getState().toggleInspector();
}

/** Opens the inspector where it is closed. */
export function openInspector(): void {
  const isOpen = query().matches ? useNarrowInspector.getState().isOpen : usePreferences.getState().isInspectorOpen;
  if (!isOpen) toggleInspector();
}

export function useIsInspectorOpen(): boolean {
  const isNarrow = useSyncExternalStore(subscribe, () => query().matches);
  const isOpenNarrow = useNarrowInspector((s) => s.isOpen);
  const isPreferred = usePreferences((s) => s.isInspectorOpen);
  return isNarrow ? isOpenNarrow : isPreferred;
}
