import type { Progress as JobProgress } from '../../../contract/index.ts';
import { Button, Progress } from '../../kit/index.ts';
import { jobShare } from '../../state/jobs.ts';
import { askingText as t } from '../../text/asking.ts';
import { text } from '../../text/en.ts';
import styles from './running.module.css';

interface RunningProps {
  readonly label: string;
  readonly progress: JobProgress | null;
  readonly isCancelling: boolean;
  readonly onCancel: () => void;
}

/** A job under way, where its result will stand. */
export function Running({ label, progress, isCancelling, onCancel }: RunningProps) {
  return (
    <div role="status" className={styles.running}>
      <div className={styles.words}>
        <span className={styles.label}>{label}</span>
        {progress ? <span className={styles.stage}>{progress.stage}</span> : null}
      </div>
      <div className={styles.row}>
        <Progress label={label} share={jobShare(progress)} />
        <Button variant="plain" unavailable={isCancelling ? text.job.cancelling : null} onPress={onCancel}>
          {isCancelling ? text.job.cancelling : t.cancel}
        </Button>
      </div>
    </div>
  );
}
