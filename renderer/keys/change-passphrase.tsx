import { useState } from 'react';
import { Failure } from '../../contract/failure.ts';
import type { StudySummary } from '../../contract/study.ts';
import { useBackend } from '../backend/use-backend.ts';
import { Button } from '../kit/button.tsx';
import { Dialog } from '../kit/dialog.tsx';
import { FailureNote } from '../kit/failure-note.tsx';
import { toast } from '../kit/toast.tsx';
import { keysText } from '../text/keys.ts';
import { keychainOf } from './keychain.ts';
import { NewPassphrase, nothingChosen, problemOf } from './new-passphrase.tsx';
import { PassphraseField } from './passphrase-field.tsx';

const t = keysText.change;

interface ChangePassphraseProps {
  readonly study: StudySummary;
  readonly onClose: () => void;
}

/** Gives the open study another passphrase. */
export function ChangePassphrase({ study, onClose }: ChangePassphraseProps) {
  const backend = useBackend();
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState(nothingChosen);
  const [failure, setFailure] = useState<Failure | null>(null);
  const problem = current === '' ? keysText.unlock.empty : problemOf(next);
  const change = async () => {
    if (problem) return;
    setFailure(null);
    try {
      await backend.call('study.changePassphrase', { current, next: next.first });
      const keychain = keychainOf(window);
      const wasKept = (await keychain.recall(study.path)) !== null;
      if (wasKept) await keychain.forget(study.path);
      toast({ title: t.done, ...(wasKept ? { note: t.keychain } : {}) });
      onClose();
    } catch (error) {
      setFailure(Failure.from(error));
    }
  };
  const isWrong = failure?.code === 'passphrase';
  return (
    <Dialog
      title={t.title}
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{keysText.unlock.cancel}</Button>
          <Button variant="primary" unavailable={problem} onPress={() => void change()}>
            {t.button}
          </Button>
        </>
      }
    >
      <p>{t.why}</p>
      <PassphraseField
        label={t.current}
        value={current}
        onChange={(typed) => {
          setFailure(null);
          setCurrent(typed);
        }}
        problem={isWrong ? keysText.unlock.wrong : null}
        autoFocus
      />
      <NewPassphrase label={t.next} value={next} onChange={setNext} onEnter={() => void change()} />
      {failure && !isWrong ? <FailureNote failure={failure} /> : null}
    </Dialog>
  );
}
