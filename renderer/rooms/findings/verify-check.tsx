import { useJob } from '../../backend/use-job.ts';
import { Button } from '../../kit/index.ts';
import { findingsText as t } from '../../text/findings.ts';
import { signOffText as w } from '../../text/sign-off.ts';
import { type ChosenPath, VerifyPath } from './verify-path.tsx';
import { VerifyResult } from './verify-result.tsx';
import styles from './verify-tab.module.css';

interface VerifyCheckProps {
  readonly bundle: ChosenPath;
  readonly signOff: ChosenPath;
}

/** Recomputes a bundle, and a sign-off of it where one is given. */
export function VerifyCheck({ bundle, signOff }: VerifyCheckProps) {
  const { state, start, cancel, again } = useJob('bundle.verify', 'by hand');
  const path = bundle.value.trim();
  const verify = () => {
    if (path) void start({ path, signOff: signOff.value.trim() || undefined }, t.verify.job);
  };
  return (
    <form
      className={styles.tab}
      onSubmit={(event) => {
        event.preventDefault();
        verify();
      }}
    >
      <p>{w.verifyWhy}</p>
      <VerifyPath label={t.verify.path} {...bundle} autoFocus />
      <VerifyPath label={w.signOffPath} {...signOff} />
      <div>
        <Button variant="primary" unavailable={path === '' ? t.verify.empty : null} onPress={verify}>
          {t.verify.button}
        </Button>
      </div>
      <VerifyResult state={state} onCancel={cancel} onRetry={again} />
    </form>
  );
}
