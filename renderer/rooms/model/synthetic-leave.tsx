import { CircleCheck, CircleSlash, Share } from 'lucide-react';
import { useState } from 'react';
import type { Output } from '../../../contract/index.ts';
import { Button, Section } from '../../kit/index.ts';
import { modelTasksText } from '../../text/model-tasks.ts';
import { ExportSynthetic } from './export-synthetic.tsx';
import styles from './model-result.module.css';

const t = modelTasksText.synthesise;

/** What the gate says of giving the rows away, and the way out where it lets them. */
export function SyntheticLeave({ made: { problems, run } }: { readonly made: Output<'model.synthesise'> }) {
  const [isOpen, setOpen] = useState(false);
  if (problems.length > 0) {
    return (
      <Section title={t.leave}>
        <div className={styles.refused}>
          <CircleSlash aria-hidden size={16} strokeWidth={2} />
          <div>
            <p>{t.refused}</p>
            <ul>
              {problems.map((problem) => (
                <li key={problem}>{problem}</li>
              ))}
            </ul>
          </div>
        </div>
      </Section>
    );
  }
  return (
    <Section title={t.leave}>
      <p className={styles.inside}>
        <CircleCheck aria-hidden size={16} strokeWidth={2} />
        {t.ready}
      </p>
      <div>
        <Button icon={Share} unavailable={run === null ? t.notKept : null} onPress={() => setOpen(true)}>
          {t.exportButton}
        </Button>
      </div>
      {isOpen && run ? <ExportSynthetic run={run} onClose={() => setOpen(false)} /> : null}
    </Section>
  );
}
