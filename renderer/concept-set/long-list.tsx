import { type KeyboardEvent, type ReactNode, type Ref, useMemo } from 'react';
import {
  Collection,
  GridList,
  GridListItem,
  GridListLoadMoreItem,
  ListLayout,
  Virtualizer,
} from 'react-aria-components';
import { classNames } from '../kit/index.ts';
import styles from './long-list.module.css';

interface LongListProps<Row> {
  readonly label: string;
  readonly rows: readonly Row[];
  readonly rowId: (row: Row) => string;
  /** A row's words, for screen readers. */
  readonly rowText: (row: Row) => string;
  readonly children: (row: Row) => ReactNode;
  /** Enter, or a press on the row. */
  readonly onAction?: (row: Row) => void;
  /** Called when the reader comes near the end. */
  readonly onEnd?: (() => void) | undefined;
  readonly onRowKey?: (event: KeyboardEvent, row: Row) => void;
  /** Told apart from the rows: a change of it draws every row again. */
  readonly dependencies?: readonly unknown[];
  readonly listRef?: Ref<HTMLDivElement>;
  readonly empty: ReactNode;
}

/**
 * Rows with controls in them, drawn as far as they are seen: up and down walk the rows, left and right the controls of
 * one. Rows are as high as their words need.
 */
export function LongList<Row extends object>(props: LongListProps<Row>) {
  const { label, rows, rowId, rowText, children, onAction, onEnd, onRowKey, dependencies = [], listRef, empty } = props;
  const byId = useMemo(() => new Map(rows.map((row) => [rowId(row), row])), [rows, rowId]);
  const onKeyDown = (event: KeyboardEvent) => {
    const element = (event.target as HTMLElement).closest<HTMLElement>('[role="row"]');
    const row = byId.get(element?.dataset.key ?? '');
    if (row) onRowKey?.(event, row);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keys of a row reach it from the list's own rows
    <div className={styles.frame} onKeyDown={onRowKey ? onKeyDown : undefined}>
      <Virtualizer layout={ListLayout} layoutOptions={layout} shouldObserveItemSize>
        <GridList
          ref={listRef}
          aria-label={label}
          disallowTypeAhead
          selectionMode="none"
          className={styles.list}
          renderEmptyState={() => empty}
        >
          <Collection items={rows} dependencies={dependencies}>
            {(row) => (
              <GridListItem
                id={rowId(row)}
                textValue={rowText(row)}
                onAction={onAction ? () => onAction(row) : undefined}
                className={classNames(styles.row, onAction && styles.pressable)}
              >
                {children(row)}
              </GridListItem>
            )}
          </Collection>
          {onEnd ? <GridListLoadMoreItem onLoadMore={onEnd} /> : null}
        </GridList>
      </Virtualizer>
    </div>
  );
}

const layout = { estimatedRowSize: 50, loaderSize: 1 } as const;
