import { FolderOpen } from 'lucide-react';
import { useState } from 'react';
import { useCall } from '../../backend/use-call.ts';
import { useJob } from '../../backend/use-job.ts';
import { FilePicker } from '../../frame/file-picker.tsx';
import { Button, Dialog, Facts, FailureNote, TextField } from '../../kit/index.ts';
import { modelTasksText } from '../../text/model-tasks.ts';
import { Running } from '../asking/running.tsx';
import { fileName, inFolder } from '../findings/bundle-path.ts';

const t = modelTasksText.synthesise;

interface ExportSyntheticProps {
  readonly run: string;
  readonly onClose: () => void;
}

/** Where to, why, the job, and what was written. */
export function ExportSynthetic({ run, onClose }: ExportSyntheticProps) {
  const { state, start, cancel, forget } = useJob('synthetic.export');
  const [path, setPath] = useProposedPath();
  const [decision, setDecision] = useState('');
  const [isPicking, setPicking] = useState(false);
  const close = () => {
    if (state.kind !== 'running') forget();
    onClose();
  };
  if (isPicking) {
    const pick = ([folder]: readonly string[]) => {
      setPicking(false);
      if (folder) setPath(inFolder(folder, fileName(path) || 'synthetic-rows.csv'));
    };
    return (
      <FilePicker
        title={t.folder}
        mode="folder"
        pickLabel={t.folderPick}
        onPick={pick}
        onClose={() => setPicking(false)}
      />
    );
  }
  const isAsking = state.kind !== 'done' && state.kind !== 'running';
  const missing = path.trim() === '' ? t.pathMissing : decision.trim().length < 10 ? t.decisionMissing : null;
  const write = () => void start({ run, out: path.trim(), decision: decision.trim() }, t.job);
  return (
    <Dialog
      title={state.kind === 'done' ? t.done(state.result.rows) : t.exportTitle}
      isOpen
      onClose={close}
      actions={
        <>
          <Button onPress={close}>{isAsking ? t.cancel : t.close}</Button>
          {isAsking ? (
            <Button variant="primary" unavailable={missing} onPress={write}>
              {t.write}
            </Button>
          ) : null}
        </>
      }
    >
      {isAsking ? (
        <>
          <p>{t.anonymous}</p>
          <TextField label={t.path} help={t.pathHelp} mono value={path} onChange={setPath} />
          <div>
            <Button icon={FolderOpen} onPress={() => setPicking(true)}>
              {t.folder}
            </Button>
          </div>
          <TextField label={t.decision} help={t.decisionHelp} lines={3} value={decision} onChange={setDecision} />
        </>
      ) : null}
      {state.kind === 'running' ? (
        <Running label={t.job} progress={state.progress} isCancelling={state.isCancelling} onCancel={cancel} />
      ) : null}
      {state.kind === 'failed' ? <FailureNote failure={state.failure} title={t.failed} /> : null}
      {state.kind === 'done' ? (
        <Facts
          items={[
            [t.file, state.result.path],
            [t.report, state.result.report],
          ]}
        />
      ) : null}
    </Dialog>
  );
}

/** What was typed, or a proposal in the home folder. */
function useProposedPath(): readonly [string, (path: string) => void] {
  const info = useCall('app.info', {});
  const [typed, setTyped] = useState<string | null>(null);
  const proposed = info.kind === 'full' ? inFolder(info.content.home, 'synthetic-rows.csv') : '';
  return [typed ?? proposed, setTyped];
}
