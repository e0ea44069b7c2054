import { memo } from 'react';
import type { Outline } from '../../../../contract/outline.ts';
import { editorText as t } from '../../../text/cohort-editor.ts';
import { AddButton } from './add-button.tsx';
import { OutlineLine } from './outline-line.tsx';
import styles from './outline-section.module.css';

interface OutlineSectionProps {
  readonly section: Outline['sections'][number];
}

/** Who enters, who stays, when they leave: a heading, what it decides, its lines, and what can be added. */
export const OutlineSection = memo(function OutlineSection({ section }: OutlineSectionProps) {
  const { id, heading, hint, nodes, add } = section;
  const isEmpty = !nodes.some(({ role }) => role !== 'line');
  const empty = isEmpty ? t.section.empty[id] : '';
  const [only] = add;
  const label = add.length === 1 && only ? (id === 'rules' ? t.add.rule : only.label) : t.section.add[id];
  // Where nobody enters yet, what to do first comes first; the lines below speak of events that there are none of.
  const isFirst = isEmpty && id === 'entry';
  const addButton =
    add.length > 0 ? (
      <div className={styles.add}>
        <AddButton look={isFirst ? 'begin' : 'words'} label={label} to={null} actions={add} />
      </div>
    ) : null;
  return (
    <section className={styles.section} data-line={`section ${id}`}>
      <header className={styles.head}>
        <h3 className={styles.heading}>{heading}</h3>
        <p className={styles.hint}>{hint}</p>
      </header>
      {empty ? <p className={styles.empty}>{empty}</p> : null}
      {isFirst ? addButton : null}
      {nodes.length > 0 ? (
        <ul>
          {nodes.map((node) => (
            <OutlineLine key={node.path} node={node} depth={0} />
          ))}
        </ul>
      ) : null}
      {isFirst ? null : addButton}
    </section>
  );
});
