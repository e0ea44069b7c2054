import { useEffect, useMemo } from 'react';
import { create } from 'zustand';

export interface Command {
  /** `room.data`, `study.close`: stable, unique. */
  readonly id: string;
  readonly title: string;
  readonly group: string;
  /** `mod+k` (Ctrl, on a Mac ⌘), `alt+1`, `?`. */
  readonly keys?: string;
  /** Works while a text field has the focus. */
  readonly isEverywhere?: boolean;
  /** Why it cannot be done now; null or absent when it can. */
  readonly unavailable?: string | null;
  readonly run: () => void;
}

interface Registry {
  readonly sources: Readonly<Record<string, readonly Command[]>>;
}

const useRegistry = create<Registry>(() => ({ sources: {} }));

/** Registers what a part of the window can do; the returned function takes it back. */
export function register(source: string, commands: readonly Command[]): () => void {
  useRegistry.setState(({ sources }) => ({ sources: { ...sources, [source]: commands } }));
  return () =>
    useRegistry.setState(({ sources }) => {
      if (sources[source] !== commands) return {};
      const { [source]: _gone, ...rest } = sources;
      return { sources: rest };
    });
}

/** Registers commands while the component is there. Memoise `commands`. */
export function useCommands(source: string, commands: readonly Command[]): void {
  useEffect(() => register(source, commands), [source, commands]);
}

/** Every command there is now, in the order of registration. */
export function useAllCommands(): readonly Command[] {
  const sources = useRegistry((state) => state.sources);
  return useMemo(() => Object.values(sources).flat(), [sources]);
}

export const allCommands = (): readonly Command[] => Object.values(useRegistry.getState().sources).flat();

/** Runs a command by its id, if it is there and can be done. Says whether it was. */
export function runCommand(id: string): boolean {
  const command = allCommands().find((one) => one.id === id);
  if (!command || command.unavailable) return false;
  command.run();
  return true;
}
