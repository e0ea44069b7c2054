import { ChevronRight } from 'lucide-react';
import { Button as AriaButton } from 'react-aria-components';
import type { DatasetTable } from '../../../contract/data.ts';
import { typeWord } from '../../kit/index.ts';
import { sqlText as t } from '../../text/sql.ts';
import styles from './table-list.module.css';
import { writtenName } from './written-name.ts';

/** The columns of `results.cohort`, as every study has it. */
const cohortColumns = [
  { name: 'cohort_name', type: 'VARCHAR' },
  { name: 'subject_id', type: 'BIGINT' },
  { name: 'cohort_start_date', type: 'DATE' },
  { name: 'cohort_end_date', type: 'DATE' },
] as const;

/** Names for completion: tables and their columns. */
export function schemaOf(tables: readonly DatasetTable[]): Record<string, string[]> {
  const own = tables.map(({ name, columns }) => [name, columns.map((column) => column.name)] as const);
  return Object.fromEntries([...own, [t.results, cohortColumns.map(({ name }) => name)]]);
}

interface TableListProps {
  readonly tables: readonly DatasetTable[];
  readonly onInsert: (name: string) => void;
}

/** Tables and columns; a press on a name puts it into the query. */
export function TableList({ tables, onInsert }: TableListProps) {
  const filled = tables.filter(({ rows }) => rows > 0);
  return (
    <ul className={styles.list}>
      {[{ name: t.results, columns: cohortColumns }, ...filled].map(({ name, columns }) => (
        <li key={name}>
          <details className={styles.table}>
            <summary className={styles.name}>
              <ChevronRight aria-hidden size={14} className={styles.chevron} />
              {name}
            </summary>
            <ul className={styles.columns}>
              {[{ name, type: '' }, ...columns].map((column, index) => (
                <li key={column.name} className={styles.column}>
                  <AriaButton
                    aria-label={t.tables.insert(column.name)}
                    className={styles.insert}
                    onPress={() => onInsert(column.name === t.results ? t.results : writtenName(column.name))}
                  >
                    {index === 0 ? t.tables.insert(name) : column.name}
                  </AriaButton>
                  <span className={styles.type}>{column.type ? typeWord(column.type) : ''}</span>
                </li>
              ))}
            </ul>
          </details>
        </li>
      ))}
    </ul>
  );
}
