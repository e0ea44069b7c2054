import type { Attrition } from '../../../contract/cohort.ts';
import { Figure, formatShare, Table, type TableColumn } from '../../kit/index.ts';
import { cohortsText as t } from '../../text/cohorts.ts';
import { type AttritionRow, attritionRows } from './attrition-rows.ts';
import styles from './attrition-table.module.css';

const w = t.attrition;

const loss = (n: number | undefined) => (n === undefined ? null : <Figure n={n} />);

const columns: readonly TableColumn<AttritionRow>[] = [
  { key: 'step', header: w.step, isRowHeader: true, cell: ({ step }) => step },
  { key: 'persons', header: w.persons, align: 'right', cell: ({ persons }) => <Figure n={persons} /> },
  {
    key: 'share',
    header: w.share,
    align: 'right',
    cell: ({ share }) => (share === null ? null : <span className={styles.soft}>{formatShare(share)}</span>),
  },
  { key: 'alone', header: <Two lines={w.personsAlone} />, align: 'right', cell: ({ alone }) => loss(alone?.persons) },
  {
    key: 'events',
    header: w.events,
    align: 'right',
    cell: ({ events }) => (
      <span className={styles.soft}>
        <Figure n={events} />
      </span>
    ),
  },
  {
    key: 'eventsAlone',
    header: <Two lines={w.eventsAlone} />,
    align: 'right',
    cell: ({ alone }) => <span className={styles.soft}>{loss(alone?.events)}</span>,
  },
];

function Two({ lines: [first, second] }: { readonly lines: readonly [string, string] }) {
  return (
    <>
      {first}
      <br />
      {second}
    </>
  );
}

interface AttritionTableProps {
  readonly name: string;
  readonly attrition: Attrition;
  readonly persons: number;
  readonly events: number;
}

/** The numbers of the flow, persons in ink and events in soft ink. */
export function AttritionTable({ name, attrition, persons, events }: AttritionTableProps) {
  return (
    <div className={styles.attrition}>
      <Table
        caption={w.caption(name)}
        columns={columns}
        rows={attritionRows({ attrition, persons, events })}
        rowKey={({ key }) => key}
      />
    </div>
  );
}
