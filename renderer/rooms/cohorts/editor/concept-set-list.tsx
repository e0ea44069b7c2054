import { useRef, useState } from 'react';
import type { Outline } from '../../../../contract/outline.ts';
import { editorText as t } from '../../../text/cohort-editor.ts';
import styles from './concept-set-list.module.css';
import { editSet, type NamedSet } from './concept-sets.ts';
import { useEditor } from './editor-context.ts';
import { valueAt } from './json-path.ts';
import { PickMenu } from './pick-menu.tsx';
import { SetDialog } from './set-dialog.tsx';

type OwnSet = Outline['conceptSets'][number];

/** The definition's own concept sets, and how often each is used. */
export function ConceptSetList({ sets }: { readonly sets: readonly OwnSet[] }) {
  return (
    <section className={styles.sets} aria-labelledby="definition-concept-sets">
      <h3 id="definition-concept-sets" className={styles.heading}>
        {t.sets.heading}
      </h3>
      <p className={styles.hint}>{sets.length === 0 ? t.sets.none : t.sets.hint}</p>
      <ul className={styles.list}>
        {sets.map((set) => (
          <OwnSetLine key={set.path} set={set} />
        ))}
      </ul>
    </section>
  );
}

function OwnSetLine({ set }: { readonly set: OwnSet }) {
  const editor = useEditor();
  const trigger = useRef<HTMLButtonElement>(null);
  const [open, setOpen] = useState<'menu' | 'edit' | null>(null);
  const close = () => setOpen(null);
  const { remove, path, name } = set;
  const keep = (next: NamedSet) => {
    close();
    editor.change(() => editSet(path, next));
    requestAnimationFrame(() => trigger.current?.focus());
  };
  const copy = { id: 'copy', label: t.sets.copy, onPick: () => editor.copy(path, `“${name}”`) };
  const edit = { id: 'edit', label: t.sets.editThis, onPick: () => setOpen('edit') };
  const away = {
    id: 'remove',
    label: t.sets.remove,
    unavailable: remove ? null : t.sets.unusedOnly,
    onPick: () => remove && editor.change(() => remove),
  };
  return (
    <li data-line={path}>
      <button
        ref={trigger}
        type="button"
        aria-haspopup="menu"
        aria-expanded={open === 'menu'}
        aria-label={t.sets.more(name)}
        data-word={path}
        className={styles.name}
        onClick={() => setOpen('menu')}
      >
        {name}
      </button>{' '}
      <span className={styles.facts}>
        {t.sets.items(set.items)}, {t.sets.uses(set.uses)}
      </span>
      {open === 'menu' ? (
        <PickMenu
          label={t.sets.more(name)}
          trigger={trigger}
          isOpen
          onClose={close}
          sections={[{ picks: editor.readOnly ? [copy] : [edit, copy, away] }]}
        />
      ) : null}
      {open === 'edit' ? (
        <SetDialog
          title={t.sets.editTitle}
          set={valueAt(editor.expression(), path) as NamedSet}
          dataset={editor.dataset}
          onKeep={keep}
          onClose={close}
        />
      ) : null}
    </li>
  );
}
