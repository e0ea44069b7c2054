import type { Failure } from '../../../contract/failure.ts';
import { useCall } from '../../backend/use-call.ts';
import { Button, Dialog, FailureNote, Loading } from '../../kit/index.ts';
import { findingsText as t } from '../../text/findings.ts';
import { MarginNote } from './margin-note.tsx';

interface NotPinnedProps {
  readonly run: string;
  readonly failure: Failure;
  readonly onClose: () => void;
}

/** Why a result is not on the table: what the check says of it, with the way out, or what went wrong. */
export function NotPinned({ run, failure, onClose }: NotPinnedProps) {
  const isRefused = failure.code === 'disclosure';
  const check = useCall('finding.preview', isRefused ? { run } : null);
  const checked = check.kind === 'full' && check.content.summary.refused ? check.content : null;
  return (
    <Dialog title={t.pin.not} isOpen onClose={onClose} actions={<Button onPress={onClose}>{t.actions.close}</Button>}>
      {isRefused && check.kind === 'loading' ? <Loading what={t.pin.checking} /> : null}
      {checked ? <MarginNote checked={checked} beside={null} /> : null}
      {!isRefused || (check.kind !== 'loading' && !checked) ? <FailureNote failure={failure} /> : null}
    </Dialog>
  );
}
