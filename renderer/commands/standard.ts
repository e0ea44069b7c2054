import { useMemo } from 'react';
import { Failure } from '../../contract/failure.ts';
import type { Backend } from '../../contract/index.ts';
import type { StudySummary } from '../../contract/study.ts';
import { runJob } from '../backend/run-job.ts';
import { useBackend } from '../backend/use-backend.ts';
import { toggleInspector, useIsInspectorOpen } from '../frame/use-inspector.ts';
import { useKeysDialog } from '../keys/use-keys-dialog.ts';
import { useLockedStudy } from '../keys/use-locked-study.ts';
import { toast } from '../kit/toast.tsx';
import { rooms } from '../rooms/rooms.ts';
import { type Theme, usePreferences } from '../state/preferences.ts';
import { useSession } from '../state/session.ts';
import { text } from '../text/en.ts';
import { keysText } from '../text/keys.ts';
import { type Command, useCommands } from './registry.ts';

const { groups } = text.command;
const themes: readonly Theme[] = ['system', 'light', 'dark'];

const roomCommands: readonly Command[] = rooms.map(({ id }, index) => ({
  id: `room.${id}`,
  title: text.command.goTo(text.rooms[id]),
  group: groups.room,
  keys: `alt+${index + 1}`,
  isEverywhere: true,
  run: () => useSession.getState().goTo(id),
}));

const lookCommands: readonly Command[] = [
  ...themes.map((theme) => ({
    id: `view.theme.${theme}`,
    title: text.command.theme(text.frame.theme[theme]),
    group: groups.view,
    run: () => usePreferences.getState().setTheme(theme),
  })),
  {
    id: 'view.compact',
    title: text.command.compact,
    group: groups.view,
    run: () => usePreferences.getState().setDensity('compact'),
  },
  {
    id: 'view.comfortable',
    title: text.command.comfortable,
    group: groups.view,
    run: () => usePreferences.getState().setDensity('comfortable'),
  },
];

const inspectorCommand: Command = {
  id: 'view.inspector',
  title: text.frame.showInspector,
  group: groups.view,
  keys: 'mod+i',
  isEverywhere: true,
  run: toggleInspector,
};

const reasonOf = (study: StudySummary, label: string | null, nothing: string): string | null =>
  study.readOnly ? text.frame.readOnlyWhy : label === null ? nothing : null;

/** Commands of an encrypted study. */
function keysCommands(backend: Backend, study: StudySummary): readonly Command[] {
  if (!study.encrypted) return [];
  const { show } = useKeysDialog.getState();
  const unavailable = study.readOnly ? text.frame.readOnlyWhy : null;
  const lock = async () => {
    try {
      await backend.call('study.close', {});
      useLockedStudy.getState().ask(study);
    } catch (error) {
      toast({ title: keysText.menu.lock, note: Failure.from(error).message });
    }
  };
  return [
    { id: 'study.lock', title: keysText.menu.lock, group: groups.study, keys: 'mod+shift+l', run: () => void lock() },
    {
      id: 'study.passphrase',
      title: keysText.menu.change,
      group: groups.study,
      unavailable,
      run: () => show('change'),
    },
    {
      id: 'study.destroyKeys',
      title: keysText.menu.destroy,
      group: groups.study,
      unavailable,
      run: () => show('destroy'),
    },
  ];
}

/** Commands of every open study: rooms, undo and redo, verify, close. */
export function useStudyCommands(study: StudySummary): void {
  const backend = useBackend();
  const isInspectorOpen = useIsInspectorOpen();
  const commands = useMemo((): readonly Command[] => {
    const act = (method: 'study.undo' | 'study.redo' | 'study.close', title: string) => () =>
      void backend.call(method, {}).catch((error) => toast({ title, note: Failure.from(error).message }));
    const undoTitle = text.command.undo(study.undo);
    const redoTitle = text.command.redo(study.redo);
    return [
      ...roomCommands,
      ...keysCommands(backend, study),
      {
        id: 'edit.undo',
        title: undoTitle,
        group: groups.edit,
        keys: 'mod+z',
        unavailable: reasonOf(study, study.undo, text.command.nothingToUndo),
        run: act('study.undo', undoTitle),
      },
      {
        id: 'edit.redo',
        title: redoTitle,
        group: groups.edit,
        keys: 'mod+shift+z',
        unavailable: reasonOf(study, study.redo, text.command.nothingToRedo),
        run: act('study.redo', redoTitle),
      },
      {
        id: 'study.verify',
        title: text.command.verifyStudy,
        group: groups.study,
        run: () =>
          void runJob(backend, {
            method: 'study.verify',
            input: {},
            key: 'study.verify',
            label: text.command.verifying,
          }).then((answer) => {
            if (!answer) return;
            if (answer.ok) toast({ title: text.command.verified, note: text.command.verifiedNote(answer.checked) });
            else toast({ title: text.command.notVerified, note: answer.problems.join('\n') });
          }),
      },
      {
        id: 'study.close',
        title: text.command.closeStudy,
        group: groups.study,
        run: act('study.close', text.command.closeStudy),
      },
      { ...inspectorCommand, title: isInspectorOpen ? text.frame.hideInspector : text.frame.showInspector },
    ];
  }, [backend, study, isInspectorOpen]);
  useCommands('study', commands);
}

/** Commands that need no study: how the window looks. */
export function useLookCommands(): void {
  useCommands('look', lookCommands);
}
