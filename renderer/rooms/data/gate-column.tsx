import { CircleCheck, CircleDashed } from 'lucide-react';
import type { IdentifierFinding } from '../../../contract/data.ts';
import { classNames, formatShare, RadioGroup, TextField } from '../../kit/index.ts';
import { decisionAbout, lacksReason, type SuspectColumn } from '../../state/gate-decisions.ts';
import { useImportFlow } from '../../state/import-flow.ts';
import { importText } from '../../text/data.ts';
import styles from './gate-column.module.css';

const t = importText.columns;

const options = [
  { value: 'drop', label: t.drop },
  { value: 'attest', label: t.attest },
] as const;

/** One suspected column: what was found, and what happens to it. */
export function GateColumn({ suspect }: { readonly suspect: SuspectColumn }) {
  const decisions = useImportFlow((s) => s.decisions);
  const decide = useImportFlow((s) => s.decide);
  const undecide = useImportFlow((s) => s.undecide);
  const { table, column, identifiers, mustDecide } = suspect;
  const decision = decisionAbout(decisions, suspect);
  const choose = (value: string) => {
    if (value === 'stay') undecide(table, column);
    else decide({ table, column, action: value === 'attest' ? 'attest' : 'drop', reason: decision?.reason ?? '' });
  };
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
        {mustDecide ? <p className={styles.mustWords}>{t.must}</p> : null}
      </div>
      <div className={styles.decision}>
        <RadioGroup
          label={t.decision(column)}
          hideLabel
          direction="row"
          value={decision?.action ?? (mustDecide ? null : 'stay')}
          onChange={choose}
          options={mustDecide ? options : [{ value: 'stay', label: t.stay }, ...options]}
        />
        {decision?.action === 'attest' ? (
          <TextField
            label={t.reason}
            value={decision.reason}
            problem={lacksReason(decision) ? t.reasonMissing : null}
            onChange={(reason) => decide({ ...decision, reason })}
          />
        ) : null}
      </div>
    </div>
  );
}

function describe({ category, label, evidence, strength, rate }: IdentifierFinding): string {
  const share = rate === null ? '' : `, ${t.rate(formatShare(rate))}`;
  return `${t.category(category, label)}: ${t.strength[strength]}, ${t.evidence[evidence]}${share}.`;
}
