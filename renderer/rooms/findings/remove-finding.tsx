import type { Finding } from '../../../contract/findings.ts';
import { useAct } from '../../backend/use-act.ts';
import { useBackend } from '../../backend/use-backend.ts';
import { Button, Dialog, FailureNote, toast } from '../../kit/index.ts';
import { findingsText as t } from '../../text/findings.ts';

/** Asks before a finding is taken off the table: undo does not bring it back, adding it again does. */
export function RemoveFinding({ finding, onClose }: { readonly finding: Finding; readonly onClose: () => void }) {
  const backend = useBackend();
  const { failure, act } = useAct();
  const remove = async () => {
    if (!(await act(() => backend.call('finding.remove', { id: finding.id })))) return;
    toast({ title: t.removed(finding.title) });
    onClose();
  };
  return (
    <Dialog
      title={t.removeAsk.title}
      role="alertdialog"
      isOpen
      size="small"
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t.actions.cancel}</Button>
          <Button variant="danger" onPress={() => void remove()}>
            {t.removeAsk.button}
          </Button>
        </>
      }
    >
      <p>{t.removeAsk.body(finding.title)}</p>
      {failure ? <FailureNote failure={failure} title={t.editFailed} /> : null}
    </Dialog>
  );
}
