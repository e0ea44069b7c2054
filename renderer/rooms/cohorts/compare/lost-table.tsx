import type { Comparison } from '../../../../contract/cohort.ts';
import { Figure, Section, Table, type TableColumn } from '../../../kit/index.ts';
import { cohortsText as t } from '../../../text/cohorts.ts';

const w = t.compare;

type Lost = Comparison['onlyA']['lostAt'][number];

const columns: readonly TableColumn<Lost>[] = [
  { key: 'step', header: w.lostStep, isRowHeader: true, cell: ({ step }) => step },
  { key: 'persons', header: w.persons, align: 'right', width: '120px', cell: ({ persons }) => <Figure n={persons} /> },
];

interface LostTableProps {
  readonly name: string;
  readonly other: string;
  readonly lostAt: readonly Lost[];
}

/** Why persons of one cohort are not in the other: the first step there that they do not pass. */
export function LostTable({ name, other, lostAt }: LostTableProps) {
  if (lostAt.length === 0) return null;
  return (
    <Section title={w.lostHeading(name, other)} note={w.lostNote}>
      <Table caption={w.lostCaption(name, other)} columns={columns} rows={lostAt} rowKey={({ step }) => step} />
    </Section>
  );
}
