import { RadioGroup, Section } from '../../kit/index.ts';
import { shiftsAllDates } from '../../state/gate-decisions.ts';
import { useImportFlow } from '../../state/import-flow.ts';
import { gateText } from '../../text/gate.ts';
import styles from './gate-column.module.css';

const t = gateText.dates;

/** Whether the dates of all persons stay or move: one decision for the whole dataset. */
export function GateDates() {
  const decisions = useImportFlow((s) => s.decisions);
  const decide = useImportFlow((s) => s.decide);
  const undecide = useImportFlow((s) => s.undecide);
  const choose = (value: string) => {
    if (value === 'shift') decide({ table: '*', column: '*', action: 'shift', reason: '' });
    else undecide('*', '*');
  };
  return (
    <Section title={t.title}>
      <p className={styles.explain}>{t.explain}</p>
      <RadioGroup
        label={t.label}
        hideLabel
        value={shiftsAllDates(decisions) ? 'shift' : 'keep'}
        onChange={choose}
        options={[
          { value: 'keep', label: t.keep, note: t.keepNote },
          { value: 'shift', label: t.shift, note: t.shiftNote },
        ]}
      />
    </Section>
  );
}
