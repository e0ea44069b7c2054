import { useState } from 'react';
import { useAct } from '../../backend/use-act.ts';
import { Button, Dialog, FailureNote, TextField } from '../../kit/index.ts';
import { conceptsText as t } from '../../text/concepts.ts';

const w = t.name;
const longest = 120;

interface NameDialogProps {
  readonly title: string;
  readonly button: string;
  readonly initial: string;
  readonly help?: string;
  /** Names of the other concept sets, so that none is given twice. */
  readonly taken: readonly string[];
  readonly onName: (name: string) => Promise<unknown>;
  readonly onClose: () => void;
}

/** Asks for the name of a concept set, new or renamed. */
export function NameDialog({ title, button, initial, help, taken, onName, onClose }: NameDialogProps) {
  const { failure, act } = useAct();
  const [typed, setTyped] = useState(initial.slice(0, longest));
  const [isTouched, touch] = useState(false);
  const name = typed.trim();
  const problem = name === '' ? w.empty : taken.includes(name) ? w.taken : null;
  const give = async () => {
    if (problem) return;
    if (await act(async () => [await onName(name)])) onClose();
  };
  const type = (value: string) => {
    touch(true);
    setTyped(value);
  };
  return (
    <Dialog
      title={title}
      isOpen
      size="small"
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t.actions.cancel}</Button>
          <Button variant="primary" unavailable={problem} onPress={() => void give()}>
            {button}
          </Button>
        </>
      }
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void give();
        }}
      >
        <TextField
          label={w.label}
          help={help}
          problem={isTouched || name !== '' ? problem : null}
          value={typed}
          onChange={type}
          maxLength={longest}
          autoFocus
        />
      </form>
      {failure ? <FailureNote failure={failure} title={t.editFailed} /> : null}
    </Dialog>
  );
}
