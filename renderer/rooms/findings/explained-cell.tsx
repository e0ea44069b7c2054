import type { CheckedCell } from '../../../contract/release.ts';
import { classNames } from '../../kit/index.ts';
import { findingsText as t } from '../../text/findings.ts';
import { printedText } from './placed.ts';
import styles from './released-table.module.css';
import type { Place } from './use-cell-focus.ts';

interface ExplainedCellProps {
  readonly cell: CheckedCell;
  readonly place: Place;
  readonly isChosen: boolean;
  /** Whether Tab stops here; arrows go on. */
  readonly isStop: boolean;
  readonly onChoose: () => void;
}

/** A cell that a rule changed: pressed or reached by keyboard, it says which rule and why. */
export function ExplainedCell({ cell: { text }, place, isChosen, isStop, onChoose }: ExplainedCellProps) {
  const shown = printedText(text ?? '—');
  return (
    <button
      type="button"
      data-place={`${place.row},${place.column}`}
      tabIndex={isStop ? 0 : -1}
      aria-pressed={isChosen}
      aria-label={text === null ? t.cell.withheld : t.cell.rounded(shown)}
      className={classNames(styles.explained, text === null && styles.withheld)}
      onFocus={({ currentTarget }) => {
        onChoose();
        currentTarget.scrollIntoView({ block: 'nearest' });
      }}
      onClick={onChoose}
    >
      {shown}
    </button>
  );
}
