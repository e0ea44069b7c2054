import type { Attrition } from '../../../contract/cohort.ts';
import type { FlowInput } from '../../charts/geometry/attrition-flow.ts';
import { Figure, formatShare, Table, type TableColumn } from '../../kit/index.ts';
import { cohortsText as t } from '../../text/cohorts.ts';
import { type AttritionRow, attritionRows } from './attrition-rows.ts';
import styles from './attrition-table.module.css';

const w = t.attrition;

const number = (n: number | null | undefined) => (n === null || n === undefined ? null : <Figure n={n} />);

const columns: readonly TableColumn<AttritionRow>[] = [
  { key: 'step', header: w.step, isRowHeader: true, cell: ({ step }) => step },
  { key: 'persons', header: w.persons, align: 'right', cell: ({ persons }) => number(persons) },
  {
    key: 'share',
    header: w.share,
    align: 'right',
    cell: ({ share }) => (share === null ? null : <span className={styles.soft}>{formatShare(share)}</span>),
  },
  {
    key: 'events',
    header: w.events,
    align: 'right',
    cell: ({ events }) => <span className={styles.soft}>{number(events)}</span>,
  },
  { key: 'meet', header: <Two lines={w.meet} />, align: 'right', cell: ({ rule }) => number(rule?.meet) },
  { key: 'alone', header: <Two lines={w.alone} />, align: 'right', cell: ({ rule }) => number(rule?.alone) },
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
  readonly flow: FlowInput;
}

/** The numbers of the flow, persons in ink and events in soft ink. */
export function AttritionTable({ name, attrition, flow }: AttritionTableProps) {
  return (
    <div className={styles.attrition}>
      <Table
        caption={w.caption(name)}
        columns={columns}
        rows={attritionRows(flow, attrition)}
        rowKey={({ key }) => key}
      />
    </div>
  );
}
