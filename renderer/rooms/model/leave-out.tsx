import { Eye } from 'lucide-react';
import type { ColumnDoubt } from '../../../contract/model.ts';
import { Button, formatShare, Table, type TableColumn } from '../../kit/index.ts';
import { modelTasksText } from '../../text/model-tasks.ts';
import styles from './outlook.module.css';

const t = modelTasksText.outlook;

export interface ColumnToRead {
  readonly name: string;
  readonly label: string;
  readonly kind: string;
  /** Null: not counted. */
  readonly missing: number | null;
  readonly doubts: readonly ColumnDoubt[];
}

interface LeaveOutProps {
  readonly columns: readonly ColumnToRead[];
  readonly rows: number;
  readonly leftOut: readonly string[];
  readonly onLeave: (names: readonly string[]) => void;
}

/** Columns with what to doubt of each; one press leaves one out, another takes it back. */
export function LeaveOut({ columns, rows, leftOut, onLeave }: LeaveOutProps) {
  const isCounted = columns.some(({ missing }) => missing !== null);
  const toggle = (name: string) =>
    onLeave(leftOut.includes(name) ? leftOut.filter((one) => one !== name) : [...leftOut, name]);
  return (
    <Table
      caption={t.heading}
      columns={[
        nameColumn(leftOut),
        { key: 'kind', header: t.type, cell: ({ kind }) => <span className={styles.soft}>{kind}</span> },
        ...(isCounted ? [missingColumn(rows), doubtColumn] : []),
        actColumn(leftOut, toggle),
      ]}
      rows={columns}
      rowKey={({ name }) => name}
    />
  );
}

const nameColumn = (leftOut: readonly string[]): TableColumn<ColumnToRead> => ({
  key: 'name',
  header: t.column,
  isRowHeader: true,
  width: '50%',
  cell: ({ name, label }) =>
    leftOut.includes(name) ? (
      <>
        <s>{label}</s> <span className={styles.soft}>{t.left}</span>
      </>
    ) : (
      label
    ),
});

const missingColumn = (rows: number): TableColumn<ColumnToRead> => ({
  key: 'missing',
  header: t.missing,
  align: 'right',
  cell: ({ missing }) => (missing === null || rows === 0 ? null : formatShare(missing / rows, 0)),
});

const doubtColumn: TableColumn<ColumnToRead> = {
  key: 'doubt',
  header: t.doubt,
  width: '26%',
  cell: ({ doubts }) => doubts.map((doubt) => <Doubt key={doubt} doubt={doubt} />),
};

const actColumn = (leftOut: readonly string[], toggle: (name: string) => void): TableColumn<ColumnToRead> => ({
  key: 'act',
  header: <span className={styles.hidden}>{t.act}</span>,
  align: 'right',
  cell: ({ name, label }) => {
    const isLeft = leftOut.includes(name);
    return (
      <Button
        variant="plain"
        className={styles.act}
        aria-label={isLeft ? t.takeBackNamed(label) : t.leaveNamed(label)}
        onPress={() => toggle(name)}
      >
        {isLeft ? t.takeBack : t.leave}
      </Button>
    );
  },
});

function Doubt({ doubt }: { readonly doubt: ColumnDoubt }) {
  return (
    <span className={styles.doubt}>
      <Eye aria-hidden size={14} strokeWidth={1.75} />
      {t.doubts[doubt]}
    </span>
  );
}
