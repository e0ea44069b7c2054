import { useEffect } from 'react';
import type { DatasetTable, ProfiledColumn } from '../../../contract/data.ts';
import { useJob } from '../../backend/use-job.ts';
import { Button, FailureNote, formatDecimal, formatNumber, formatShare, Loading, typeWord } from '../../kit/index.ts';
import { checksText } from '../../text/checks.ts';
import styles from './column-profile.module.css';

const t = checksText.profile;

/** Larger tables are profiled on request: every row is read. */
const atOnce = 3_000_000;

/** The columns of a table, each with how far it is filled, how many values differ and how they are spread. */
export function ColumnProfiles({ dataset, table }: { readonly dataset: string; readonly table: DatasetTable }) {
  const { state, start, cancel } = useJob('data.profile', `${dataset}\n${table.name}`);
  const isWanted = state.kind === 'idle' && table.rows > 0 && table.rows <= atOnce;
  const input = { dataset, table: table.name };
  // biome-ignore lint/correctness/useExhaustiveDependencies: the input is its two names
  useEffect(() => {
    if (isWanted) void start(input, t.loading);
  }, [isWanted, start, dataset, table.name]);
  const profile = state.kind === 'done' ? state.result : undefined;
  return (
    <>
      {state.kind === 'running' ? (
        <p className={styles.asking}>
          <Loading what={t.loading} />
          <Button variant="plain" onPress={cancel}>
            {checksText.cancel}
          </Button>
        </p>
      ) : null}
      {state.kind === 'failed' ? <FailureNote failure={state.failure} title={t.failed} /> : null}
      {(state.kind === 'idle' && !isWanted && table.rows > 0) || state.kind === 'cancelled' ? (
        <p className={styles.asking}>
          {state.kind === 'cancelled' ? t.cancelled : null}
          <Button onPress={() => void start(input, t.loading)}>{t.run}</Button>
        </p>
      ) : null}
      <ul className={styles.columns}>
        {table.columns.map(({ name, type }) => (
          <li key={name}>
            <p className={styles.column}>
              <span className={styles.name}>{name}</span>
              <span className={styles.type}>{typeWord(type)}</span>
            </p>
            <Profile column={profile?.find((one) => one.name === name)} />
          </li>
        ))}
      </ul>
    </>
  );
}

function Profile({ column }: { readonly column: ProfiledColumn | undefined }) {
  if (!column) return null;
  const { rows, missing, distinct, isEstimate, least, most, mean, common } = column;
  if (rows === missing) return <p className={styles.facts}>{t.empty}</p>;
  const share = missing / rows;
  const facts = [
    missing === 0 ? t.full : t.missing(formatShare(share, share < 0.001 ? 3 : 1)),
    distinct === 1 ? t.same : t.distinct(formatNumber(distinct), isEstimate),
    ...(mean === null || distinct === 1 ? [] : [t.mean(formatDecimal(mean, Math.abs(mean) < 10 ? 2 : 1))]),
  ];
  return (
    <>
      <p className={styles.facts}>{facts.join(' · ')}</p>
      {common.length > 0 ? (
        <p className={styles.facts}>
          {common.map(({ value, n }) => t.share(value, formatShare(n / (rows - missing)))).join(', ')}
        </p>
      ) : least !== null && most !== null && distinct > 1 ? (
        <p className={styles.facts}>{t.range(least, most)}</p>
      ) : null}
      <Bars column={column} />
    </>
  );
}

function Bars({ column: { name, bars, least, most } }: { readonly column: ProfiledColumn }) {
  const highest = Math.max(...bars, 1);
  if (bars.length === 0 || bars.filter((n) => n > 0).length < 2) return null;
  const path = bars
    .map((n, i) => {
      const tall = n === 0 ? 0 : Math.max(0.75, (n / highest) * 18);
      return `M${i * 10} 18v${(-tall).toFixed(2)}h9v${tall.toFixed(2)}z`;
    })
    .join('');
  return (
    <svg
      role="img"
      aria-label={t.bars(name, least ?? '', most ?? '')}
      viewBox={`0 0 ${bars.length * 10} 18`}
      preserveAspectRatio="none"
      className={styles.bars}
    >
      <path d={path} />
    </svg>
  );
}
