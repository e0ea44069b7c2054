import { useMemo } from 'react';
import type { ConceptSetExpression } from '../../../contract/vocabulary.ts';
import { useAct } from '../../backend/use-act.ts';
import { useBackend } from '../../backend/use-backend.ts';
import { runCommand, useCommands } from '../../commands/registry.ts';
import { toast } from '../../kit/index.ts';
import { useConceptsRoom } from '../../state/concepts-room.ts';
import { useSession } from '../../state/session.ts';
import { conceptSetText, conceptsText as t } from '../../text/concepts.ts';
import { text } from '../../text/en.ts';

const w = t.actions;

/** What can be done with one concept set, for its buttons and for the palette. */
export function useSetCommands(name: string, expression: ConceptSetExpression, isReadOnly: boolean) {
  const backend = useBackend();
  const { failure, act } = useAct();
  const dataset = useSession((s) => s.dataset);
  const commands = useMemo(() => {
    const { ask, showSet, showSearch, focusSearch } = useConceptsRoom.getState();
    const readOnly = isReadOnly ? text.frame.readOnlyWhy : null;
    const command = (key: string, title: string, unavailable: string | null, run: () => void) => ({
      id: `conceptSet.${key}`,
      title,
      group: t.group,
      unavailable,
      run,
    });
    const copy = async (format: 'json' | 'csv') => {
      const isCopied = await act(async () => {
        const { text: written } = await backend.call('conceptSet.write', { name, expression, format });
        await navigator.clipboard.writeText(written);
        return true;
      });
      if (isCopied) toast({ title: t.copied(name, t.formats[format]) });
    };
    const remove = async () => {
      if (!(await act(() => backend.call('conceptSet.remove', { name })))) return;
      showSearch();
      toast({ title: t.removed(name), action: { label: w.undo, onPress: () => runCommand('edit.undo') } });
    };
    const add = () => {
      showSet(name, 'add');
      focusSearch('picker');
    };
    return {
      add: command('add', conceptSetText.editor.addTab, readOnly ?? (dataset === null ? t.noDataset.title : null), add),
      items: command('items', conceptSetText.editor.itemsTab, null, () => showSet(name, 'items')),
      concepts: command('concepts', conceptSetText.editor.conceptsTab, null, () => showSet(name, 'concepts')),
      pasteInto: command('paste', w.pasteInto, readOnly, () => ask({ kind: 'paste', into: name })),
      copyJson: command('copyJson', w.copyJson, null, () => void copy('json')),
      copyCsv: command('copyCsv', w.copyCsv, null, () => void copy('csv')),
      rename: command('rename', w.rename, readOnly, () => ask({ kind: 'rename', name })),
      remove: command('remove', w.remove, readOnly, () => void remove()),
    };
  }, [backend, act, name, expression, isReadOnly, dataset]);
  useCommands(
    'concept-set',
    useMemo(
      () => Object.values(commands).map((one) => ({ ...one, title: t.commands.of(one.title, name) })),
      [commands, name],
    ),
  );
  return { commands, failure };
}
