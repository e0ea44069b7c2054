import { useEffect, useMemo, useState } from 'react';
import { Button as AriaButton } from 'react-aria-components';
import type { StudySummary } from '../../contract/study.ts';
import { cancelJob } from '../backend/run-job.ts';
import { formatCount, formatDuration, formatShare } from '../kit/format.ts';
import { Progress } from '../kit/progress.tsx';
import { type JobRecord, jobShare, useJobs } from '../state/jobs.ts';
import { useSession } from '../state/session.ts';
import { text } from '../text/en.ts';
import styles from './status-line.module.css';

/** The one place for progress: what runs, how far, how long, Cancel. */
export function StatusLine({ study }: { readonly study: StudySummary }) {
  const jobs = useJobs((s) => s.jobs);
  const running = useMemo(
    () => Object.values(jobs).filter(({ status }) => status === 'running' || status === 'cancelling'),
    [jobs],
  );
  const first = running[0];
  const datasetName = useSession((s) => s.dataset);
  const dataset = study.datasets.find(({ name }) => name === datasetName);
  return (
    <section className={styles.line} aria-label={text.frame.status}>
      {first ? <RunningJob key={first.id} job={first} /> : <span className={styles.idle}>{text.frame.idle}</span>}
      {running.length > 1 ? <span>{text.job.more(running.length - 1)}</span> : null}
      {dataset ? (
        <span className={styles.dataset}>
          {dataset.name} · {formatCount(dataset.persons, 'persons')}
        </span>
      ) : null}
    </section>
  );
}

function RunningJob({ job }: { readonly job: JobRecord }) {
  const elapsed = useElapsed(job.startedAt);
  const share = jobShare(job.progress);
  const isFinishing = share !== null && share >= 1;
  const stage = isFinishing ? text.job.finishing : job.progress?.stage;
  return (
    <div className={styles.job}>
      <span className={styles.label}>
        {job.label}
        {stage ? <span className={styles.stage}> · {stage}</span> : null}
      </span>
      <span className={styles.bar}>
        <Progress label={job.label} share={isFinishing ? null : share} size="line" />
      </span>
      <span className={styles.figures}>
        {[share !== null && !isFinishing ? formatShare(share, 0) : '', elapsed > 0 ? formatDuration(elapsed) : '']
          .filter(Boolean)
          .join(' · ')}
      </span>
      {job.status === 'cancelling' ? (
        <span>{text.job.cancelling}</span>
      ) : (
        <AriaButton
          className={styles.cancel}
          aria-label={`${text.job.cancel}: ${job.label}`}
          onPress={() => cancelJob(job.id)}
        >
          {text.job.cancel}
        </AriaButton>
      )}
    </div>
  );
}

function useElapsed(since: number): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, []);
  return Math.max(0, Math.round((now - since) / 1000) * 1000);
}
