import type { Comparison } from '../../../../contract/cohort.ts';
import { OverlapBars } from '../../../charts/overlap-bars.tsx';
import {
  Figure,
  formatCount,
  formatDay,
  formatDecimal,
  formatShare,
  NotShown,
  Sentence,
  Table,
  type TableColumn,
} from '../../../kit/index.ts';
import { cohortsText as t } from '../../../text/cohorts.ts';
import styles from './compare.module.css';
import { LostTable } from './lost-table.tsx';

const w = t.compare;

interface Row {
  readonly key: string;
  readonly group: string;
  readonly persons: number;
  readonly share: number;
  readonly who: Comparison['both'];
}

function rowsOf({ a, b, both, onlyA, onlyB }: Comparison): readonly Row[] {
  const all = Math.max(1, both.persons + onlyA.persons + onlyB.persons);
  const row = (key: string, group: string, who: Comparison['both']): Row => ({
    key,
    group,
    persons: who.persons,
    share: who.persons / all,
    who,
  });
  return [row('a', w.only(a.name), onlyA), row('both', w.both, both), row('b', w.only(b.name), onlyB)];
}

const missing = <NotShown reason={w.noneWhy} />;

const sexesOf = ({ sexes, persons }: Comparison['both']) =>
  sexes.map(({ name, persons: n }) => `${name} ${formatShare(n / Math.max(1, persons), 0)}`).join(', ');

const columns: readonly TableColumn<Row>[] = [
  { key: 'group', header: w.group, isRowHeader: true, cell: ({ group }) => group },
  { key: 'persons', header: w.persons, align: 'right', cell: ({ persons }) => <Figure n={persons} /> },
  { key: 'share', header: w.share, align: 'right', cell: ({ share }) => formatShare(share) },
  {
    key: 'age',
    header: w.medianAge,
    align: 'right',
    cell: ({ who }) => (who.medianAge === null ? missing : formatDecimal(who.medianAge, who.medianAge % 1 ? 1 : 0)),
  },
  {
    key: 'start',
    header: w.medianStart,
    align: 'right',
    cell: ({ who }) => (who.medianStart === null ? missing : formatDay(who.medianStart)),
  },
  { key: 'sexes', header: w.sexes, cell: ({ who }) => (who.sexes.length === 0 ? missing : sexesOf(who)) },
];

/** Who is in two cohorts: in a sentence, as bars, as a table, and why those in only one are not in the other. */
export function ComparisonView({ comparison }: { readonly comparison: Comparison }) {
  const { a, b, both, onlyA, onlyB, firstEntry } = comparison;
  return (
    <div className={styles.answer}>
      <Sentence>
        {w.sentence(
          formatCount(both.persons, 'persons'),
          w.onlyIn(formatCount(onlyA.persons, 'persons'), a.name),
          w.onlyIn(formatCount(onlyB.persons, 'persons'), b.name),
        )}
      </Sentence>
      <OverlapBars
        label={w.figure(a.name, b.name)}
        a={a.name}
        b={b.name}
        onlyA={onlyA.persons}
        both={both.persons}
        onlyB={onlyB.persons}
      />
      <Table
        caption={w.caption(a.name, b.name)}
        columns={columns}
        rows={rowsOf(comparison)}
        rowKey={({ key }) => key}
      />
      {both.persons > 0 ? (
        <p>
          {w.first}: {formatCount(firstEntry.sameDay, 'persons')} {w.sameDay},{' '}
          {formatCount(firstEntry.aSooner, 'persons')} {w.sooner(a.name)}, {formatCount(firstEntry.bSooner, 'persons')}{' '}
          {w.sooner(b.name)}.
        </p>
      ) : null}
      <LostTable name={a.name} other={b.name} lostAt={onlyA.lostAt} />
      <LostTable name={b.name} other={a.name} lostAt={onlyB.lostAt} />
    </div>
  );
}
