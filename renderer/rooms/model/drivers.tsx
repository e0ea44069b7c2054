import { useState } from 'react';
import type { Preparation } from '../../../contract/model.ts';
import type { Driver, Evaluation } from '../../../contract/model-results.ts';
import { Button, formatShare, formatSigned, Section, Table, type TableColumn } from '../../kit/index.ts';
import { modelText } from '../../text/model.ts';
import styles from './drivers.module.css';

const t = modelText.result;
const first = 12;

interface DriversProps {
  readonly drivers: NonNullable<Evaluation['drivers']>;
  readonly preparation: Preparation;
}

/** What the model leans on, feature by feature: a bar, its loss with interval, and how often the value is missing. */
export function Drivers({ drivers: { measure, features }, preparation }: DriversProps) {
  const [isLong, setLong] = useState(false);
  const sorted = [...features].sort((a, b) => (b.loss.mean ?? 0) - (a.loss.mean ?? 0));
  const most = Math.max(sorted[0]?.loss.mean ?? 0, Number.EPSILON);
  return (
    <Section title={t.drivers} note={t.driversNote[measure]}>
      <Table
        caption={t.drivers}
        columns={columnsOf(most, preparation)}
        rows={isLong ? sorted : sorted.slice(0, first)}
        rowKey={({ feature }) => feature}
      />
      {sorted.length > first ? (
        <div>
          <Button variant="plain" aria-expanded={isLong} onPress={() => setLong((before) => !before)}>
            {isLong ? t.fewer : t.more(sorted.length)}
          </Button>
        </div>
      ) : null}
    </Section>
  );
}

/** A loss or a contribution: three decimals. */
export const signed = (value: number): string => formatSigned(value, 3);

function columnsOf(most: number, { columns, rows }: Preparation): readonly TableColumn<Driver>[] {
  const columnOf = (feature: string) => columns.find(({ name }) => name === feature);
  return [
    {
      key: 'feature',
      header: t.feature,
      isRowHeader: true,
      width: '54%',
      cell: ({ feature }) => columnOf(feature)?.label ?? feature,
    },
    {
      key: 'bar',
      header: <span className={styles.hidden}>{t.bar}</span>,
      width: '16%',
      cell: ({ loss }) => (
        <span aria-hidden className={styles.bar} style={{ width: `${(Math.max(0, loss.mean ?? 0) / most) * 100}%` }} />
      ),
    },
    { key: 'loss', header: t.loss, align: 'right', cell: ({ loss }) => <Loss loss={loss} /> },
    {
      key: 'missing',
      header: t.missing,
      align: 'right',
      cell: ({ feature }) => {
        const column = columnOf(feature);
        return column && rows > 0 ? <span className={styles.soft}>{formatShare(column.missing / rows, 0)}</span> : null;
      },
    },
  ];
}

function Loss({ loss: { mean, low, high } }: { readonly loss: Driver['loss'] }) {
  return (
    <>
      {signed(mean ?? 0)}
      {low === null || high === null ? null : (
        <span className={styles.soft}>
          {' '}
          ({signed(low)} to {signed(high)})
        </span>
      )}
    </>
  );
}
