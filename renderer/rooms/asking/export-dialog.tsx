import { FolderOpen } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import type { Input, JobMethod, Output } from '../../../contract/index.ts';
import { useCall } from '../../backend/use-call.ts';
import { useJob } from '../../backend/use-job.ts';
import { FilePicker } from '../../frame/file-picker.tsx';
import { Button, Dialog, FailureNote, TextField } from '../../kit/index.ts';
import { fileName, inFolder } from './file-path.ts';
import { Running } from './running.tsx';

interface ExportDialogProps<M extends JobMethod> {
  readonly method: M;
  readonly words: {
    readonly title: string;
    readonly done: (result: Output<M>) => string;
    readonly path: string;
    readonly pathHelp: string;
    readonly pathMissing: string;
    readonly folder: string;
    readonly folderPick: string;
    readonly write: string;
    readonly job: string;
    readonly failed: string;
    readonly cancel: string;
    readonly close: string;
  };
  /** Where it is proposed to lie, from the home folder. */
  readonly propose: (home: string) => string;
  readonly input: (path: string) => Input<M>;
  /** What else has to be said first; null when nothing. */
  readonly missing?: string | null;
  readonly why: ReactNode;
  /** What else is asked, below the place. */
  readonly more?: ReactNode;
  readonly onClose: () => void;
  /** What was written. */
  readonly children: (result: Output<M>) => ReactNode;
}

/** Writes a file that leaves the study: where to, the job, and what came of it. */
export function ExportDialog<M extends JobMethod>(props: ExportDialogProps<M>) {
  const { method, words: w, propose, input, missing = null, why, more, onClose, children } = props;
  const { state, start, cancel, again, forget } = useJob(method);
  const [path, setPath] = useProposed(propose);
  const [isPicking, setPicking] = useState(false);
  const close = () => {
    if (state.kind !== 'running') forget();
    onClose();
  };
  if (isPicking) {
    const pick = ([folder]: readonly string[]) => {
      setPicking(false);
      if (folder) setPath(inFolder(folder, fileName(path) || fileName(propose(folder))));
    };
    const stay = () => setPicking(false);
    return <FilePicker title={w.folder} mode="folder" pickLabel={w.folderPick} onPick={pick} onClose={stay} />;
  }
  const isAsking = state.kind !== 'done' && state.kind !== 'running';
  const unavailable = path.trim() === '' ? w.pathMissing : missing;
  const write = () => {
    if (!unavailable) void start(input(path.trim()), w.job);
  };
  return (
    <Dialog
      title={state.kind === 'done' ? w.done(state.result) : w.title}
      isOpen
      onClose={close}
      actions={
        <>
          <Button onPress={close}>{isAsking ? w.cancel : w.close}</Button>
          {isAsking ? (
            <Button variant="primary" unavailable={unavailable} onPress={write}>
              {w.write}
            </Button>
          ) : null}
        </>
      }
    >
      {isAsking ? (
        <>
          {why}
          <form
            onSubmit={(event) => {
              event.preventDefault();
              write();
            }}
          >
            <TextField label={w.path} help={w.pathHelp} mono value={path} onChange={setPath} />
          </form>
          <div>
            <Button icon={FolderOpen} onPress={() => setPicking(true)}>
              {w.folder}
            </Button>
          </div>
          {more}
        </>
      ) : null}
      {state.kind === 'running' ? (
        <Running label={w.job} progress={state.progress} isCancelling={state.isCancelling} onCancel={cancel} />
      ) : null}
      {state.kind === 'failed' ? <FailureNote failure={state.failure} title={w.failed} onRetry={again} /> : null}
      {state.kind === 'done' ? children(state.result) : null}
    </Dialog>
  );
}

/** What was typed, or a proposal in the home folder. */
function useProposed(propose: (home: string) => string): readonly [string, (path: string) => void] {
  const info = useCall('app.info', {});
  const [typed, setTyped] = useState<string | null>(null);
  return [typed ?? (info.kind === 'full' ? propose(info.content.home) : ''), setTyped];
}
