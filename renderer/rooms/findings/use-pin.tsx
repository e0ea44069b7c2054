import { type ReactNode, useCallback, useState } from 'react';
import { Failure } from '../../../contract/failure.ts';
import type { Finding } from '../../../contract/findings.ts';
import { useBackend } from '../../backend/use-backend.ts';
import { useCall } from '../../backend/use-call.ts';
import { toast } from '../../kit/index.ts';
import { useFindingSelection } from '../../state/finding-selection.ts';
import { useSession } from '../../state/session.ts';
import { findingsText as t } from '../../text/findings.ts';
import { NotPinned } from './not-pinned.tsx';

export interface Pin {
  /** The finding that was made of this run, if one was. */
  readonly finding: Finding | undefined;
  readonly isPinning: boolean;
  /** Makes a finding of it; where there is one already, goes to it. */
  readonly pin: () => Promise<void>;
  /** Why it could not be pinned, for the room to hold. */
  readonly dialog: ReactNode;
}

/** A result is pinned to the findings in one act: its words are written there, and nothing leaves by it. */
export function usePin(run: string | null): Pin {
  const backend = useBackend();
  const list = useCall('finding.list', run === null ? null : {});
  const [isPinning, setPinning] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const finding = list.kind === 'full' ? list.content.find((one) => one.run === run) : undefined;
  const there = finding?.id;
  const pin = useCallback(async () => {
    if (there) return goToFinding(there);
    if (run === null) return;
    setPinning(true);
    try {
      const { title, checked } = await backend.call('finding.add', { run });
      toast({ title: t.pin.done(title), note: t.pin.doneNote(checked.summary.published, checked.summary.cells) });
    } catch (error) {
      setFailure(Failure.from(error));
    } finally {
      setPinning(false);
    }
  }, [backend, run, there]);
  const dialog = failure && run ? <NotPinned run={run} failure={failure} onClose={() => setFailure(null)} /> : null;
  return { finding, isPinning, pin, dialog };
}

function goToFinding(id: string): void {
  useFindingSelection.getState().want(id);
  useSession.getState().goTo('findings');
}
