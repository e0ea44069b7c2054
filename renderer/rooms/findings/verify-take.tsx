import { useState } from 'react';
import type { SignOffSummary } from '../../../contract/bundle.ts';
import { useAct } from '../../backend/use-act.ts';
import { useBackend } from '../../backend/use-backend.ts';
import { Button, FailureNote } from '../../kit/index.ts';
import { signOffText as w } from '../../text/sign-off.ts';
import { SignOffFacts } from './verify-facts.tsx';
import { type ChosenPath, VerifyPath } from './verify-path.tsx';
import styles from './verify-tab.module.css';

/** Takes a reviewer's decision into the ledger of the study that the bundle left. */
export function VerifyTake({ signOff }: { readonly signOff: ChosenPath }) {
  const backend = useBackend();
  const { failure, act } = useAct();
  const [taken, setTaken] = useState<SignOffSummary | null>(null);
  const path = signOff.value.trim();
  const take = () => {
    setTaken(null);
    if (path) void act(async () => setTaken(await backend.call('bundle.takeSignOff', { path })));
  };
  return (
    <div className={styles.tab}>
      <p>{w.takeWhy}</p>
      <VerifyPath label={w.takePath} {...signOff} />
      <div>
        <Button variant="primary" unavailable={path === '' ? w.takeEmpty : null} onPress={take}>
          {w.take}
        </Button>
      </div>
      {failure ? <FailureNote failure={failure} title={w.takeFailed} /> : null}
      {taken ? (
        <div role="status">
          <p>{w.taken}</p>
          <SignOffFacts signOff={taken} />
        </div>
      ) : null}
    </div>
  );
}
