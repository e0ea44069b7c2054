import { ChevronDown, ChevronRight, GripVertical } from 'lucide-react';
import { useState } from 'react';
import { Button as AriaButton, GridList, GridListItem, useDragAndDrop } from 'react-aria-components';
import type { Finding } from '../../../contract/findings.ts';
import { Button, Checkbox, classNames } from '../../kit/index.ts';
import { useFindingSelection } from '../../state/finding-selection.ts';
import { findingsText } from '../../text/findings.ts';
import styles from './contents.module.css';
import { reordered } from './reordered.ts';

const t = findingsText.order;
const mostOpen = 8;

interface ContentsProps {
  readonly findings: readonly Finding[];
  /** Findings that cannot leave: nothing of them may, or their result is gone. */
  readonly staying: ReadonlySet<string>;
  readonly gone: ReadonlySet<string>;
  readonly isReadOnly: boolean;
  readonly onOrder: (ids: readonly string[]) => void;
}

/** What is on the table, in its order: chosen for export here, dragged to another place, or looked for. */
export function Contents({ findings, staying, gone, isReadOnly, onOrder }: ContentsProps) {
  const chosen = useFindingSelection((s) => s.ids);
  const choose = useFindingSelection((s) => s.choose);
  const want = useFindingSelection((s) => s.want);
  const [isOpen, setOpen] = useState(findings.length <= mostOpen);
  const ids = findings.map(({ id }) => id);
  const { dragAndDropHooks } = useDragAndDrop({
    getItems: (keys) => [...keys].map((key) => ({ 'text/plain': String(key) })),
    onReorder: ({ keys, target }) => {
      if (target.dropPosition === 'on') return;
      onOrder(reordered(ids, new Set([...keys].map(String)), String(target.key), target.dropPosition));
    },
  });
  return (
    <nav aria-label={t.heading} className={styles.contents}>
      <Button
        variant="plain"
        icon={isOpen ? ChevronDown : ChevronRight}
        aria-expanded={isOpen}
        onPress={() => setOpen(!isOpen)}
        className={styles.toggle}
      >
        {t.show(findings.length)}
      </Button>
      <div className={classNames(styles.body, !isOpen && styles.folded)}>
        <GridList
          aria-label={t.heading}
          selectionMode="multiple"
          selectionBehavior="toggle"
          disabledBehavior="selection"
          disabledKeys={staying}
          selectedKeys={chosen.filter((id) => ids.includes(id))}
          onSelectionChange={(keys) =>
            choose(keys === 'all' ? ids.filter((id) => !staying.has(id)) : [...keys].map(String))
          }
          onAction={(key) => want(String(key))}
          {...(isReadOnly ? {} : { dragAndDropHooks })}
          className={styles.list}
        >
          {findings.map((finding) => (
            <GridListItem key={finding.id} id={finding.id} textValue={finding.title} className={styles.item}>
              {isReadOnly ? null : (
                <AriaButton slot="drag" aria-label={t.drag(finding.title)} className={styles.grip}>
                  <GripVertical aria-hidden size={14} />
                </AriaButton>
              )}
              <Checkbox slot="selection">{null}</Checkbox>
              <span className={styles.words}>
                <span className={styles.title}>{finding.title}</span>
                <span className={styles.state}>{stateOf(finding, gone.has(finding.id))}</span>
              </span>
            </GridListItem>
          ))}
        </GridList>
        {isReadOnly ? null : <p className={styles.hint}>{t.hint}</p>}
      </div>
    </nav>
  );
}

function stateOf({ checked: { summary }, context }: Finding, isGone: boolean): string {
  if (isGone) return t.gone;
  if (summary.refused) return t.refused;
  const shown = t.shown(summary.published, summary.cells);
  return context.trim() === '' ? `${shown} · ${t.noContext}` : shown;
}
