import { useState } from 'react';
import { useAct } from '../../../backend/use-act.ts';
import { useBackend } from '../../../backend/use-backend.ts';
import { Button, Dialog, FailureNote, TextField } from '../../../kit/index.ts';
import { cohortsText as t } from '../../../text/cohorts.ts';

const w = t.revisions;

/** Keeps the present definition under a name of its own. */
export function KeepRevision({ name, onClose }: { readonly name: string; readonly onClose: () => void }) {
  const backend = useBackend();
  const { failure, act } = useAct();
  const [label, setLabel] = useState('');
  const keep = async () => {
    if (label.trim() === '') return;
    if (await act(() => backend.call('cohort.keep', { name, label: label.trim() }))) onClose();
  };
  return (
    <Dialog
      title={w.keepTitle}
      isOpen
      size="small"
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{w.cancel}</Button>
          <Button variant="primary" unavailable={label.trim() === '' ? w.keepEmpty : null} onPress={() => void keep()}>
            {w.keepButton}
          </Button>
        </>
      }
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void keep();
        }}
      >
        <TextField label={w.keepName} help={w.keepHelp} value={label} onChange={setLabel} maxLength={120} autoFocus />
      </form>
      {failure ? <FailureNote failure={failure} title={w.actFailed} /> : null}
    </Dialog>
  );
}
