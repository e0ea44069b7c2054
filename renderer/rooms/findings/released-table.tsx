import { useMemo } from 'react';
import type { CheckedCell, CheckedRelease, CheckedTable } from '../../../contract/release.ts';
import { classNames } from '../../kit/index.ts';
import { findingsText as t } from '../../text/findings.ts';
import { CellNote } from './cell-note.tsx';
import { ruleOfCell } from './cell-rule.ts';
import { ExplainedCell } from './explained-cell.tsx';
import { placed, printedText } from './placed.ts';
import styles from './released-table.module.css';
import { isPlace, type Place, useCellFocus } from './use-cell-focus.ts';

interface ReleasedTableProps {
  readonly table: CheckedTable;
  readonly number: number;
  readonly checked: Pick<CheckedRelease, 'policy' | 'changes'>;
}

/** A table as it leaves: rules above and below as in print, withheld cells hatched; each changed cell explains itself. */
export function ReleasedTable({ table, number, checked }: ReleasedTableProps) {
  const explained = useMemo(() => explainedPlaces(table), [table]);
  const { chosen, choose, stop, onKeyDown } = useCellFocus(explained);
  return (
    <section aria-label={`${t.card.table(number)} ${table.title}`} className={styles.whole}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: arrow keys go from one of its buttons to the next */}
      <div tabIndex={explained.length === 0 ? 0 : undefined} className={styles.place} onKeyDown={onKeyDown}>
        <table className={styles.table}>
          <caption className={styles.caption}>
            <b>{t.card.table(number)}</b> {table.title}
          </caption>
          <Head columns={table.columns} />
          <tbody>
            {placed(table.rows).map(({ key, item, at }) => (
              <Row key={key} row={item} at={at} table={table} chosen={chosen} stop={stop} onChoose={choose} />
            ))}
          </tbody>
        </table>
      </div>
      {table.note ? <p className={styles.note}>{table.note}</p> : null}
      {chosen ? <CellNote table={table} place={chosen} checked={checked} onClose={() => choose(null)} /> : null}
    </section>
  );
}

const explainedPlaces = ({ rows }: CheckedTable): Place[] =>
  rows.flatMap((cells, row) => cells.flatMap((cell, column) => (ruleOfCell(cell) ? [{ row, column }] : [])));

function Head({ columns }: Pick<CheckedTable, 'columns'>) {
  return (
    <thead>
      <tr>
        {placed(columns).map(({ key, item: { label, align } }) =>
          label === '' ? (
            <td key={key} />
          ) : (
            <th key={key} scope="col" className={styles[align]}>
              {label}
            </th>
          ),
        )}
      </tr>
    </thead>
  );
}

interface RowProps {
  readonly row: readonly CheckedCell[];
  readonly at: number;
  readonly table: CheckedTable;
  readonly chosen: Place | null;
  readonly stop: Place | null;
  readonly onChoose: (place: Place) => void;
}

const isEmpty = ({ text }: CheckedCell): boolean => text === '';

/** A row that holds only a label heads those below it. */
function Row({ row, at, table, chosen, stop, onChoose }: RowProps) {
  const [first, ...rest] = row;
  const isHeading = rest.length > 0 && first !== undefined && !isEmpty(first) && rest.every(isEmpty);
  return (
    <tr className={isHeading ? styles.heading : undefined}>
      {placed(row).map(({ key, item, at: column }) => {
        const align = table.columns[column]?.align ?? 'left';
        const place = { row: at, column };
        const content = ruleOfCell(item) ? (
          <ExplainedCell
            cell={item}
            place={place}
            isChosen={isPlace(place, chosen)}
            isStop={isPlace(place, stop)}
            onChoose={() => onChoose(place)}
          />
        ) : (
          printedText(item.text ?? '')
        );
        if (column > 0 || align === 'right' || item.text === null)
          return (
            <td key={key} className={styles[align]}>
              {content}
            </td>
          );
        return (
          <th key={key} scope="row" className={classNames(styles.left, /^\s/.test(item.text) && styles.indent)}>
            {content}
          </th>
        );
      })}
    </tr>
  );
}
