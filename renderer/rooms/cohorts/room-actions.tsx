import { Ellipsis, FolderOpen, LayoutTemplate, Plus } from 'lucide-react';
import { useMemo, useState } from 'react';
import type { CohortEntry } from '../../../contract/cohort.ts';
import { useAct } from '../../backend/use-act.ts';
import { useBackend } from '../../backend/use-backend.ts';
import { type Command, useCommands } from '../../commands/registry.ts';
import { FilePicker } from '../../frame/file-picker.tsx';
import { Button, IconButton, Menu, toast } from '../../kit/index.ts';
import { useCohortChoice } from '../../state/cohort-choice.ts';
import { useSession } from '../../state/session.ts';
import { cohortsText as t } from '../../text/cohorts.ts';
import { text } from '../../text/en.ts';
import { AddTemplate } from './add-template.tsx';
import { NewCohort } from './begin/new-cohort.tsx';
import { useGenerateAll } from './use-generation.ts';

const w = t.actions;

type Asked = 'new' | 'open' | 'template' | null;

/** Beginning a definition, opening some, adding templates, generating all: for the room's head, its empty state and the palette. */
export function useRoomActions(entries: readonly CohortEntry[]) {
  const backend = useBackend();
  const isReadOnly = useSession((s) => s.study?.readOnly ?? false);
  const dataset = useSession((s) => s.dataset);
  const [asked, ask] = useState<Asked>(null);
  const names = useMemo(() => entries.map(({ name }) => name), [entries]);
  const generateAll = useGenerateAll(names, dataset);
  const { failure, act, forget } = useAct();

  const commands = useMemo(() => {
    const readOnly = isReadOnly ? text.frame.readOnlyWhy : null;
    const whyNotAll = dataset === null ? t.unavailable.noDataset : names.length === 0 ? t.empty.title : null;
    const command = (key: string, title: string, unavailable: string | null, run: () => void): Command => ({
      id: `cohorts.${key}`,
      title: title.replace('…', ''),
      group: t.group,
      unavailable,
      run,
    });
    const all = async () => {
      const left = await act(generateAll);
      if (left) toast({ title: t.job.leftOut(left), note: t.job.leftOutWhy });
    };
    return [
      command('new', t.begin.button, readOnly, () => ask('new')),
      command('open', w.open, readOnly, () => ask('open')),
      command('template', w.template, readOnly, () => ask('template')),
      command('generateAll', w.generateAll, readOnly ?? whyNotAll, () => void all()),
    ] as const;
  }, [act, generateAll, isReadOnly, dataset, names]);
  useCommands('cohorts', commands);

  const open = async (paths: readonly string[]) => {
    ask(null);
    const opened = await act(() => backend.call('cohort.open', { paths: [...paths] }));
    if (!opened) return;
    useCohortChoice.getState().choose(opened[0]?.name ?? null);
    toast({ title: t.opened(opened.length) });
  };
  const close = () => ask(null);
  const dialogs = <Dialogs asked={asked} names={names} onOpen={(paths) => void open(paths)} onClose={close} />;
  return { commands, dialogs, failure, forget };
}

interface DialogsProps {
  readonly asked: Asked;
  readonly names: readonly string[];
  readonly onOpen: (paths: readonly string[]) => void;
  readonly onClose: () => void;
}

function Dialogs({ asked, names, onOpen, onClose }: DialogsProps) {
  if (asked === 'new') return <NewCohort names={names} onClose={onClose} />;
  if (asked === 'template') return <AddTemplate names={names} onClose={onClose} />;
  if (asked === null) return null;
  return <FilePicker title={w.openTitle} mode="files" pickLabel={w.openPick} onPick={onOpen} onClose={onClose} />;
}

interface RoomButtonsProps {
  readonly commands: ReturnType<typeof useRoomActions>['commands'];
  /** `begin`: where there is no cohort yet, opening one is the one thing to do. */
  readonly at: 'head' | 'begin';
}

export function RoomButtons({ commands: [begin, open, template, generateAll], at }: RoomButtonsProps) {
  return (
    <>
      <Button
        icon={Plus}
        variant={at === 'begin' ? 'primary' : 'quiet'}
        unavailable={begin.unavailable}
        onPress={begin.run}
      >
        {t.begin.button}
      </Button>
      <Button icon={FolderOpen} unavailable={open.unavailable} onPress={open.run}>
        {w.open}
      </Button>
      {at === 'begin' ? (
        <Button icon={LayoutTemplate} unavailable={template.unavailable} onPress={template.run}>
          {w.template}
        </Button>
      ) : (
        <Menu
          label={w.moreHere}
          trigger={<IconButton icon={Ellipsis} label={w.moreHere} />}
          sections={[{ entries: [entry(template, w.template)] }, { entries: [entry(generateAll, w.generateAll)] }]}
        />
      )}
    </>
  );
}

const entry = ({ id, unavailable, run }: Command, label: string) => ({ id, label, unavailable, onAction: run });
