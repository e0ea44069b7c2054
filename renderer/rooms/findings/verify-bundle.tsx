import { FolderOpen } from 'lucide-react';
import { useState } from 'react';
import { useJob } from '../../backend/use-job.ts';
import { FilePicker } from '../../frame/file-picker.tsx';
import { Button, Dialog, TextField } from '../../kit/index.ts';
import { findingsText as t } from '../../text/findings.ts';
import { VerifyResult } from './verify-result.tsx';

const w = t.verify;

/** Recomputes a bundle that lies on this machine. */
export function VerifyBundle({ onClose }: { readonly onClose: () => void }) {
  const { state, start, cancel, again, forget } = useJob('bundle.verify', 'by hand');
  const [path, setPath] = useState('');
  const [isPicking, setPicking] = useState(false);
  const close = () => {
    if (state.kind !== 'running') forget();
    onClose();
  };
  const verify = () => {
    if (path.trim()) void start({ path: path.trim() }, w.job);
  };
  if (isPicking) {
    const pick = ([file]: readonly string[]) => {
      setPicking(false);
      if (file) setPath(file);
    };
    return (
      <FilePicker title={w.title} mode="files" pickLabel={w.pick} onPick={pick} onClose={() => setPicking(false)} />
    );
  }
  return (
    <Dialog
      title={w.title}
      isOpen
      onClose={close}
      actions={
        <>
          <Button onPress={close}>{t.actions.close}</Button>
          <Button variant="primary" unavailable={path.trim() === '' ? w.empty : null} onPress={verify}>
            {w.button}
          </Button>
        </>
      }
    >
      <p>{w.why}</p>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          verify();
        }}
      >
        <TextField label={w.path} mono value={path} onChange={setPath} autoFocus />
      </form>
      <div>
        <Button icon={FolderOpen} onPress={() => setPicking(true)}>
          {w.browse}
        </Button>
      </div>
      <VerifyResult state={state} onCancel={cancel} onRetry={again} />
    </Dialog>
  );
}
