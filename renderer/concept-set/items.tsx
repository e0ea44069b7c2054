import { ListPlus, X } from 'lucide-react';
import { type KeyboardEvent, useMemo, useState } from 'react';
import type { ConceptSetExpression, ResolvedSet } from '../../contract/vocabulary.ts';
import { Button, EmptyState, IconButton } from '../kit/index.ts';
import { conceptSetText as t } from '../text/concepts.ts';
import { ConceptMeta } from './concept-line.tsx';
import { type Flag, removeItem, type SetEdit, switchFlag } from './edit-items.ts';
import { type ItemRow, itemRows, rowsWith } from './item-rows.ts';
import { ItemSwitch } from './item-switch.tsx';
import styles from './items.module.css';
import { LongList } from './long-list.tsx';
import { SearchField } from './search-field.tsx';

const w = t.items;
/** More items than this want a line to find one by. */
const many = 12;
/** Rows that are there at once; the rest follow as the reader comes near the end. */
const batch = 200;

interface ItemsProps {
  readonly expression: ConceptSetExpression;
  readonly resolved: ResolvedSet | undefined;
  readonly isReadOnly: boolean;
  readonly onEdit: (edit: SetEdit) => void;
  readonly onAdd: (() => void) | null;
  readonly onOpenConcept: ((id: number) => void) | undefined;
}

const flagKeys: Readonly<Record<string, Flag>> = { d: 'includeDescendants', m: 'includeMapped', x: 'isExcluded' };
const idOf = ({ id }: ItemRow) => id;
const textOf = ({ name }: ItemRow) => name;

/** The items of a concept set, each with its three switches and what it brings by itself. */
export function Items({ expression, resolved, isReadOnly, onEdit, onAdd, onOpenConcept }: ItemsProps) {
  const [text, setText] = useState('');
  const [limit, setLimit] = useState(batch);
  const rows = useMemo(() => itemRows(expression, resolved), [expression, resolved]);
  const shown = useMemo(() => rowsWith(rows, text), [rows, text]);
  const first = useMemo(() => shown.slice(0, limit), [shown, limit]);
  if (rows.length === 0) return <NoItems onAdd={isReadOnly ? null : onAdd} />;

  const toggle = ({ index, name }: ItemRow, flag: Flag) => onEdit(switchFlag(expression, index, flag, name));
  const remove = ({ index, name }: ItemRow) => onEdit(removeItem(expression, index, name));
  const onRowKey = (event: KeyboardEvent, row: ItemRow) => {
    if (isReadOnly || event.ctrlKey || event.metaKey || event.altKey) return;
    const flag = flagKeys[event.key.toLowerCase()];
    if (flag) toggle(row, flag);
    else if (event.key === 'Delete') remove(row);
    else return;
    event.preventDefault();
  };
  return (
    <div className={styles.items}>
      {rows.length > many ? (
        <div className={styles.find}>
          <SearchField label={w.filter} placeholder={w.filter} value={text} onChange={setText} />
          <span role="status" className={styles.soft}>
            {text.trim() ? w.filtered(shown.length, rows.length) : ''}
          </span>
        </div>
      ) : null}
      <div aria-hidden className={styles.head}>
        <span>{w.concept}</span>
        <span className={styles.right}>{w.brings}</span>
        <span>{w.descendants}</span>
        <span>{w.mapped}</span>
        <span>{w.exclude}</span>
      </div>
      <LongList
        label={w.list}
        rows={first}
        onEnd={first.length < shown.length ? () => setLimit(limit + batch) : undefined}
        rowId={idOf}
        rowText={textOf}
        onRowKey={onRowKey}
        dependencies={[isReadOnly, expression]}
        empty={<p className={styles.none}>{w.noneFiltered}</p>}
      >
        {(row) => (
          <Item
            row={row}
            isReadOnly={isReadOnly}
            onToggle={(flag) => toggle(row, flag)}
            onRemove={() => remove(row)}
            onOpenConcept={onOpenConcept}
          />
        )}
      </LongList>
      {isReadOnly ? null : <p className={styles.help}>{w.help}</p>}
    </div>
  );
}

function NoItems({ onAdd }: { readonly onAdd: (() => void) | null }) {
  return (
    <EmptyState
      icon={ListPlus}
      title={w.empty.title}
      why={w.empty.why}
      next={
        onAdd ? (
          <Button variant="primary" onPress={onAdd}>
            {w.empty.next}
          </Button>
        ) : null
      }
    />
  );
}

interface ItemProps {
  readonly row: ItemRow;
  readonly isReadOnly: boolean;
  readonly onToggle: (flag: Flag) => void;
  readonly onRemove: () => void;
  readonly onOpenConcept: ((id: number) => void) | undefined;
}

function Item({ row, isReadOnly, onToggle, onRemove, onOpenConcept }: ItemProps) {
  const { item, name, concept, concepts } = row;
  const id = item.concept.CONCEPT_ID;
  const isExcluded = Boolean(item.isExcluded);
  const flag = (which: Flag, label: string, column: string) => (
    <ItemSwitch
      label={label}
      column={column}
      isOn={Boolean(item[which])}
      isReadOnly={isReadOnly}
      onChange={() => onToggle(which)}
    />
  );
  return (
    <div className={styles.row}>
      <span className={styles.concept}>
        {onOpenConcept && concept ? (
          <Button variant="plain" className={styles.open} onPress={() => onOpenConcept(id)}>
            {name}
          </Button>
        ) : (
          <span className={styles.name}>{name}</span>
        )}
        {concept ? <ConceptMeta concept={concept} /> : <Unresolved id={id} isUnknown={concept === null} />}
      </span>
      <span className={styles.brings}>
        {concepts === undefined ? '' : isExcluded ? w.covers(concepts) : w.bringsCount(concepts)}
      </span>
      {flag('includeDescendants', w.descendantsOf(name), w.descendants)}
      {flag('includeMapped', w.mappedOf(name), w.mapped)}
      {flag('isExcluded', w.excludeOf(name), w.exclude)}
      {isReadOnly ? <span /> : <IconButton icon={X} label={w.removeOf(name)} onPress={onRemove} />}
    </div>
  );
}

function Unresolved({ id, isUnknown }: { readonly id: number; readonly isUnknown: boolean }) {
  return (
    <span className={styles.meta}>
      {id}
      {isUnknown ? <span className={styles.unknown}>{t.unknown}</span> : null}
    </span>
  );
}
