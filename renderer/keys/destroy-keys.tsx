import { useState } from 'react';
import type { StudySummary } from '../../contract/study.ts';
import { useAct } from '../backend/use-act.ts';
import { useBackend } from '../backend/use-backend.ts';
import { Button } from '../kit/button.tsx';
import { RadioGroup } from '../kit/choice.tsx';
import { Dialog } from '../kit/dialog.tsx';
import { FailureNote } from '../kit/failure-note.tsx';
import { TextField } from '../kit/field.tsx';
import { toast } from '../kit/toast.tsx';
import { keysText } from '../text/keys.ts';
import { keychainOf } from './keychain.ts';
import styles from './keys.module.css';

const t = keysText.destroy;
const everything = '';

interface DestroyKeysProps {
  readonly study: StudySummary;
  readonly onClose: () => void;
}

/** Destroys the key of a dataset, or all keys of the study, once the name was typed. */
export function DestroyKeys({ study, onClose }: DestroyKeysProps) {
  const backend = useBackend();
  const { failure, act } = useAct();
  const [dataset, setDataset] = useState(study.datasets.at(-1)?.name ?? everything);
  const [typed, setTyped] = useState('');
  const name = dataset === everything ? study.name : dataset;
  const destroy = async () => {
    const input = dataset === everything ? { confirm: typed } : { dataset, confirm: typed };
    if (!(await act(() => backend.call('study.destroyKeys', input)))) return;
    if (dataset === everything) await keychainOf(window).forget(study.path);
    toast({ title: dataset === everything ? t.doneStudy : t.doneDataset(dataset) });
    onClose();
  };
  const options = [
    ...study.datasets.map((one) => ({ value: one.name, label: t.dataset(one.name), note: t.datasetNote })),
    { value: everything, label: t.study(study.name), note: t.studyNote },
  ];
  return (
    <Dialog
      role="alertdialog"
      title={t.title}
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t.cancel}</Button>
          <Button variant="danger" unavailable={typed === name ? null : t.type(name)} onPress={() => void destroy()}>
            {t.confirm}
          </Button>
        </>
      }
    >
      <p>{t.what}</p>
      <RadioGroup label={t.which} options={options} value={dataset} onChange={setDataset} />
      <p className={styles.soft}>{t.copies}</p>
      <TextField
        label={t.type(name)}
        value={typed}
        onChange={setTyped}
        problem={typed !== '' && !name.startsWith(typed) ? t.mismatch : null}
      />
      {failure ? <FailureNote failure={failure} /> : null}
    </Dialog>
  );
}
