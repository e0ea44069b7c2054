import { useState } from 'react';
import type { StudySummary } from '../../contract/study.ts';
import { useAct } from '../backend/use-act.ts';
import { useBackend } from '../backend/use-backend.ts';
import { RadioGroup } from '../kit/choice.tsx';
import { ConfirmByName } from '../kit/confirm-by-name.tsx';
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
  const name = dataset === everything ? study.name : dataset;
  const destroy = async () => {
    const input = dataset === everything ? { confirm: name } : { dataset, confirm: name };
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
    <ConfirmByName name={name} words={t} failure={failure} onConfirm={() => void destroy()} onClose={onClose}>
      <p>{t.what}</p>
      <RadioGroup label={t.which} options={options} value={dataset} onChange={setDataset} />
      <p className={styles.soft}>{t.copies}</p>
    </ConfirmByName>
  );
}
