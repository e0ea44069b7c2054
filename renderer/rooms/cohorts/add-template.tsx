import { useState } from 'react';
import { useAct } from '../../backend/use-act.ts';
import { useBackend } from '../../backend/use-backend.ts';
import { useCall } from '../../backend/use-call.ts';
import { Button, Checkbox, Dialog, FailureNote, Loading } from '../../kit/index.ts';
import { useCohortChoice } from '../../state/cohort-choice.ts';
import { cohortsText as t } from '../../text/cohorts.ts';
import styles from './add-template.module.css';

const w = t.template;

interface AddTemplateProps {
  readonly names: readonly string[];
  readonly onClose: () => void;
}

/** Definitions that come with Stillroom, to be added to the study. */
export function AddTemplate({ names, onClose }: AddTemplateProps) {
  const backend = useBackend();
  const templates = useCall('cohort.templates', {});
  const { failure, act } = useAct();
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const known = templates.kind === 'full' ? templates.content : [];

  const add = async () => {
    for (const { name, expression } of known.filter((one) => chosen.includes(one.name)))
      if (!(await act(() => backend.call('cohort.save', { name, expression })))) return;
    useCohortChoice.getState().choose(chosen[0] ?? null);
    onClose();
  };
  const toggle = (name: string) =>
    setChosen((before) => (before.includes(name) ? before.filter((one) => one !== name) : [...before, name]));

  return (
    <Dialog
      title={w.title}
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t.actions.cancel}</Button>
          <Button variant="primary" unavailable={chosen.length === 0 ? w.nothing : null} onPress={() => void add()}>
            {w.add(chosen.length)}
          </Button>
        </>
      }
    >
      <p className={styles.why}>{w.why}</p>
      {templates.kind === 'loading' ? <Loading what={w.loading} /> : null}
      {templates.kind === 'failed' ? (
        <FailureNote failure={templates.failure} title={w.failed} onRetry={templates.refetch} />
      ) : null}
      <ul className={styles.templates}>
        {known.map(({ name, summary }) => (
          <li key={name}>
            <Checkbox
              isSelected={chosen.includes(name)}
              isDisabled={names.includes(name)}
              onChange={() => toggle(name)}
            >
              <span className={styles.name}>{name}</span>
              <span className={styles.summary}>{names.includes(name) ? w.there : summary}</span>
            </Checkbox>
          </li>
        ))}
      </ul>
      {failure ? <FailureNote failure={failure} title={t.editFailed} /> : null}
    </Dialog>
  );
}
