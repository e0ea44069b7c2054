import { CircleCheck, CircleDashed } from 'lucide-react';
import type { IdentifierFinding } from '../../../contract/data.ts';
import { Button, classNames, formatShare, RadioGroup, TextField } from '../../kit/index.ts';
import { decisionAbout, lacksReason, type SuspectColumn } from '../../state/gate-decisions.ts';
import { useImportFlow } from '../../state/import-flow.ts';
import { importText } from '../../text/data.ts';
import styles from './gate-column.module.css';

const t = importText.columns;

/** One suspected column: what was found, and what happens to it. */
export function GateColumn({ suspect }: { readonly suspect: SuspectColumn }) {
  const decisions = useImportFlow((s) => s.decisions);
  const decide = useImportFlow((s) => s.decide);
  const undecide = useImportFlow((s) => s.undecide);
  const { table, column, identifiers, mustDecide } = suspect;
  const decision = decisionAbout(decisions, suspect);
  const Mark = decision && !lacksReason(decision) ? CircleCheck : CircleDashed;
  return (
    <div className={styles.column}>
      <div className={styles.finding}>
        <p className={styles.name}>
          <Mark
            aria-hidden
            size={16}
            className={classNames(styles.mark, Mark === CircleCheck ? styles.done : mustDecide && styles.must)}
          />
          <code>
            {table}.{column}
          </code>
        </p>
        {identifiers.map((finding) => (
          <p key={finding.category + finding.label} className={styles.sign}>
            {describe(finding)}
          </p>
        ))}
        <p className={mustDecide ? styles.mustWords : styles.sign}>{mustDecide ? t.must : t.may}</p>
      </div>
      <div className={styles.decision}>
        <RadioGroup
          label={t.decision(column)}
          value={decision?.action ?? null}
          onChange={(value) =>
            decide({ table, column, action: value === 'attest' ? 'attest' : 'drop', reason: decision?.reason ?? '' })
          }
          options={[
            { value: 'drop', label: t.drop, note: t.dropNote },
            { value: 'attest', label: t.attest, note: t.attestNote },
          ]}
        />
        {decision?.action === 'attest' ? (
          <TextField
            label={t.reason}
            value={decision.reason}
            problem={lacksReason(decision) ? t.reasonMissing : null}
            onChange={(reason) => decide({ ...decision, reason })}
          />
        ) : null}
        {decision && !mustDecide ? (
          <Button variant="plain" onPress={() => undecide(table, column)}>
            {t.undo}
          </Button>
        ) : null}
      </div>
    </div>
  );
}

function describe({ category, label, evidence, strength, rate }: IdentifierFinding): string {
  const share = rate === null ? '' : `, ${t.rate(formatShare(rate))}`;
  return `${t.category(category, label)}: ${t.strength[strength]}, ${t.evidence[evidence]}${share}.`;
}
