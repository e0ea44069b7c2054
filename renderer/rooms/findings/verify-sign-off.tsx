import { useState } from 'react';
import type { SignOffDecision } from '../../../contract/bundle.ts';
import type { Output } from '../../../contract/index.ts';
import { useJob } from '../../backend/use-job.ts';
import { Button, Code, FailureNote, RadioGroup, TextField } from '../../kit/index.ts';
import { findingsText as t } from '../../text/findings.ts';
import { signOffText as w } from '../../text/sign-off.ts';
import { type ChosenPath, VerifyPath } from './verify-path.tsx';
import styles from './verify-tab.module.css';

const options = (['approve', 'query', 'refuse'] as const).map((value) => ({ value, label: w.decisions[value] }));

/** A reviewer's decision on a bundle, written as a signed file of its own. */
export function VerifySignOff({ bundle }: { readonly bundle: ChosenPath }) {
  const { state, start } = useJob('bundle.signOff');
  const [decision, setDecision] = useState<SignOffDecision | null>(null);
  const [words, setWords] = useState('');
  const [name, setName] = useState('');
  const [role, setRole] = useState('');
  const path = bundle.value.trim();
  const isWhole = path !== '' && decision !== null && words.trim() !== '' && name.trim() !== '';
  const sign = () => {
    if (isWhole) void start({ path, decision, words, name, role }, w.signJob);
  };
  return (
    <div className={styles.tab}>
      <p>{w.signWhy}</p>
      <VerifyPath label={t.verify.path} {...bundle} />
      <RadioGroup
        label={w.decision}
        direction="row"
        options={options}
        value={decision}
        onChange={(value) => setDecision(options.find((one) => one.value === value)?.value ?? null)}
      />
      <TextField label={w.words} help={w.wordsHelp} lines={2} value={words} onChange={setWords} maxLength={4000} />
      <div className={styles.pair}>
        <TextField label={w.name} value={name} onChange={setName} maxLength={200} />
        <TextField label={w.role} value={role} onChange={setRole} maxLength={200} />
      </div>
      <div>
        <Button
          variant="primary"
          unavailable={isWhole && state.kind !== 'running' ? null : w.signMissing}
          onPress={sign}
        >
          {w.sign}
        </Button>
      </div>
      {state.kind === 'failed' ? <FailureNote failure={state.failure} title={w.signFailed} /> : null}
      {state.kind === 'done' ? <Written {...state.result} /> : null}
    </div>
  );
}

/** Where the sign-off lies, and the fingerprint to give to who asks whose it is. */
function Written({ file, signOff }: Output<'bundle.signOff'>) {
  return (
    <div role="status">
      <p>{w.written}</p>
      <Code text={file} language="plain" label={w.takePath} />
      <p>{w.byKey}</p>
      <Code text={signOff.fingerprint} language="plain" label={w.byKey} />
    </div>
  );
}
