import type { Decision, IdentifierFinding } from '../../../contract/data.ts';
import { formatShare, RadioGroup, TextField } from '../../kit/index.ts';
import { decisionAbout, lacksReason, type SuspectColumn, shiftsAllDates } from '../../state/gate-decisions.ts';
import { type Way, wayKey, waysOf } from '../../state/gate-groups.ts';
import { useImportFlow } from '../../state/import-flow.ts';
import { importText } from '../../text/data.ts';
import { gateText } from '../../text/gate.ts';
import styles from './gate-column.module.css';
import { GateMark } from './gate-mark.tsx';
import { GatePreview } from './gate-preview.tsx';

const t = importText.columns;

/** A way in words: its name and what it does. */
export const wordsOf = ({ action, to }: Way) =>
  action === 'generalise' ? gateText.to[to ?? 'year'] : gateText.action[action];

interface GateColumnProps {
  readonly suspect: SuspectColumn;
  /** The identifier of its group, which says once why it matters. */
  readonly category: string;
}

/** One suspected column: what was found and how surely, and what happens to it. */
export function GateColumn({ suspect, category }: GateColumnProps) {
  const decisions = useImportFlow((s) => s.decisions);
  const decide = useImportFlow((s) => s.decide);
  const { table, column, identifiers, examples, mustDecide } = suspect;
  const decision = decisionAbout(decisions, suspect);
  const isDone = decision !== undefined && !lacksReason(decision);
  const ways = waysOf(suspect);
  const shown = ways.find((choice) => decision && wayKey(choice) === wayKey(decision)) ?? ways[0];
  return (
    <div className={styles.column}>
      <div className={styles.finding}>
        <p className={styles.name}>
          <GateMark isDone={isDone} mustDecide={mustDecide} />
          <code>
            {table}.{column}
          </code>
        </p>
        {identifiers.map((finding) => (
          <p key={finding.category + finding.label} className={styles.sign}>
            {describe(finding)} {finding.category === category ? null : gateText.why[finding.category]}
          </p>
        ))}
        {mustDecide && !decision ? <p className={styles.mustWords}>{t.must}</p> : null}
        {shown && examples.length > 0 ? (
          <div className={styles.sign}>
            <GatePreview column={column} examples={examples} choice={shown} isChosen={decision !== undefined} />
          </div>
        ) : null}
      </div>
      <div className={styles.decision}>
        <Ways suspect={suspect} decision={decision} />
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

function Ways({ suspect, decision }: { readonly suspect: SuspectColumn; readonly decision: Decision | undefined }) {
  const decide = useImportFlow((s) => s.decide);
  const undecide = useImportFlow((s) => s.undecide);
  const moves = useImportFlow((s) => shiftsAllDates(s.decisions));
  const { table, column, choices, mustDecide } = suspect;
  const ways = waysOf(suspect);
  const stay = moves && ways.some(({ action }) => action === 'shift') ? gateText.moves : gateText.stay;
  const choose = (value: string) => {
    const way = ways.find((one) => wayKey(one) === value);
    if (!way) return undecide(table, column);
    decide({ table, column, action: way.action, to: way.to, reason: decision?.reason ?? '' });
  };
  const options = ways.map((way, i) => {
    const { label, note } = wordsOf(way);
    const isAdvised = i === 0 && choices.length > 0;
    return { value: wayKey(way), label: isAdvised ? gateText.advised(label) : label, note };
  });
  return (
    <RadioGroup
      label={t.decision(column)}
      hideLabel
      value={decision ? wayKey(decision) : mustDecide ? null : 'stay'}
      onChange={choose}
      options={mustDecide ? options : [{ value: 'stay', ...stay }, ...options]}
    />
  );
}

function describe({ category, label, evidence, strength, rate }: IdentifierFinding): string {
  const share = rate === null ? '' : `, ${t.rate(formatShare(rate))}`;
  return `${t.category(category, label)}: ${t.strength[strength]}, ${t.evidence[evidence]}${share}.`;
}
