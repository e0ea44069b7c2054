import type { JobState } from '../../backend/use-job.ts';
import { Button, FailureNote, Progress } from '../../kit/index.ts';
import { jobShare } from '../../state/jobs.ts';
import { checksText as t } from '../../text/checks.ts';
import styles from './checks.module.css';

interface JobStateLineProps {
  readonly state: JobState<unknown>;
  /** What is going on, while it says nothing itself. */
  readonly job: string;
  readonly idle: string;
  readonly failed: string;
  readonly cancelled: string;
  readonly onStart: () => void;
  readonly onCancel: () => void;
}

/** How a check stands while it has no answer: not begun, running with cancel, failed, cancelled. */
export function JobStateLine({ state, job, idle, failed, cancelled, onStart, onCancel }: JobStateLineProps) {
  switch (state.kind) {
    case 'done':
      return null;
    case 'failed':
      return <FailureNote failure={state.failure} title={failed} onRetry={onStart} />;
    case 'running':
      return (
        <div role="status" className={styles.working}>
          <p>{state.progress?.stage ?? job}</p>
          <Progress label={job} share={jobShare(state.progress)} />
          <Button variant="plain" onPress={onCancel}>
            {t.cancel}
          </Button>
        </div>
      );
    default:
      return (
        <div className={styles.working}>
          <p className={styles.soft}>{state.kind === 'cancelled' ? cancelled : idle}</p>
          <Button onPress={onStart}>{t.run}</Button>
        </div>
      );
  }
}
