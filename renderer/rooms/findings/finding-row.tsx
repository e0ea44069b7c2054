import { Info, PenLine, Trash2 } from 'lucide-react';
import { useState } from 'react';
import type { Finding } from '../../../contract/findings.ts';
import { Checkbox, formatDay, IconButton } from '../../kit/index.ts';
import { useFindingSelection } from '../../state/finding-selection.ts';
import { usePreferences } from '../../state/preferences.ts';
import { findingsText as t } from '../../text/findings.ts';
import { EditFinding } from './edit-finding.tsx';
import { FindingCard, type Numbers } from './finding-card.tsx';
import styles from './finding-row.module.css';
import { MarginNote } from './margin-note.tsx';
import { RemoveFinding } from './remove-finding.tsx';

interface FindingRowProps {
  readonly finding: Finding;
  readonly numbers: Numbers;
  readonly isReadOnly: boolean;
  /** Shows how it was made in the inspector. */
  readonly onInspect: () => void;
  readonly isInspected: boolean;
}

/** A card on the light table, and the check in its margin. */
export function FindingRow({ finding, numbers, isReadOnly, onInspect, isInspected }: FindingRowProps) {
  const isSelected = useFindingSelection((s) => s.ids.includes(finding.id));
  const toggle = useFindingSelection((s) => s.toggle);
  const [asked, ask] = useState<'edit' | 'remove' | null>(null);
  const inspect = () => {
    onInspect();
    if (!usePreferences.getState().isInspectorOpen) usePreferences.getState().toggleInspector();
  };
  return (
    <article aria-label={finding.title} className={styles.row}>
      <FindingCard finding={finding} numbers={numbers} onWrite={isReadOnly ? null : () => ask('edit')} />
      <aside aria-label={`${t.check.heading}: ${finding.title}`} className={styles.margin}>
        <div className={styles.tools}>
          <Checkbox
            aria-label={t.select(finding.title)}
            isSelected={isSelected}
            isDisabled={finding.checked.summary.refused}
            onChange={() => toggle(finding.id)}
          >
            {t.selectShort}
          </Checkbox>
          <span className={styles.icons}>
            <IconButton icon={Info} label={t.actions.made} pressed={isInspected} onPress={inspect} />
            {isReadOnly ? null : (
              <>
                <IconButton icon={PenLine} label={t.actions.edit} onPress={() => ask('edit')} />
                <IconButton icon={Trash2} label={t.actions.remove} onPress={() => ask('remove')} />
              </>
            )}
          </span>
        </div>
        <MarginNote checked={finding.checked} />
        <p className={styles.day}>{t.card.day(formatDay(finding.createdAt))}</p>
      </aside>
      {asked === 'edit' ? <EditFinding finding={finding} onClose={() => ask(null)} /> : null}
      {asked === 'remove' ? <RemoveFinding finding={finding} onClose={() => ask(null)} /> : null}
    </article>
  );
}
