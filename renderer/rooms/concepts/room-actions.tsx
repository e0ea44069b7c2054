import { ClipboardPaste, FolderOpen, ListPlus } from 'lucide-react';
import { useMemo } from 'react';
import type { ConceptSetEntry } from '../../../contract/vocabulary.ts';
import { type Command, useCommands } from '../../commands/registry.ts';
import { Button } from '../../kit/index.ts';
import { useConceptsRoom } from '../../state/concepts-room.ts';
import { useSession } from '../../state/session.ts';
import { conceptsText as t } from '../../text/concepts.ts';
import { text } from '../../text/en.ts';

/** What can be done in the room whatever is shown: for its head and the palette. */
export function useRoomCommands(entries: readonly ConceptSetEntry[]) {
  const isReadOnly = useSession((s) => s.study?.readOnly ?? false);
  const hasTrail = useConceptsRoom((s) => s.trail.length > 0);
  const commands = useMemo(() => {
    const { ask, showSearch, showSet, focusSearch, back } = useConceptsRoom.getState();
    const readOnly = isReadOnly ? text.frame.readOnlyWhy : null;
    const command = (id: string, title: string, run: () => void, more: Partial<Command> = {}): Command => ({
      id: `concepts.${id}`,
      title,
      group: t.group,
      run,
      ...more,
    });
    const search = () => {
      showSearch();
      focusSearch('room');
    };
    const edits = { unavailable: readOnly };
    return {
      search: command('search', t.commands.search, search, { keys: '/' }),
      create: command('new', t.commands.newSet, () => ask({ kind: 'new', concept: null }), edits),
      open: command('open', t.commands.open, () => ask({ kind: 'open' }), edits),
      paste: command('paste', t.commands.paste, () => ask({ kind: 'paste', into: null }), edits),
      others: [
        ...(hasTrail ? [command('back', t.concept.back, back, { keys: 'escape' })] : []),
        ...entries.map(({ name }) => command(`show.${name}`, t.commands.show(name), () => showSet(name))),
      ],
    };
  }, [entries, isReadOnly, hasTrail]);
  useCommands(
    'concepts',
    useMemo(() => {
      const { others, ...own } = commands;
      return [...Object.values(own), ...others];
    }, [commands]),
  );
  return commands;
}

export function RoomButtons({ commands }: { readonly commands: ReturnType<typeof useRoomCommands> }) {
  const { create, open, paste } = commands;
  return (
    <>
      <Button icon={ListPlus} unavailable={create.unavailable} onPress={create.run}>
        {t.actions.newSet}
      </Button>
      <Button icon={FolderOpen} unavailable={open.unavailable} onPress={open.run}>
        {t.actions.open}
      </Button>
      <Button icon={ClipboardPaste} unavailable={paste.unavailable} onPress={paste.run}>
        {t.actions.paste}
      </Button>
    </>
  );
}
