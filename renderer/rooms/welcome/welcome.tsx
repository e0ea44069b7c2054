import { FolderInput, FolderOpen, Sprout } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { Failure } from '../../../contract/failure.ts';
import type { Backend } from '../../../contract/index.ts';
import type { StudySummary } from '../../../contract/study.ts';
import { useBackend } from '../../backend/use-backend.ts';
import { useJob } from '../../backend/use-job.ts';
import { TopBar } from '../../frame/top-bar.tsx';
import { keychainOf } from '../../keys/keychain.ts';
import { useLockedStudy } from '../../keys/use-locked-study.ts';
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

const UnlockDialog = lazy(() => import('../../keys/unlock-dialog.tsx').then((m) => ({ default: m.UnlockDialog })));

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
          <RecentStudies onOpen={(path, name) => void open(path, name)} />
        </div>
      </main>
      {step.kind === 'doors' ? null : (
        <Suspense>
          <StepDialog step={step} onStep={setStep} onOpen={openAndClose} />
        </Suspense>
      )}
      <Unlocking />
    </div>
  );
}

/** The passphrase of a study that was chosen, or locked just now. */
function Unlocking() {
  const { study, leave } = useLockedStudy();
  const setStudy = useSession((s) => s.setStudy);
  if (!study) return null;
  return (
    <Suspense>
      <UnlockDialog
        key={study.path}
        study={study}
        onOpened={(opened) => {
          leave();
          setStudy(opened);
        }}
        onClose={leave}
      />
    </Suspense>
  );
}

/** Opens a study; while none is open, its failure is Welcome's to show. */
function useOpening() {
  const backend = useBackend();
  const setStudy = useSession((s) => s.setStudy);
  const [failure, setFailure] = useState<Failure | null>(null);
  const open = async (path: string, name?: string) => {
    setFailure(null);
    try {
      setStudy(await openOrAsk(backend, path));
    } catch (error) {
      const failed = Failure.from(error);
      if (failed.code === 'passphrase') useLockedStudy.getState().ask({ path, name });
      else setFailure(failed);
    }
  };
  return { open, failure };
}

/** Opens a study with what the keychain has of it. @throws Failure `passphrase` where a person has to be asked. */
async function openOrAsk(backend: Backend, path: string): Promise<StudySummary> {
  try {
    return await backend.call('study.open', { path });
  } catch (error) {
    const keychain = keychainOf(window);
    const kept = Failure.from(error).code === 'passphrase' ? await keychain.recall(path) : null;
    if (kept === null) throw error;
    return await backend.call('study.open', { path, passphrase: kept }).catch(async (wrong) => {
      if (Failure.from(wrong).code === 'passphrase') await keychain.forget(path);
      throw wrong;
    });
  }
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
