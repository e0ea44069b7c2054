import type { GateChoice } from '../../../contract/data.ts';
import { gateText } from '../../text/gate.ts';
import styles from './gate-preview.module.css';

const t = gateText.preview;

interface GatePreviewProps {
  readonly column: string;
  readonly examples: readonly string[];
  readonly choice: GateChoice;
  /** False while nothing is chosen: what is advised is shown. */
  readonly isChosen: boolean;
}

/** Masked examples of a column beside what a decision makes of them. */
export function GatePreview({ column, examples, choice, isChosen }: GatePreviewProps) {
  return (
    <table className={styles.preview}>
      <caption className={styles.caption}>{t.caption(column)}</caption>
      <thead>
        <tr>
          <th scope="col">{t.before}</th>
          <th scope="col">{isChosen ? t.after : t.advised}</th>
        </tr>
      </thead>
      <tbody>
        {examples.map((example, i) => (
          <tr key={example}>
            <td>
              <code>{example}</code>
            </td>
            <td>
              {choice.after[i] ? <code>{choice.after[i]}</code> : <span className={styles.nothing}>{t.nothing}</span>}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
