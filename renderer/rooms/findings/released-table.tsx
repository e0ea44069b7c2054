import type { CheckedCell, CheckedRelease, CheckedTable } from '../../../contract/release.ts';
import { classNames, NotShown } from '../../kit/index.ts';
import { findingsText as t } from '../../text/findings.ts';
import styles from './released-table.module.css';

interface ReleasedTableProps {
  readonly table: CheckedTable;
  readonly number: number;
  readonly policy: CheckedRelease['policy'];
}

/** Columns, rows and cells of a released table have no names and never move: their place is their key. */
const placed = <T,>(items: readonly T[]): readonly { readonly key: string; readonly item: T; readonly at: number }[] =>
  items.map((item, at) => ({ key: String(at), item, at }));

/** A table as it leaves: rules above and below as in print, withheld cells hatched with their reason. */
export function ReleasedTable({ table, number, policy }: ReleasedTableProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table scrolls, and must do so by keyboard too
    <section aria-label={`${t.card.table(number)} ${table.title}`} tabIndex={0} className={styles.place}>
      <table className={styles.table}>
        <caption className={styles.caption}>
          <b>{t.card.table(number)}</b> {table.title}
        </caption>
        <thead>
          <tr>
            {placed(table.columns).map(({ key, item: { label, align } }) =>
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
        <tbody>
          {placed(table.rows).map(({ key, item }) => (
            <Row key={key} row={item} table={table} threshold={policy.threshold} />
          ))}
        </tbody>
      </table>
      {table.note ? <p className={styles.note}>{table.note}</p> : null}
    </section>
  );
}

interface RowProps {
  readonly row: readonly CheckedCell[];
  readonly table: CheckedTable;
  readonly threshold: number;
}

const isEmpty = ({ text }: CheckedCell): boolean => text === '';

/** A row that holds only a label heads those below it. */
function Row({ row, table, threshold }: RowProps) {
  const [first, ...rest] = row;
  const isHeading = rest.length > 0 && first !== undefined && !isEmpty(first) && rest.every(isEmpty);
  return (
    <tr className={isHeading ? styles.heading : undefined}>
      {placed(row).map(({ key, item, at }) => {
        const align = table.columns[at]?.align ?? 'left';
        const content = <Cell cell={item} threshold={threshold} />;
        if (at > 0 || align === 'right' || item.text === null)
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

function Cell({ cell: { text, status }, threshold }: { readonly cell: CheckedCell; readonly threshold: number }) {
  if (status === 'published' || status === 'rounded') return (text ?? '').trim().replace(/^-(?=\d)/, '−');
  return (
    <span className={styles.withheld}>
      <NotShown reason={t.cell[status](threshold)} />
    </span>
  );
}
