import { useState } from 'react';
import { useAct } from '../../backend/use-act.ts';
import { useBackend } from '../../backend/use-backend.ts';
import { useCall } from '../../backend/use-call.ts';
import { Button, ConfirmByName, toast } from '../../kit/index.ts';
import { useSession } from '../../state/session.ts';
import { checksText } from '../../text/checks.ts';
import { dataText } from '../../text/data.ts';
import styles from './checks.module.css';

const t = checksText.secrets;

/** Says that the study keeps secrets of shifts and codes, and lets them be destroyed. Nothing where there are none. */
export function StudySecrets() {
  const secrets = useCall('data.secrets', {});
  const study = useSession((s) => s.study);
  const [isAsking, setAsking] = useState(false);
  if (secrets.kind !== 'full' || !secrets.content.held || !study) return null;
  return (
    <p className={styles.buttons}>
      <span className={styles.soft}>{t.held}</span>
      <Button variant="plain" unavailable={study.readOnly ? dataText.readOnly : null} onPress={() => setAsking(true)}>
        {t.destroy}
      </Button>
      {isAsking ? <DestroyDialog study={study.name} onClose={() => setAsking(false)} /> : null}
    </p>
  );
}

function DestroyDialog({ study, onClose }: { readonly study: string; readonly onClose: () => void }) {
  const backend = useBackend();
  const { failure, act } = useAct();
  const destroy = async () => {
    if (!(await act(() => backend.call('data.destroySecrets', {})))) return;
    toast({ title: t.done, note: t.doneWhy });
    onClose();
  };
  return (
    <ConfirmByName
      name={study}
      words={t}
      failure={failure}
      onConfirm={() => void destroy()}
      onClose={onClose}
      autoFocus
    >
      <p>{t.what}</p>
      <p>{t.consequence}</p>
      <p className={styles.soft}>{t.notAll}</p>
    </ConfirmByName>
  );
}
