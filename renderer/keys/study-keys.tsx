import { LockKeyhole } from 'lucide-react';
import { lazy, Suspense } from 'react';
import { Button as AriaButton } from 'react-aria-components';
import type { StudySummary } from '../../contract/study.ts';
import { Tooltip } from '../kit/tooltip.tsx';
import { keysText } from '../text/keys.ts';
import styles from './keys.module.css';
import { useKeysDialog } from './use-keys-dialog.ts';

const ChangePassphrase = lazy(() => import('./change-passphrase.tsx').then((m) => ({ default: m.ChangePassphrase })));
const DestroyKeys = lazy(() => import('./destroy-keys.tsx').then((m) => ({ default: m.DestroyKeys })));

/** The sign that a study is encrypted, and the dialogs about its keys. */
export function StudyKeys({ study }: { readonly study: StudySummary }) {
  const { open, show } = useKeysDialog();
  const close = () => show(null);
  return (
    <>
      <Tooltip text={keysText.badge.why}>
        <AriaButton className={styles.badge} aria-label={keysText.badge.text}>
          <LockKeyhole aria-hidden size={14} strokeWidth={1.75} />
        </AriaButton>
      </Tooltip>
      <Suspense>
        {open === 'change' ? <ChangePassphrase study={study} onClose={close} /> : null}
        {open === 'destroy' ? <DestroyKeys study={study} onClose={close} /> : null}
      </Suspense>
    </>
  );
}
