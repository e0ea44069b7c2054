import type { ConceptDetail } from '../../../contract/vocabulary.ts';
import { Figure, Table, type TableColumn } from '../../kit/index.ts';
import { conceptsText as t } from '../../text/concepts.ts';
import styles from './where-recorded.module.css';

const w = t.concept;

type Place = ConceptDetail['tables'][number];

const columns: readonly TableColumn<Place>[] = [
  {
    key: 'column',
    header: w.column,
    isRowHeader: true,
    cell: ({ table, column }) => (
      <span className={styles.place}>
        {table}
        <wbr />.{column}
      </span>
    ),
  },
  { key: 'persons', header: w.persons, align: 'right', cell: ({ persons }) => <Figure n={persons} /> },
  { key: 'records', header: w.records, align: 'right', cell: ({ records }) => <Figure n={records} /> },
];

/** Tables and columns of the data that hold the concept. */
export function WhereRecorded({ detail: { concept, tables } }: { readonly detail: ConceptDetail }) {
  if (tables.length === 0) return <p className={styles.soft}>{w.nowhere}</p>;
  return (
    <Table
      caption={w.whereCaption(concept.name)}
      columns={columns}
      rows={tables}
      rowKey={({ table, column }) => `${table}.${column}`}
    />
  );
}
