import type { ReadAccount, UnmappedPath } from '../../../contract/data.ts';
import { Figure, formatNumber, Section, Table } from '../../kit/index.ts';
import { importText } from '../../text/data.ts';
import styles from './read-accounts.module.css';

const t = importText.read;

interface ReadAccountsProps {
  readonly read: readonly ReadAccount[];
  readonly unmapped: readonly UnmappedPath[];
}

/** Where each kind of record went, and what the source holds that no table takes: nothing is dropped in silence. */
export function ReadAccounts({ read, unmapped }: ReadAccountsProps) {
  if (read.length === 0 && unmapped.length === 0) return null;
  return (
    <Section title={t.title} note={read.length > 0 ? t.note : undefined}>
      {read.length > 0 ? <Accounts read={read} /> : null}
      {unmapped.length > 0 ? <Unmapped unmapped={unmapped} /> : null}
    </Section>
  );
}

function Accounts({ read }: Pick<ReadAccountsProps, 'read'>) {
  const sum = (key: 'read' | 'loaded' | 'rejected') => read.reduce((total, one) => total + one[key], 0);
  const figures = ['read', 'loaded', 'rejected'] as const;
  return (
    <Table
      caption={t.caption}
      rows={read}
      rowKey={({ source }) => source}
      columns={[
        { key: 'source', header: t.source, isRowHeader: true, cell: ({ source }) => source },
        ...figures.map((key) => ({
          key,
          header: t[key],
          align: 'right' as const,
          cell: (one: ReadAccount) => <Figure n={one[key]} />,
        })),
        {
          key: 'why',
          header: t.why,
          width: '40%',
          cell: ({ reasons }) => (
            <span className={styles.soft}>
              {reasons.map(({ reason, n }) => t.times(formatNumber(n), reason)).join('; ')}
            </span>
          ),
        },
      ]}
      foot={
        read.length > 1 ? (
          <tr className={styles.sum}>
            <th scope="row">{t.all}</th>
            {figures.map((key) => (
              <td key={key}>{formatNumber(sum(key))}</td>
            ))}
            <td />
          </tr>
        ) : undefined
      }
    />
  );
}

function Unmapped({ unmapped }: Pick<ReadAccountsProps, 'unmapped'>) {
  return (
    <details>
      <summary className={styles.summary}>{t.unmapped(unmapped.length)}</summary>
      <Table
        caption={t.unmappedCaption}
        rows={unmapped}
        rowKey={({ path }) => path}
        columns={[
          { key: 'path', header: t.path, isRowHeader: true, cell: ({ path }) => <code>{path}</code> },
          { key: 'n', header: t.records, align: 'right', cell: ({ n }) => <Figure n={n} /> },
        ]}
      />
    </details>
  );
}
