import { type ReactNode, useState } from 'react';
import type { Failure } from '../../contract/failure.ts';
import { Button } from './button.tsx';
import { Dialog } from './dialog.tsx';
import { FailureNote } from './failure-note.tsx';
import { TextField } from './field.tsx';

interface ConfirmByNameProps {
  /** What must be typed. */
  readonly name: string;
  readonly words: {
    readonly title: string;
    readonly type: (name: string) => string;
    readonly mismatch: string;
    readonly confirm: string;
    readonly cancel: string;
  };
  readonly failure: Failure | null;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
  readonly autoFocus?: boolean;
  /** What will be lost, in words. */
  readonly children: ReactNode;
}

/** Asks before something is lost for good: the name has to be typed. */
export function ConfirmByName(props: ConfirmByNameProps) {
  const { name, words, failure, onConfirm, onClose, autoFocus = false, children } = props;
  const [typed, setTyped] = useState('');
  return (
    <Dialog
      role="alertdialog"
      title={words.title}
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{words.cancel}</Button>
          <Button variant="danger" unavailable={typed.trim() === name ? null : words.type(name)} onPress={onConfirm}>
            {words.confirm}
          </Button>
        </>
      }
    >
      {children}
      <TextField
        label={words.type(name)}
        value={typed}
        onChange={setTyped}
        problem={typed !== '' && !name.startsWith(typed) ? words.mismatch : null}
        autoFocus={autoFocus}
      />
      {failure ? <FailureNote failure={failure} /> : null}
    </Dialog>
  );
}
