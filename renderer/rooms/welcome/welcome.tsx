import { FolderInput, FolderOpen, Sprout } from 'lucide-react';
import { useState } from 'react';
import { Failure } from '../../../contract/failure.ts';
import type { StudySummary } from '../../../contract/study.ts';
import { useBackend } from '../../backend/use-backend.ts';
import { useCall } from '../../backend/use-call.ts';
import { useJob } from '../../backend/use-job.ts';
import { FilePicker } from '../../frame/file-picker.tsx';
import { TopBar } from '../../frame/top-bar.tsx';
import { Button } from '../../kit/button.tsx';
import { FailureNote } from '../../kit/failure-note.tsx';
import { Mark } from '../../kit/mark.tsx';
import { Progress } from '../../kit/progress.tsx';
import { useImportFlow } from '../../state/import-flow.ts';
import { jobShare } from '../../state/jobs.ts';
import { useSession } from '../../state/session.ts';
import { text } from '../../text/en.ts';
import { welcomeText as t } from '../../text/welcome.ts';
import { Door } from './door.tsx';
import { NewStudy } from './new-study.tsx';
import { RecentStudies } from './recent-studies.tsx';
import styles from './welcome.module.css';

type Step =
  | { readonly kind: 'doors' }
  | { readonly kind: 'pick-study' }
  | { readonly kind: 'pick-folder' }
  | { readonly kind: 'new-study'; readonly data: readonly string[] };

/** The first screen: the name, one sentence, three doors, recent studies. */
export function Welcome() {
  const backend = useBackend();
  const info = useCall('app.info', {});
  const setStudy = useSession((s) => s.setStudy);
  const sample = useJob('study.sample');
  const [step, setStep] = useState<Step>({ kind: 'doors' });
  const [failure, setFailure] = useState<Failure | null>(null);
  const home = info.kind === 'full' ? info.content.home : undefined;

  const open = async (path: string) => {
    setStep({ kind: 'doors' });
    setFailure(null);
    try {
      setStudy(await backend.call('study.open', { path }));
    } catch (error) {
      setFailure(Failure.from(error));
    }
  };
  const openSample = async () => {
    setFailure(null);
    const study = await sample.start({}, t.sample.job);
    if (study) setStudy(study);
  };
  const begin = (study: StudySummary, data: readonly string[]) => {
    setStudy(study);
    useImportFlow.getState().choose(data);
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
          {sample.state.kind === 'failed' ? (
            <FailureNote failure={sample.state.failure} onRetry={sample.again} />
          ) : null}
          <nav aria-label={t.doors} className={styles.doors}>
            <Door icon={Sprout} title={t.sample.title} note={t.sample.note} onPress={() => void openSample()}>
              {sample.state.kind === 'running' ? (
                <SampleProgress
                  share={jobShare(sample.state.progress)}
                  stage={sample.state.progress?.stage}
                  onCancel={sample.cancel}
                />
              ) : null}
            </Door>
            <Door
              icon={FolderOpen}
              title={t.open.title}
              note={t.open.note}
              onPress={() => setStep({ kind: 'pick-study' })}
            />
            <Door
              icon={FolderInput}
              title={t.folder.title}
              note={t.folder.note}
              onPress={() => setStep({ kind: 'pick-folder' })}
            />
          </nav>
          <RecentStudies onOpen={(path) => void open(path)} />
        </div>
      </main>
      {step.kind === 'pick-study' ? (
        <FilePicker
          title={t.open.title}
          mode="study"
          pickLabel={t.open.pick}
          onPick={([path]) => path && void open(path)}
          onClose={() => setStep({ kind: 'doors' })}
        />
      ) : null}
      {step.kind === 'pick-folder' ? (
        <FilePicker
          title={t.folder.title}
          mode="data"
          pickLabel={t.folder.pick}
          onPick={(data) => setStep({ kind: 'new-study', data })}
          onClose={() => setStep({ kind: 'doors' })}
        />
      ) : null}
      {step.kind === 'new-study' ? (
        <NewStudy
          data={step.data}
          home={home}
          onCreated={(study) => begin(study, step.data)}
          onClose={() => setStep({ kind: 'doors' })}
        />
      ) : null}
    </div>
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
