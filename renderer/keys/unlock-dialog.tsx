import { useEffect, useRef, useState } from 'react';
import { Failure } from '../../contract/failure.ts';
import type { StudySummary } from '../../contract/study.ts';
import { useBackend } from '../backend/use-backend.ts';
import { Button } from '../kit/button.tsx';
import { Checkbox } from '../kit/choice.tsx';
import { Dialog } from '../kit/dialog.tsx';
import { FailureNote } from '../kit/failure-note.tsx';
import { keysText } from '../text/keys.ts';
import { keychainOf } from './keychain.ts';
import styles from './keys.module.css';
import { PassphraseField } from './passphrase-field.tsx';
import type { LockedStudy } from './use-locked-study.ts';

const t = keysText.unlock;

interface UnlockDialogProps {
  readonly study: LockedStudy;
  readonly onOpened: (study: StudySummary) => void;
  readonly onClose: () => void;
}

/** Asks for the passphrase of a study and opens it. */
export function UnlockDialog({ study: { path, name, wasLost }, onOpened, onClose }: UnlockDialogProps) {
  const { unlock, isOpening, problem, failure, forgetProblem } = useUnlocking(path, onOpened);
  const hasKeychain = useHasKeychain();
  const [passphrase, setPassphrase] = useState('');
  const [remember, setRemember] = useState(false);
  const submit = () => void unlock(passphrase, remember);
  return (
    <Dialog
      title={t.title(name)}
      size="small"
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t.cancel}</Button>
          <Button variant="primary" unavailable={isOpening ? t.opening : null} onPress={submit}>
            {isOpening ? t.opening : t.button}
          </Button>
        </>
      }
    >
      <p>{wasLost ? t.lost : t.why}</p>
      <PassphraseField
        label={keysText.field.passphrase}
        value={passphrase}
        onChange={(typed) => {
          forgetProblem();
          setPassphrase(typed);
        }}
        onEnter={submit}
        problem={problem}
        autoFocus
      />
      {hasKeychain ? (
        <div className={styles.choice}>
          <Checkbox isSelected={remember} onChange={setRemember}>
            {t.remember}
          </Checkbox>
          <p className={styles.beside}>{t.rememberHelp}</p>
        </div>
      ) : null}
      {failure ? <FailureNote failure={failure} /> : null}
    </Dialog>
  );
}

function useUnlocking(path: string, onOpened: (study: StudySummary) => void) {
  const backend = useBackend();
  const [isOpening, setOpening] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const running = useRef(false);
  const unlock = async (passphrase: string, remember: boolean) => {
    if (running.current) return;
    if (passphrase === '') return setProblem(t.empty);
    running.current = true;
    setOpening(true);
    setProblem(null);
    setFailure(null);
    try {
      const study = await backend.call('study.open', { path, passphrase });
      if (remember) await keychainOf(window).remember(path, passphrase);
      onOpened(study);
    } catch (error) {
      const failed = Failure.from(error);
      if (failed.code === 'passphrase') setProblem(t.wrong);
      else setFailure(failed);
    } finally {
      running.current = false;
      setOpening(false);
    }
  };
  return { unlock, isOpening, problem, failure, forgetProblem: () => setProblem(null) };
}

function useHasKeychain(): boolean {
  const [has, setHas] = useState(false);
  useEffect(() => {
    let isHere = true;
    void keychainOf(window)
      .available()
      .then((available) => isHere && setHas(available));
    return () => {
      isHere = false;
    };
  }, []);
  return has;
}
