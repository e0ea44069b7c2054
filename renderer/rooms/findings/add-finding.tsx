import { useState } from 'react';
import { useAct } from '../../backend/use-act.ts';
import { useBackend } from '../../backend/use-backend.ts';
import { useCall } from '../../backend/use-call.ts';
import { Button, Dialog, FailureNote, Loading, Section, toast } from '../../kit/index.ts';
import { useSession } from '../../state/session.ts';
import { findingsText as t } from '../../text/findings.ts';
import { MarginNote } from './margin-note.tsx';
import { WordsFields } from './words-fields.tsx';

interface AddFindingProps {
  /** Id of the run whose result is meant to leave. */
  readonly run: string;
  readonly onClose: () => void;
}

/** From a result to a finding: its words, and what the check leaves of it, seen before anything is kept. */
export function AddFinding({ run, onClose }: AddFindingProps) {
  const backend = useBackend();
  const kept = useCall('run.get', { run });
  const preview = useCall('finding.preview', { run });
  const { failure, act } = useAct();
  const [typed, setTyped] = useState<string | null>(null);
  const [context, setContext] = useState('');
  const title = typed ?? (kept.kind === 'full' ? kept.content.title : '');
  const isRefused = preview.kind === 'full' && preview.content.summary.refused;
  const asked = [kept, preview].find(({ kind }) => kind === 'failed');

  const add = async () => {
    const finding = await act(() => backend.call('finding.add', { run, title: title.trim(), context: context.trim() }));
    if (!finding) return;
    const goTo = () => useSession.getState().goTo('findings');
    toast({ title: t.add.added(finding.title), action: { label: t.add.go, onPress: goTo } });
    onClose();
  };

  return (
    <Dialog
      title={t.add.title}
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{isRefused ? t.actions.close : t.actions.cancel}</Button>
          {preview.kind === 'full' && !isRefused ? (
            <Button
              variant="primary"
              unavailable={title.trim() === '' ? t.add.nameEmpty : null}
              onPress={() => void add()}
            >
              {t.add.button}
            </Button>
          ) : null}
        </>
      }
    >
      {asked?.kind === 'failed' ? (
        <FailureNote failure={asked.failure} title={t.add.failed} onRetry={asked.refetch} />
      ) : null}
      {!asked && preview.kind === 'loading' ? <Loading what={t.add.loading} /> : null}
      {preview.kind === 'full' && !isRefused ? (
        <WordsFields title={title} context={context} onTitle={setTyped} onContext={setContext} />
      ) : null}
      {preview.kind === 'full' ? (
        <Section title={t.add.preview}>
          <MarginNote checked={preview.content} />
        </Section>
      ) : null}
      {failure ? <FailureNote failure={failure} title={t.add.addFailed} /> : null}
    </Dialog>
  );
}
