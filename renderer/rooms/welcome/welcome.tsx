import { FolderInput, FolderOpen, Sprout } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { Failure } from '../../../contract/failure.ts';
import { useBackend } from '../../backend/use-backend.ts';
import { useJob } from '../../backend/use-job.ts';
import { TopBar } from '../../frame/top-bar.tsx';
import { Button } from '../../kit/button.tsx';
import { FailureNote } from '../../kit/failure-note.tsx';
import { Mark } from '../../kit/mark.tsx';
import { Progress } from '../../kit/progress.tsx';
import { jobShare } from '../../state/jobs.ts';
import { useSession } from '../../state/session.ts';
import { text } from '../../text/en.ts';
import { welcomeText as t } from '../../text/welcome.ts';
import { Door } from './door.tsx';
import { RecentStudies } from './recent-studies.tsx';
import type { Step } from './step-dialog.tsx';
import styles from './welcome.module.css';

/** The dialogs bring lists and fields with them: they come when a door is opened. */
const StepDialog = lazy(() => import('./step-dialog.tsx').then(({ StepDialog }) => ({ default: StepDialog })));

/** The first screen: the name, one sentence, three doors, recent studies. */
export function Welcome() {
  const [step, setStep] = useState<Step>({ kind: 'doors' });
  const { open, failure } = useOpening();
  const openAndClose = (path: string) => {
    setStep({ kind: 'doors' });
    void open(path);
  };
  return (
    <div className={styles.page}>
      <TopBar start={null} />
      <main className={styles.main}>
        <div className={styles.column}>
          <header className={styles.head}>
            <span className={styles.mark}>
              <Mark size={56} />
            </span>
            <h1 className={styles.name}>{text.product}</h1>
            <p className={styles.sentence}>{t.sentence}</p>
          </header>
          {failure ? <FailureNote failure={failure} title={t.failed} /> : null}
          <Doors onStep={setStep} />
          <RecentStudies onOpen={(path) => void open(path)} />
        </div>
      </main>
      {step.kind === 'doors' ? null : (
        <Suspense>
          <StepDialog step={step} onStep={setStep} onOpen={openAndClose} />
        </Suspense>
      )}
    </div>
  );
}

/** Opens a study; while none is open, its failure is Welcome's to show. */
function useOpening() {
  const backend = useBackend();
  const setStudy = useSession((s) => s.setStudy);
  const [failure, setFailure] = useState<Failure | null>(null);
  const open = async (path: string) => {
    setFailure(null);
    try {
      setStudy(await backend.call('study.open', { path }));
    } catch (error) {
      setFailure(Failure.from(error));
    }
  };
  return { open, failure };
}

function Doors({ onStep }: { readonly onStep: (step: Step) => void }) {
  const setStudy = useSession((s) => s.setStudy);
  const sample = useJob('study.sample');
  const { state } = sample;
  const openSample = async () => {
    const study = await sample.start({}, t.sample.job);
    if (study) setStudy(study);
  };
  return (
    <>
      {state.kind === 'failed' ? <FailureNote failure={state.failure} onRetry={() => void openSample()} /> : null}
      <nav aria-label={t.doors} className={styles.doors}>
        <Door icon={Sprout} title={t.sample.title} note={t.sample.note} onPress={() => void openSample()}>
          {state.kind === 'running' ? (
            <SampleProgress share={jobShare(state.progress)} stage={state.progress?.stage} onCancel={sample.cancel} />
          ) : null}
        </Door>
        <Door
          icon={FolderOpen}
          title={t.open.title}
          note={t.open.note}
          onPress={() => onStep({ kind: 'pick-study' })}
        />
        <Door
          icon={FolderInput}
          title={t.folder.title}
          note={t.folder.note}
          onPress={() => onStep({ kind: 'pick-folder' })}
        />
      </nav>
    </>
  );
}

interface SampleProgressProps {
  readonly share: number | null;
  readonly stage: string | undefined;
  readonly onCancel: () => void;
}

function SampleProgress({ share, stage, onCancel }: SampleProgressProps) {
  return (
    <div className={styles.progress} role="status">
      <Progress label={t.sample.job} share={share} />
      <span className={styles.stage}>{stage ?? t.sample.job}</span>
      <Button variant="plain" onPress={onCancel}>
        {text.job.cancel}
      </Button>
    </div>
  );
}
