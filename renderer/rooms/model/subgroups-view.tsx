import type { Output } from '../../../contract/index.ts';
import { formatDecimal, formatNumber, formatShare, Section, Table, type TableColumn } from '../../kit/index.ts';
import { modelTasksText } from '../../text/model-tasks.ts';
import drivers from './drivers.module.css';
import styles from './model-result.module.css';
import { Decimal } from './numbers.tsx';
import { TaskResult } from './task-result.tsx';
import { TwoSided } from './two-sided.tsx';
import { wilson } from './wilson.ts';

const t = modelTasksText.subgroups;

type Found = Output<'model.subgroups'>;
type Group = Found['subgroups']['groups'][number];

/** Below it a subgroup is not the same when found again: Hennig, 2007, doi:10.1016/j.csda.2006.11.025. */
const stable = 0.6;
/** Features told of each group. */
const most = 4;

/** Each subgroup: how many, what comes of them, whether it comes back, in what it differs. */
export function SubgroupsView({ found }: { readonly found: Found }) {
  const { subgroups, preparation, notices } = found;
  const differences = differencesOf(subgroups.groups);
  const labelOf = (name: string) => preparation.columns.find((column) => column.name === name)?.label ?? name;
  return (
    <TaskResult
      title={found.title}
      sentence={found.sentence}
      kept={found.run}
      made={found}
      notices={[...notices.map(({ message }) => message), ...preparation.notices]}
      columns={preparation.columns}
      method={modelTasksText.method.subgroups}
      sql={found.sql}
    >
      <div className={styles.table}>
        <Section title={t.title}>
          <Table
            caption={t.title}
            columns={columnsOf(subgroups)}
            rows={subgroups.groups}
            rowKey={(_, place) => String(place)}
          />
        </Section>
        <Section title={t.differs} note={t.differsNote}>
          <Table
            caption={t.differs}
            columns={differenceColumns(differences, labelOf)}
            rows={differences}
            rowKey={({ group, feature }) => `${group} ${feature}`}
          />
        </Section>
      </div>
    </TaskResult>
  );
}

const intervalColumn: TableColumn<Group> = {
  key: 'interval',
  header: t.interval,
  align: 'right',
  cell: ({ withEvent, known }) => {
    const limits = withEvent === null ? null : wilson(withEvent, known);
    if (withEvent === null || limits === null) return <Decimal value={null} />;
    return (
      <>
        {`${formatShare(limits[0], 0)} – ${formatShare(limits[1], 0)}`}{' '}
        <span className={drivers.soft}>({t.ofKnown(formatNumber(withEvent), formatNumber(known))})</span>
      </>
    );
  },
};

function columnsOf({ target, event }: Found['subgroups']): readonly TableColumn<Group>[] {
  return [
    { key: 'group', header: t.group, isRowHeader: true, cell: (_, place) => place + 1 },
    { key: 'persons', header: t.persons, align: 'right', cell: ({ persons }) => formatNumber(persons) },
    {
      key: 'outcome',
      header: event === null ? t.mean(target) : t.event(target),
      align: 'right',
      cell: ({ withEvent, known, mean }) =>
        withEvent !== null && known > 0 ? formatShare(withEvent / known) : <Decimal value={mean} digits={2} />,
    },
    ...(event === null ? [] : [intervalColumn]),
    {
      key: 'stability',
      header: t.stability,
      align: 'right',
      cell: ({ stability }) => (
        <>
          {formatDecimal(stability, 2)}
          {stability < stable ? <span className={drivers.soft}> {t.shaky}</span> : null}
        </>
      ),
    },
  ];
}

interface Difference {
  readonly group: number;
  readonly isFirst: boolean;
  readonly feature: string;
  readonly difference: number;
}

/** The features that tell each group from all, most first. */
const differencesOf = (groups: readonly Group[]): readonly Difference[] =>
  groups.flatMap(({ features }, place) =>
    features
      .slice(0, most)
      .map(({ feature, difference }, at) => ({ group: place + 1, isFirst: at === 0, feature, difference })),
  );

function differenceColumns(
  all: readonly Difference[],
  labelOf: (name: string) => string,
): readonly TableColumn<Difference>[] {
  const largest = Math.max(Number.EPSILON, ...all.map(({ difference }) => Math.abs(difference)));
  return [
    { key: 'group', header: t.group, width: '88px', cell: ({ group, isFirst }) => (isFirst ? group : '') },
    {
      key: 'feature',
      header: modelTasksText.result.feature,
      isRowHeader: true,
      width: '46%',
      cell: ({ feature }) => labelOf(feature),
    },
    {
      key: 'bar',
      header: <span className={drivers.hidden}>{t.bar}</span>,
      width: '24%',
      cell: ({ difference }) => <TwoSided share={difference / largest} />,
    },
    {
      key: 'difference',
      header: t.difference,
      align: 'right',
      cell: ({ difference }) => <Decimal value={difference} digits={2} />,
    },
  ];
}
