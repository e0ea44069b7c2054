import { useState } from 'react';
import type { Preparation } from '../../../contract/model.ts';
import type { Driver, Evaluation } from '../../../contract/model-results.ts';
import { Button, formatDecimal, formatShare, Section } from '../../kit/index.ts';
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
  const most = Math.max(...sorted.map(({ loss }) => loss.mean ?? 0), Number.EPSILON);
  const shown = isLong ? sorted : sorted.slice(0, first);
  return (
    <Section title={t.drivers} note={t.driversNote[measure]}>
      <table className={styles.drivers}>
        <caption className={styles.hidden}>{t.drivers}</caption>
        <thead>
          <tr>
            <th scope="col">{t.feature}</th>
            <td />
            <th scope="col" className={styles.right}>
              {t.loss}
            </th>
            <th scope="col" className={styles.right}>
              {t.missing}
            </th>
          </tr>
        </thead>
        <tbody>
          {shown.map((driver) => (
            <Row key={driver.feature} driver={driver} most={most} preparation={preparation} />
          ))}
        </tbody>
      </table>
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

interface RowProps {
  readonly driver: Driver;
  readonly most: number;
  readonly preparation: Preparation;
}

function Row({ driver: { feature, loss }, most, preparation: { columns, rows } }: RowProps) {
  const column = columns.find(({ name }) => name === feature);
  const mean = loss.mean ?? 0;
  const limits = loss.low === null || loss.high === null ? null : [loss.low, loss.high];
  return (
    <tr>
      <th scope="row" className={styles.feature}>
        {column?.label ?? feature}
      </th>
      <td className={styles.track} aria-hidden>
        <span className={styles.bar} style={{ width: `${(Math.max(0, mean) / most) * 100}%` }} />
      </td>
      <td className={styles.right}>
        {formatDecimal(mean, 3).replace(/^-/, '−')}
        {limits ? (
          <span className={styles.soft}>
            {' '}
            ({limits.map((n) => formatDecimal(n, 3).replace(/^-/, '−')).join(' to ')})
          </span>
        ) : null}
      </td>
      <td className={styles.right}>
        <span className={styles.soft}>{column && rows > 0 ? formatShare(column.missing / rows, 0) : null}</span>
      </td>
    </tr>
  );
}
