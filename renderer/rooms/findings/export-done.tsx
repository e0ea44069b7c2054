import type { Output } from '../../../contract/index.ts';
import { useJob } from '../../backend/use-job.ts';
import { Button, Code, Section } from '../../kit/index.ts';
import { findingsText as t } from '../../text/findings.ts';
import { ChangeList } from './change-list.tsx';
import { VerifyResult } from './verify-result.tsx';

const w = t.export;

/** A bundle that was written: where it lies, its fingerprint, what the check changed on the way. */
export function ExportDone({ bundle }: { readonly bundle: Output<'export.bundle'> }) {
  const verify = useJob('bundle.verify', bundle.bundle);
  const start = () => void verify.start({ path: bundle.bundle }, t.verify.job);
  return (
    <>
      <p>{w.doneWhy}</p>
      <Section title={w.file}>
        <Code text={bundle.bundle} language="plain" label={w.file} />
      </Section>
      <Section title={w.sha256} actions={<Button onPress={start}>{w.verify}</Button>}>
        <Code text={bundle.sha256} language="plain" label={w.sha256} />
        <VerifyResult state={verify.state} onCancel={verify.cancel} onRetry={verify.again} />
      </Section>
      <Section title={w.changes}>
        <ChangeList changes={bundle.changes} />
      </Section>
    </>
  );
}
