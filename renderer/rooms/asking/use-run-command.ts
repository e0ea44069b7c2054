import { useEffect, useMemo, useRef } from 'react';
import { type Command, useCommands } from '../../commands/registry.ts';

type RunCommand = Pick<Command, 'id' | 'title' | 'group' | 'unavailable' | 'run'>;

/** Running what is asked, in the palette and on Ctrl Enter; what `run` reads is read when it is run. */
export function useRunCommand({ id, title, group, unavailable, run }: RunCommand): void {
  const latest = useRef(run);
  useEffect(() => {
    latest.current = run;
  });
  const commands = useMemo(
    () => [{ id, title, group, unavailable, keys: 'mod+enter', isEverywhere: true, run: () => latest.current() }],
    [id, title, group, unavailable],
  );
  useCommands(id, commands);
}
