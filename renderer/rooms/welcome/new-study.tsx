import { useState } from 'react';
import { Failure } from '../../../contract/failure.ts';
import type { StudySummary } from '../../../contract/study.ts';
import { useBackend } from '../../backend/use-backend.ts';
import { Button } from '../../kit/button.tsx';
import { Dialog } from '../../kit/dialog.tsx';
import { FailureNote } from '../../kit/failure-note.tsx';
import { TextField } from '../../kit/field.tsx';
import { welcomeText as t } from '../../text/welcome.ts';

interface NewStudyProps {
  readonly data: readonly string[];
  readonly home: string | undefined;
  readonly onCreated: (study: StudySummary) => void;
  readonly onClose: () => void;
}

/** The last part of a path without its ending: `/data/gibleed.csv` → `gibleed`. */
export function nameFromPath(path: string): string {
  const last = path.split(/[\\/]/).filter(Boolean).at(-1) ?? '';
  return last.replace(/\.[a-z0-9]{1,8}(\.gz)?$/i, '');
}

/** A study's folder name from its name, in the home of studies: `T2DM, first` → `…/t2dm-first.stillroom`. */
export function studyPath(home: string, name: string): string {
  const slug = name
    .toLowerCase()
    .normalize('NFKD')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
  return `${home.replace(/[\\/]$/, '')}/${slug || 'study'}.stillroom`;
}

/** Names a new study and says where it goes. */
export function NewStudy({ data, home, onCreated, onClose }: NewStudyProps) {
  const backend = useBackend();
  const [name, setName] = useState(nameFromPath(data[0] ?? ''));
  const [typedPath, setTypedPath] = useState<string | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const path = typedPath ?? (home ? studyPath(home, name) : '');

  const create = async () => {
    setFailure(null);
    try {
      onCreated(await backend.call('study.create', { path, name }));
    } catch (error) {
      setFailure(Failure.from(error));
    }
  };

  return (
    <Dialog
      title={t.create.title}
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t.create.cancel}</Button>
          <Button variant="primary" onPress={() => void create()}>
            {t.create.button}
          </Button>
        </>
      }
    >
      <p>{t.create.why}</p>
      <TextField label={t.create.name} value={name} onChange={setName} maxLength={120} autoFocus />
      <TextField label={t.create.path} help={t.create.pathHelp} mono value={path} onChange={setTypedPath} />
      {failure ? <FailureNote failure={failure} /> : null}
    </Dialog>
  );
}
