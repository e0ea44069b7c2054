import { useMemo } from 'react';
import type { ConceptSetEntry, ConceptSetExpression } from '../../../contract/vocabulary.ts';
import { useAct } from '../../backend/use-act.ts';
import { useBackend } from '../../backend/use-backend.ts';
import { asItem, mergeItems } from '../../concept-set/edit-items.ts';
import { FilePicker } from '../../frame/file-picker.tsx';
import { Button, FailureNote, toast } from '../../kit/index.ts';
import { useConceptsRoom } from '../../state/concepts-room.ts';
import { conceptsText as t } from '../../text/concepts.ts';
import { NameDialog } from './name-dialog.tsx';
import { PasteSet } from './paste-set.tsx';

interface RoomDialogsProps {
  readonly entries: readonly ConceptSetEntry[];
  readonly dataset: string | null;
}

/** The dialog that is asked for: a new set, files, a paste, another name. */
export function RoomDialogs({ entries, dataset }: RoomDialogsProps) {
  const { asked, ask } = useConceptsRoom();
  const names = useMemo(() => entries.map(({ name }) => name), [entries]);
  const close = () => ask(null);
  const { save, paste, open, rename, failure, forget } = useSetEdits();
  if (failure)
    return <FailureNote failure={failure} title={t.notDone} actions={<Button onPress={forget}>{t.dismiss}</Button>} />;
  if (asked === null) return null;
  switch (asked.kind) {
    case 'new': {
      const { concept } = asked;
      return (
        <NameDialog
          title={t.name.newTitle}
          button={t.name.create}
          initial={concept?.name ?? ''}
          taken={names}
          onName={(name) => save(name, { items: concept ? [asItem(concept, true)] : [] }, t.labels.create(name))}
          onClose={close}
        />
      );
    }
    case 'rename': {
      const { name } = asked;
      return (
        <NameDialog
          title={t.name.renameTitle}
          button={t.name.rename}
          help={t.name.help}
          initial={name}
          taken={names.filter((one) => one !== name)}
          onName={(to) => rename(name, to)}
          onClose={close}
        />
      );
    }
    case 'paste':
      return (
        <PasteSet
          dataset={dataset}
          into={asked.into}
          taken={names}
          onPaste={(expression, name) => paste(expression, name, asked.into !== null)}
          onClose={close}
        />
      );
    case 'open':
      return (
        <FilePicker
          title={t.actions.openTitle}
          mode="files"
          pickLabel={t.actions.openPick}
          onPick={(paths) => void open(paths)}
          onClose={close}
        />
      );
  }
}

/** What the dialogs do once they are answered. */
function useSetEdits() {
  const backend = useBackend();
  const { failure, act, forget } = useAct();
  const { showSet, ask, focusSearch } = useConceptsRoom();
  const save = async (name: string, expression: ConceptSetExpression, label: string) => {
    await backend.call('conceptSet.save', { name, expression, label: label.slice(0, 200) });
    const isEmpty = expression.items.length === 0;
    showSet(name, isEmpty ? 'add' : 'items');
    if (isEmpty) focusSearch('picker');
  };
  const paste = async (expression: ConceptSetExpression, name: string, isInto: boolean) => {
    const before = isInto ? (await backend.call('conceptSet.get', { name })).expression : null;
    const after = before ? mergeItems(before, expression) : expression;
    await save(name, after, t.labels.paste(after.items.length - (before?.items.length ?? 0), name));
  };
  const open = async (paths: readonly string[]) => {
    ask(null);
    const opened = await act(() => backend.call('conceptSet.open', { paths: [...paths] }));
    if (!opened) return;
    showSet(opened[0]?.name ?? null);
    toast({ title: t.opened(opened.length) });
  };
  const rename = async (name: string, to: string) => {
    if (to !== name) await backend.call('conceptSet.rename', { name, to });
    showSet(to);
  };
  return { save, paste, open, rename, failure, forget };
}
