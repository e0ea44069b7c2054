import { CircleCheck } from 'lucide-react';
import type { BundleVerification } from '../../../contract/bundle.ts';
import { Failure } from '../../../contract/failure.ts';
import type { JobState } from '../../backend/use-job.ts';
import { FailureNote } from '../../kit/index.ts';
import { findingsText as t } from '../../text/findings.ts';
import { Running } from '../asking/running.tsx';
import { SignatureFacts, SignOffFacts } from './verify-facts.tsx';
import styles from './verify-result.module.css';

interface VerifyResultProps {
  readonly state: JobState<BundleVerification>;
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
  const { ok, problems, checked, signature, sha256, signOff } = state.result;
  if (!ok) return <FailureNote failure={new Failure('integrity', problems.join('\n'))} title={t.verify.notOk} />;
  return (
    <>
      <p role="status" className={styles.ok}>
        <CircleCheck aria-hidden size={16} strokeWidth={1.75} />
        {t.verify.ok(checked)}
      </p>
      {signOff ? <SignOffFacts signOff={signOff} /> : null}
      <SignatureFacts signature={signature} sha256={sha256} />
    </>
  );
}
