import { FolderOpen } from 'lucide-react';
import { useState } from 'react';
import { useCall } from '../../backend/use-call.ts';
import { useJob } from '../../backend/use-job.ts';
import { FilePicker } from '../../frame/file-picker.tsx';
import { Button, Dialog, FailureNote, TextField } from '../../kit/index.ts';
import { useSession } from '../../state/session.ts';
import { findingsText as t } from '../../text/findings.ts';
import { Running } from '../asking/running.tsx';
import { fileName, inFolder, proposedBundle } from './bundle-path.ts';
import { ExportDone } from './export-done.tsx';

const w = t.export;

interface ExportFindingsProps {
  readonly ids: readonly string[];
  readonly onClose: () => void;
}

/** Writes the selected findings as one bundle: where to, the job, and what came of it. */
export function ExportFindings({ ids, onClose }: ExportFindingsProps) {
  const { state, start, cancel, again, forget } = useJob('export.bundle');
  const [path, setPath] = useBundlePath();
  const [isPicking, setPicking] = useState(false);
  const close = () => {
    if (state.kind !== 'running') forget();
    onClose();
  };
  if (isPicking) {
    const pick = ([folder]: readonly string[]) => {
      setPicking(false);
      if (folder) setPath(inFolder(folder, fileName(path) || 'bundle.zip'));
    };
    return (
      <FilePicker
        title={w.folder}
        mode="folder"
        pickLabel={w.folderPick}
        onPick={pick}
        onClose={() => setPicking(false)}
      />
    );
  }
  const isDone = state.kind === 'done';
  const write = () => void start({ findings: [...ids], out: path.trim() }, w.job(ids.length));
  const canWrite = !isDone && state.kind !== 'running';
  return (
    <Dialog
      title={isDone ? w.done : w.title(ids.length)}
      isOpen
      onClose={close}
      actions={
        <>
          <Button onPress={close}>{canWrite ? t.actions.cancel : t.actions.close}</Button>
          {canWrite ? (
            <Button variant="primary" unavailable={path.trim() === '' ? w.empty : null} onPress={write}>
              {w.button}
            </Button>
          ) : null}
        </>
      }
    >
      {isDone ? <ExportDone bundle={state.result} /> : null}
      {state.kind === 'running' ? (
        <Running
          label={w.job(ids.length)}
          progress={state.progress}
          isCancelling={state.isCancelling}
          onCancel={cancel}
        />
      ) : null}
      {canWrite ? <Where path={path} onPath={setPath} onPick={() => setPicking(true)} onWrite={write} /> : null}
      {state.kind === 'failed' ? <FailureNote failure={state.failure} title={w.failed} onRetry={again} /> : null}
    </Dialog>
  );
}

/** What was typed, or a proposal beside the studies. */
function useBundlePath(): readonly [string, (path: string) => void] {
  const info = useCall('app.info', {});
  const study = useSession((s) => s.study?.name ?? '');
  const [typed, setTyped] = useState<string | null>(null);
  const proposed = info.kind === 'full' ? proposedBundle(info.content.home, study, new Date()) : '';
  return [typed ?? proposed, setTyped];
}

interface WhereProps {
  readonly path: string;
  readonly onPath: (path: string) => void;
  readonly onPick: () => void;
  readonly onWrite: () => void;
}

function Where({ path, onPath, onPick, onWrite }: WhereProps) {
  return (
    <>
      <p>{w.why}</p>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          onWrite();
        }}
      >
        <TextField label={w.path} help={w.pathHelp} mono value={path} onChange={onPath} />
      </form>
      <div>
        <Button icon={FolderOpen} onPress={onPick}>
          {w.folder}
        </Button>
      </div>
    </>
  );
}
