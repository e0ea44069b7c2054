import { useState } from 'react';
import { useJob } from '../../backend/use-job.ts';
import { FilePicker } from '../../frame/file-picker.tsx';
import { Button, Dialog, Tabs } from '../../kit/index.ts';
import { findingsText as t } from '../../text/findings.ts';
import { signOffText as w } from '../../text/sign-off.ts';
import { VerifyCheck } from './verify-check.tsx';
import { VerifySignOff } from './verify-sign-off.tsx';
import { VerifyTake } from './verify-take.tsx';

/**
 * Verifies a bundle that lies on this machine, records a decision on it, or takes one back into the study. The file dialog stands
 * in its place while a file is chosen.
 */
export function VerifyBundle({ onClose }: { readonly onClose: () => void }) {
  const [tab, setTab] = useState('verify');
  const [bundle, setBundle] = useState('');
  const [signOff, setSignOff] = useState('');
  const [picking, setPicking] = useState<{ readonly use: (path: string) => void } | null>(null);
  const jobs = [useJob('bundle.verify', 'by hand'), useJob('bundle.signOff')];
  const close = () => {
    for (const { state, forget } of jobs) if (state.kind !== 'running') forget();
    onClose();
  };
  if (picking) {
    const pick = ([file]: readonly string[]) => {
      setPicking(null);
      if (file) picking.use(file);
    };
    return (
      <FilePicker
        title={t.verify.title}
        mode="files"
        pickLabel={t.verify.pick}
        onPick={pick}
        onClose={() => setPicking(null)}
      />
    );
  }
  const paths = {
    bundle: { value: bundle, onChange: setBundle, onPick: () => setPicking({ use: setBundle }) },
    signOff: { value: signOff, onChange: setSignOff, onPick: () => setPicking({ use: setSignOff }) },
  };
  const items = [
    { id: 'verify', label: w.tabs.verify, content: <VerifyCheck {...paths} /> },
    { id: 'sign', label: w.tabs.sign, content: <VerifySignOff bundle={paths.bundle} /> },
    { id: 'take', label: w.tabs.take, content: <VerifyTake signOff={paths.signOff} /> },
  ];
  return (
    <Dialog
      title={t.verify.title}
      isOpen
      size="large"
      onClose={close}
      actions={<Button onPress={close}>{t.actions.close}</Button>}
    >
      <Tabs label={t.verify.title} items={items} selected={tab} onSelect={setTab} />
    </Dialog>
  );
}
