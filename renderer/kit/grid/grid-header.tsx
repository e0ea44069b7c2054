import { ArrowDown, ArrowUp } from 'lucide-react';
import { classNames } from '../class-names.ts';
import { isNumeric, typeWord } from './columns.ts';
import styles from './grid.module.css';
import type { GridColumn, GridSort } from './source.ts';
import type { ColumnWindow } from './use-column-window.ts';

interface GridHeaderProps {
  readonly columns: readonly GridColumn[];
  readonly widths: readonly number[];
  readonly columnWindow: ColumnWindow;
  readonly sort: GridSort | null;
  readonly active: number | null;
  readonly activeId: string;
  /** null: the source does not sort. */
  readonly onSort: ((column: number) => void) | null;
}

/** Names and types of the columns; a press sorts. Sticky, its first column too. */
export function GridHeader(props: GridHeaderProps) {
  const { columnWindow } = props;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a windowed grid is not a table
    <div role="rowgroup" className={styles.header}>
      {/* biome-ignore lint/a11y/useSemanticElements: see above */}
      {/* biome-ignore lint/a11y/useFocusableInteractive: the grid has the focus and names its active cell */}
      <div role="row" aria-rowindex={1} className={styles.row}>
        <HeaderCell {...props} column={0} />
        <div className={styles.space} style={{ width: columnWindow.before }} />
        {columnWindow.shown.map((column) => (
          <HeaderCell key={column} {...props} column={column} />
        ))}
        <div className={styles.space} style={{ width: columnWindow.after }} />
      </div>
    </div>
  );
}

function HeaderCell(props: GridHeaderProps & { readonly column: number }) {
  const { columns, widths, sort, active, activeId, onSort, column } = props;
  const own = columns[column];
  if (!own) return null;
  const direction = sort?.column === own.name ? (sort.descending ? 'descending' : 'ascending') : undefined;
  const Arrow = direction === 'descending' ? ArrowDown : ArrowUp;
  const isActive = active === column;
  return (
    // biome-ignore lint/a11y/useSemanticElements: see the row
    // biome-ignore lint/a11y/useFocusableInteractive: see the row
    // biome-ignore lint/a11y/useKeyWithClickEvents: keys are handled by the grid
    <div
      role="columnheader"
      id={isActive ? activeId : undefined}
      aria-colindex={column + 1}
      aria-sort={onSort ? (direction ?? 'none') : undefined}
      className={classNames(
        styles.cell,
        styles.headCell,
        column === 0 && styles.first,
        isNumeric(own.type) && styles.number,
        onSort && styles.sortable,
        isActive && styles.active,
      )}
      style={{ width: widths[column] }}
      onClick={onSort ? () => onSort(column) : undefined}
    >
      <span className={styles.name}>
        <span className={styles.nameText}>{own.name}</span>
        {direction ? <Arrow aria-hidden size={12} strokeWidth={2.5} className={styles.arrow} /> : null}
      </span>
      <span className={styles.type}>{typeWord(own.type)}</span>
    </div>
  );
}
