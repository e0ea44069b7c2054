import { useState } from 'react';
import { useAct } from '../../backend/use-act.ts';
import { useBackend } from '../../backend/use-backend.ts';
import { Button, Dialog, FailureNote, TextField } from '../../kit/index.ts';
import { useCohortChoice } from '../../state/cohort-choice.ts';
import { cohortsText as t } from '../../text/cohorts.ts';

interface RenameCohortProps {
  readonly name: string;
  readonly names: readonly string[];
  readonly onClose: () => void;
}

/** Gives a cohort another name. */
export function RenameCohort({ name, names, onClose }: RenameCohortProps) {
  const backend = useBackend();
  const { failure, act } = useAct();
  const [typed, setTyped] = useState(name);
  const to = typed.trim();
  const isTaken = to !== name && names.includes(to);
  const problem = to === '' ? t.rename.empty : isTaken ? t.rename.taken : null;

  const rename = async () => {
    if (problem) return;
    if (to !== name && !(await act(() => backend.call('cohort.rename', { name, to })))) return;
    useCohortChoice.getState().choose(to);
    onClose();
  };

  return (
    <Dialog
      title={t.rename.title}
      isOpen
      size="small"
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t.actions.cancel}</Button>
          <Button variant="primary" unavailable={problem} onPress={() => void rename()}>
            {t.rename.button}
          </Button>
        </>
      }
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void rename();
        }}
      >
        <TextField
          label={t.rename.name}
          help={t.rename.help}
          problem={problem}
          value={typed}
          onChange={setTyped}
          maxLength={120}
          autoFocus
        />
      </form>
      {failure ? <FailureNote failure={failure} title={t.editFailed} /> : null}
    </Dialog>
  );
}
