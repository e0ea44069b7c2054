import { useState } from 'react';
import { Failure } from '../../../contract/failure.ts';
import type { StudySummary } from '../../../contract/study.ts';
import { useBackend } from '../../backend/use-backend.ts';
import styles from '../../keys/keys.module.css';
import { type Chosen, NewPassphrase, nothingChosen, problemOf } from '../../keys/new-passphrase.tsx';
import { Button } from '../../kit/button.tsx';
import { Checkbox } from '../../kit/choice.tsx';
import { Dialog } from '../../kit/dialog.tsx';
import { FailureNote } from '../../kit/failure-note.tsx';
import { TextField } from '../../kit/field.tsx';
import { keysText } from '../../text/keys.ts';
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
  const [chosen, setChosen] = useState<Chosen | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const path = typedPath ?? (home ? studyPath(home, name) : '');

  const problem = chosen ? problemOf(chosen) : null;
  const create = async () => {
    if (problem) return;
    setFailure(null);
    try {
      const input = chosen ? { path, name, passphrase: chosen.first } : { path, name };
      onCreated(await backend.call('study.create', input));
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
          <Button variant="primary" unavailable={problem} onPress={() => void create()}>
            {t.create.button}
          </Button>
        </>
      }
    >
      <p>{chosen ? keysText.create.why : t.create.why}</p>
      <TextField label={t.create.name} value={name} onChange={setName} maxLength={120} autoFocus />
      <TextField label={t.create.path} help={t.create.pathHelp} mono value={path} onChange={setTypedPath} />
      <Encryption chosen={chosen} onChange={setChosen} onEnter={() => void create()} />
      {failure ? <FailureNote failure={failure} /> : null}
    </Dialog>
  );
}

interface EncryptionProps {
  readonly chosen: Chosen | null;
  readonly onChange: (chosen: Chosen | null) => void;
  readonly onEnter: () => void;
}

/** Whether the study is encrypted, and what that is worth. */
function Encryption({ chosen, onChange, onEnter }: EncryptionProps) {
  const words = keysText.create;
  return (
    <div className={styles.fields}>
      <div className={styles.choice}>
        <Checkbox isSelected={chosen !== null} onChange={(on) => onChange(on ? nothingChosen : null)}>
          {words.choice}
        </Checkbox>
        <p className={styles.beside}>{words.choiceHelp}</p>
      </div>
      {chosen ? (
        <div className={styles.indented}>
          <NewPassphrase label={words.passphrase} value={chosen} onChange={onChange} onEnter={onEnter} autoFocus />
          <p>
            <strong>{words.lostTitle}</strong> {words.lost}
          </p>
          <p className={styles.soft}>{words.caveat}</p>
        </div>
      ) : null}
    </div>
  );
}
