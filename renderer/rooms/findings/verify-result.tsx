import { CircleCheck } from 'lucide-react';
import { Failure } from '../../../contract/failure.ts';
import type { Verification } from '../../../contract/findings.ts';
import type { JobState } from '../../backend/use-job.ts';
import { FailureNote } from '../../kit/index.ts';
import { findingsText as t } from '../../text/findings.ts';
import { Running } from '../asking/running.tsx';
import styles from './verify-result.module.css';

interface VerifyResultProps {
  readonly state: JobState<Verification>;
  readonly onCancel: () => void;
  readonly onRetry: () => void;
}

/** How verifying a bundle goes, and what came of it. */
export function VerifyResult({ state, onCancel, onRetry }: VerifyResultProps) {
  if (state.kind === 'running') {
    const { progress, isCancelling } = state;
    return <Running label={t.verify.job} progress={progress} isCancelling={isCancelling} onCancel={onCancel} />;
  }
  if (state.kind === 'failed') return <FailureNote failure={state.failure} title={t.verify.failed} onRetry={onRetry} />;
  if (state.kind !== 'done') return null;
  const { ok, problems, checked } = state.result;
  if (!ok) return <FailureNote failure={new Failure('integrity', problems.join('\n'))} title={t.verify.notOk} />;
  return (
    <p role="status" className={styles.ok}>
      <CircleCheck aria-hidden size={16} strokeWidth={1.75} />
      {t.verify.ok(checked)}
    </p>
  );
}
