import { ChevronDown, ChevronUp, Info, PenLine, Trash2 } from 'lucide-react';
import { useState } from 'react';
import type { Finding } from '../../../contract/findings.ts';
import { openInspector } from '../../frame/use-inspector.ts';
import { Checkbox, formatDay, IconButton } from '../../kit/index.ts';
import { useFindingSelection } from '../../state/finding-selection.ts';
import { findingsText as t } from '../../text/findings.ts';
import { CoarserGroups } from './coarser-groups.tsx';
import { EditFinding } from './edit-finding.tsx';
import { FindingCard, type Numbers } from './finding-card.tsx';
import styles from './finding-row.module.css';
import { MadeLink } from './made-link.tsx';
import { MarginNote } from './margin-note.tsx';
import { RemoveFinding } from './remove-finding.tsx';
import { useBroughtIntoView } from './use-brought-into-view.ts';
import type { TogetherCheck } from './use-together.ts';

interface FindingRowProps {
  /** As it would be printed: where it is chosen for export, checked with the others that are. */
  readonly finding: Finding;
  readonly together: TogetherCheck;
  readonly numbers: Numbers;
  readonly isReadOnly: boolean;
  /** Its result is no longer in the study: it can be neither checked again nor exported. */
  readonly isGone: boolean;
  /** It cannot be chosen for export. */
  readonly isStaying: boolean;
  /** Moves it a place up or down; null where it cannot go further. */
  readonly onUp: (() => void) | null;
  readonly onDown: (() => void) | null;
  /** Shows how it was made in the inspector. */
  readonly onInspect: () => void;
  readonly isInspected: boolean;
}

/** A card on the light table, and the check in its margin. */
export function FindingRow(props: FindingRowProps) {
  const { finding, together, numbers, isReadOnly, isGone, isStaying, onInspect, isInspected } = props;
  const [asked, ask] = useState<'edit' | 'remove' | null>(null);
  const place = useBroughtIntoView(finding.id);
  const inspect = () => {
    onInspect();
    openInspector();
  };
  return (
    <article ref={place} tabIndex={-1} aria-label={finding.title} className={styles.row} onFocus={onInspect}>
      <FindingCard finding={finding} numbers={numbers} onWrite={isReadOnly ? null : () => ask('edit')} />
      <aside aria-label={`${t.check.heading}: ${finding.title}`} className={styles.margin}>
        <div className={styles.tools}>
          <ForExport finding={finding} isStaying={isStaying} />
          <span className={styles.icons}>
            {isReadOnly ? null : <Moves {...props} />}
            <IconButton icon={Info} label={t.actions.made} pressed={isInspected} onPress={inspect} />
            {isReadOnly ? null : (
              <>
                <IconButton icon={PenLine} label={t.actions.edit} onPress={() => ask('edit')} />
                <IconButton icon={Trash2} label={t.actions.remove} onPress={() => ask('remove')} />
              </>
            )}
          </span>
        </div>
        {isGone ? <Gone /> : null}
        <MarginNote checked={finding.checked} beside={isGone ? null : besideOf(finding.id, together)} />
        {isReadOnly || isGone ? null : <CoarserGroups finding={finding} beside={othersOf(finding.id, together)} />}
        <MadeLink finding={finding.id} />
        <p className={styles.day}>{t.card.day(formatDay(finding.createdAt))}</p>
      </aside>
      {asked === 'edit' ? <EditFinding finding={finding} onClose={() => ask(null)} /> : null}
      {asked === 'remove' ? <RemoveFinding finding={finding} onClose={() => ask(null)} /> : null}
    </article>
  );
}

/** The other findings that would leave with it; none where it is not chosen itself. */
const othersOf = (id: string, { chosen }: TogetherCheck): readonly string[] =>
  chosen.includes(id) ? chosen.filter((one) => one !== id) : [];

/** What a finding was checked beside, in words. */
function besideOf(id: string, together: TogetherCheck): string {
  if (!together.chosen.includes(id)) return t.together.alone;
  if (together.of(id) === null) return together.isChecking ? t.together.checking : t.together.not;
  return t.together.done(together.chosen.length - 1);
}

function ForExport({ finding: { id, title }, isStaying }: Pick<FindingRowProps, 'finding' | 'isStaying'>) {
  const isSelected = useFindingSelection((s) => s.ids.includes(id));
  const toggle = useFindingSelection((s) => s.toggle);
  return (
    <Checkbox
      aria-label={t.select(title)}
      isSelected={isSelected && !isStaying}
      isDisabled={isStaying}
      onChange={() => toggle(id)}
    >
      {t.selectShort}
    </Checkbox>
  );
}

function Moves({ onUp, onDown }: Pick<FindingRowProps, 'onUp' | 'onDown'>) {
  if (!onUp && !onDown) return null;
  return (
    <>
      <IconButton icon={ChevronUp} label={t.order.up} isDisabled={!onUp} onPress={() => onUp?.()} />
      <IconButton icon={ChevronDown} label={t.order.down} isDisabled={!onDown} onPress={() => onDown?.()} />
    </>
  );
}

function Gone() {
  return (
    <div role="note" className={styles.gone}>
      <strong>{t.gone.title}</strong>
      <p>{t.gone.why}</p>
    </div>
  );
}
