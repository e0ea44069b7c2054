import { memo } from 'react';
import { text } from '../../text/en.ts';
import { classNames } from '../class-names.ts';
import { cellText } from './cell-text.ts';
import { isNumeric } from './columns.ts';
import styles from './grid.module.css';
import type { GridColumn, GridWindow } from './source.ts';
import type { ColumnWindow } from './use-column-window.ts';

interface GridRowProps {
  readonly index: number;
  readonly height: number;
  readonly columns: readonly GridColumn[];
  readonly widths: readonly number[];
  readonly columnWindow: ColumnWindow;
  readonly window: GridWindow | undefined;
  /** Column of the active cell, when it is in this row. */
  readonly active: number | null;
  readonly activeId: string;
  readonly onPress: (row: number, column: number) => void;
}

/** One row of data; while its window is on the way, soft strokes hold its place. */
export const GridRow = memo(function GridRow(props: GridRowProps) {
  const { index, height, columnWindow, active, onPress } = props;
  const cells = columnWindow.shown.map((column) => <Cell key={column} {...props} column={column} />);
  const press = (event: React.MouseEvent) => {
    const cell = (event.target as Element).closest('[aria-colindex]');
    if (cell) onPress(index, Number(cell.getAttribute('aria-colindex')) - 1);
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: rows of a windowed grid are not table rows; keys are the grid's
    // biome-ignore lint/a11y/useFocusableInteractive: the grid has the focus and names its active cell
    // biome-ignore lint/a11y/useKeyWithClickEvents: keys are handled by the grid
    <div
      role="row"
      aria-rowindex={index + 2}
      className={classNames(styles.row, active !== null && styles.activeRow)}
      style={{ height }}
      onClick={press}
    >
      <Cell {...props} column={0} />
      <div className={styles.space} style={{ width: columnWindow.before }} />
      {cells}
      <div className={styles.space} style={{ width: columnWindow.after }} />
    </div>
  );
});

function Cell({
  columns,
  widths,
  window,
  index,
  active,
  activeId,
  column,
}: GridRowProps & { readonly column: number }) {
  const own = columns[column];
  if (!own) return null;
  const vector = window?.table.getChildAt(column);
  const value = vector ? cellText(vector.at(index - (window?.from ?? 0)), vector.type) : undefined;
  const isActive = active === column;
  return (
    // biome-ignore lint/a11y/useSemanticElements: see the row
    // biome-ignore lint/a11y/useFocusableInteractive: see the row
    <div
      role="gridcell"
      id={isActive ? activeId : undefined}
      aria-colindex={column + 1}
      className={classNames(
        styles.cell,
        column === 0 && styles.first,
        isNumeric(own.type) && styles.number,
        isActive && styles.active,
      )}
      style={{ width: widths[column] }}
    >
      {value === undefined ? (
        <span className={styles.stroke} aria-label={text.grid.loading} role="img" />
      ) : value === null ? (
        <span className={styles.none} aria-label={text.grid.emptyValue} role="img">
          ·
        </span>
      ) : (
        value
      )}
    </div>
  );
}
