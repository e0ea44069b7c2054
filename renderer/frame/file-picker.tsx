import { Check, CornerLeftUp, File, Folder, FolderHeart } from 'lucide-react';
import { useLayoutEffect, useRef, useState } from 'react';
import { ListBox, ListBoxItem } from 'react-aria-components';
import type { Output } from '../../contract/index.ts';
import { useCall } from '../backend/use-call.ts';
import { Button, IconButton } from '../kit/button.tsx';
import { classNames } from '../kit/class-names.ts';
import { Dialog } from '../kit/dialog.tsx';
import { FailureNote } from '../kit/failure-note.tsx';
import { TextField } from '../kit/field.tsx';
import { formatBytes } from '../kit/format.ts';
import { Loading } from '../kit/loading.tsx';
import { pickerText as t } from '../text/picker.ts';
import styles from './file-picker.module.css';

type Entry = Output<'files.list'>['entries'][number];

interface FilePickerProps {
  readonly title: string;
  /** `study`: one study folder. `folder`: the folder itself. `data`: the folder itself, or some of its files. `files`: files only. */
  readonly mode: 'study' | 'folder' | 'data' | 'files';
  readonly pickLabel: string;
  readonly onPick: (paths: readonly string[]) => void;
  readonly onClose: () => void;
  /** Where to begin; default: the home folder. */
  readonly from?: string;
}

const icons = { folder: Folder, file: File, study: FolderHeart } as const;

/** Finds folders and files on this machine through the engine: the browser's own dialog gives no paths. */
export function FilePicker({ title, mode, pickLabel, onPick, onClose, from }: FilePickerProps) {
  const [asked, setAsked] = useState(from);
  const [chosen, setChosen] = useState<readonly string[]>([]);
  /** What stands in the path's field while it differs from the folder shown: a folder that arrives leaves it alone. */
  const [typed, setTyped] = useState<string | null>(null);
  const listing = useCall('files.list', asked === undefined ? {} : { path: asked });
  const shown = listing.kind === 'loading' ? undefined : listing.content;

  const go = (path: string) => {
    setChosen([]);
    setTyped(null);
    setAsked(path);
  };
  const act = ({ kind, path }: Entry) => {
    if (kind === 'study' && mode === 'study') onPick([path]);
    else if (kind !== 'file') go(path);
    else setChosen((before) => (before.includes(path) ? before.filter((one) => one !== path) : [...before, path]));
  };
  const isStudyItself = mode === 'study' && /\.stillroom[\\/]?$/.test(shown?.path ?? '');
  const takesFolder = mode === 'folder' || mode === 'data' || isStudyItself;
  const paths = chosen.length > 0 ? chosen : shown && takesFolder ? [shown.path] : [];

  return (
    <Dialog
      title={title}
      isOpen
      size="large"
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t.cancel}</Button>
          {mode === 'study' && !isStudyItself ? null : (
            <Button
              variant="primary"
              unavailable={paths.length === 0 ? t.nothingChosen : null}
              onPress={() => onPick(paths)}
            >
              {chosen.length > 0 ? t.filesChosen(chosen.length) : pickLabel}
            </Button>
          )}
        </>
      }
    >
      <PathLine
        shown={shown?.path ?? asked ?? ''}
        typed={typed}
        parent={shown?.parent ?? null}
        onType={setTyped}
        onGo={go}
      />
      <div className={styles.place}>
        {listing.kind === 'loading' ? <Loading what={t.loading} /> : null}
        {listing.kind === 'failed' ? (
          <FailureNote failure={listing.failure} title={t.failed} onRetry={listing.refetch} />
        ) : null}
        {listing.kind === 'full' ? (
          <Entries entries={listing.content.entries.filter(isOffered(mode))} chosen={chosen} onAct={act} />
        ) : null}
      </div>
    </Dialog>
  );
}

const isOffered =
  (mode: FilePickerProps['mode']) =>
  ({ kind }: Entry): boolean =>
    kind !== 'file' || mode === 'data' || mode === 'files';

interface PathLineProps {
  readonly shown: string;
  readonly typed: string | null;
  readonly parent: string | null;
  readonly onType: (path: string) => void;
  readonly onGo: (path: string) => void;
}

function PathLine({ shown, typed, parent, onType, onGo }: PathLineProps) {
  const path = typed ?? shown;
  const line = useRef<HTMLDivElement>(null);
  // A folder that arrives while the cursor waits in the field is selected, so that what is typed next replaces it.
  useLayoutEffect(() => {
    const input = line.current?.querySelector('input');
    if (input && shown && typed === null && input === input.ownerDocument.activeElement) input.select();
  }, [shown, typed]);
  return (
    <form
      className={styles.path}
      onSubmit={(event) => {
        event.preventDefault();
        if (path.trim()) onGo(path.trim());
      }}
    >
      <IconButton
        icon={CornerLeftUp}
        label={t.up}
        isDisabled={parent === null}
        onPress={() => parent !== null && onGo(parent)}
      />
      <div ref={line} className={styles.field}>
        <TextField hideLabel mono label={`${t.path}. ${t.pathHelp}`} value={path} onChange={onType} />
      </div>
    </form>
  );
}

interface EntriesProps {
  readonly entries: readonly Entry[];
  readonly chosen: readonly string[];
  readonly onAct: (entry: Entry) => void;
}

function Entries({ entries, chosen, onAct }: EntriesProps) {
  return (
    <ListBox
      aria-label={t.entries}
      items={entries.map((entry) => ({ ...entry, id: entry.path }))}
      dependencies={[chosen]}
      className={styles.entries}
      renderEmptyState={() => <p className={styles.empty}>{t.empty}</p>}
    >
      {(entry) => {
        const Icon = icons[entry.kind];
        const isChosen = chosen.includes(entry.path);
        return (
          <ListBoxItem
            textValue={entry.name}
            onAction={() => onAct(entry)}
            className={classNames(styles.entry, isChosen && styles.chosen)}
          >
            <Icon aria-hidden size={16} strokeWidth={1.6} className={styles[entry.kind]} />
            <span className={styles.name}>{entry.name}</span>
            <span className={styles.note}>
              {entry.bytes === null ? (entry.kind === 'study' ? t.kinds.study : '') : formatBytes(entry.bytes)}
            </span>
            {isChosen ? <Check size={16} aria-label="✓" /> : null}
          </ListBoxItem>
        );
      }}
    </ListBox>
  );
}
