import { type CSSProperties, memo, useMemo } from 'react';
import type { OutlineNode } from '../../../../contract/outline.ts';
import { addable } from '../../../../contract/outline-menu.ts';
import { classNames } from '../../../kit/index.ts';
import { editorText as t } from '../../../text/cohort-editor.ts';
import { AddButton } from './add-button.tsx';
import { useEditor } from './editor-context.ts';
import { LineMargin } from './line-margin.tsx';
import { LineMenu } from './line-menu.tsx';
import { LineNotes } from './line-notes.tsx';
import styles from './outline-line.module.css';
import { nameOf } from './outline-nodes.ts';
import { Sentence } from './sentence.tsx';
import { useLineDrop } from './use-dragged.ts';

interface OutlineLineProps {
  readonly node: OutlineNode;
  readonly depth: number;
}

const hasActions = ({ remove, toggle, duplicate, list }: OutlineNode) =>
  remove !== null || toggle !== null || duplicate !== null || list !== null;

/** A line holds others where it is a heading to them; there what is added stands at their end. */
const isHeading = ({ role }: OutlineNode) => role === 'rule' || role === 'group';

/** One line of a definition and the lines under it. Drawn again only when something in it changed. */
export const OutlineLine = memo(function OutlineLine({ node, depth }: OutlineLineProps) {
  const editor = useEditor();
  const { side, props } = useLineDrop(node, editor);
  const inner = node.children;
  const actions = useMemo(() => addable(editor, node), [editor, node]);
  return (
    <li
      data-line={node.path}
      data-role={node.role}
      data-drop={side ?? undefined}
      className={classNames(styles.line, styles[node.role], node.isOff && styles.off)}
      style={{ '--depth': depth } as CSSProperties}
      {...props}
    >
      <div className={styles.row}>
        <LineMargin path={node.path} />
        <div className={styles.text}>
          <span className={styles.gutter}>{hasActions(node) ? <LineMenu node={node} /> : null}</span>
          <div className={styles.words}>
            <p className={styles.sentence}>
              {node.isOff ? <span className={styles.offWord}>{t.line.off}</span> : null}
              <span className={styles.said}>
                <Sentence parts={node.parts} />
              </span>
              {isHeading(node) ? null : (
                <AddButton look="line" label={t.add.to(nameOf(node))} to={nameOf(node)} actions={actions} />
              )}
            </p>
            <LineNotes path={node.path} />
          </div>
        </div>
      </div>
      {inner.length > 0 ? (
        <ul>
          {inner.map((child) => (
            <OutlineLine key={child.path} node={child} depth={depth + 1} />
          ))}
        </ul>
      ) : null}
      {isHeading(node) && actions.length > 0 ? (
        <div className={styles.addRow} style={{ '--depth': depth + 1 } as CSSProperties}>
          <AddButton
            look="words"
            label={t.add.in(nameOf(node))}
            shown={t.add.here}
            to={nameOf(node)}
            actions={actions}
          />
        </div>
      ) : null}
    </li>
  );
});
