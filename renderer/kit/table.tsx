import type { ReactNode } from 'react';
import { classNames } from './class-names.ts';
import styles from './table.module.css';

export interface TableColumn<Row> {
  readonly key: string;
  readonly header: ReactNode;
  /** Numbers stand at the right, digits justified. */
  readonly align?: 'left' | 'right';
  readonly width?: string;
  /** Makes its cells the row's header. One column at most. */
  readonly isRowHeader?: boolean;
  readonly cell: (row: Row, index: number) => ReactNode;
}

interface TableProps<Row> {
  /** What the table shows, for screen readers; visible when `showCaption`. */
  readonly caption: string;
  readonly showCaption?: boolean;
  readonly columns: readonly TableColumn<Row>[];
  readonly rows: readonly Row[];
  readonly rowKey: (row: Row, index: number) => string;
  /** Marks rows: what the inspector shows. */
  readonly isSelected?: (row: Row) => boolean;
  readonly foot?: ReactNode;
}

/** A plain semantic table for short, finished content. For rows of data use Grid. */
export function Table<Row>({ caption, showCaption, columns, rows, rowKey, isSelected, foot }: TableProps<Row>) {
  return (
    <div className={styles.scroller}>
      <table className={styles.table}>
        <caption className={showCaption ? styles.caption : styles.hidden}>{caption}</caption>
        <colgroup>
          {columns.map((column) => (
            <col key={column.key} style={column.width ? { width: column.width } : undefined} />
          ))}
        </colgroup>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column.key} scope="col" className={column.align === 'right' ? styles.right : undefined}>
                {column.header}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <tr key={rowKey(row, index)} className={isSelected?.(row) ? styles.selected : undefined}>
              {columns.map((column) => (
                <Cell key={column.key} column={column} row={row} index={index} />
              ))}
            </tr>
          ))}
        </tbody>
        {foot ? <tfoot>{foot}</tfoot> : null}
      </table>
    </div>
  );
}

interface CellProps<Row> {
  readonly column: TableColumn<Row>;
  readonly row: Row;
  readonly index: number;
}

function Cell<Row>({ column, row, index }: CellProps<Row>) {
  const look = column.align === 'right' ? classNames(styles.right, styles.figures) : undefined;
  if (column.isRowHeader) {
    return (
      <th scope="row" className={classNames(styles.rowHeader, look)}>
        {column.cell(row, index)}
      </th>
    );
  }
  return <td className={look}>{column.cell(row, index)}</td>;
}
