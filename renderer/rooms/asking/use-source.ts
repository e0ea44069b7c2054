import { useEffect } from 'react';
import type { Output } from '../../../contract/index.ts';
import { useJob } from '../../backend/use-job.ts';
import { usePlainDataset } from '../../state/plain-dataset.ts';
import { askingText as t } from '../../text/asking.ts';
import { type OwnTable, useOwnTables } from './own-tables.ts';

export type TableShape = Output<'table.columns'>;

interface Chosen<K> {
  /** Null: not chosen yet. */
  readonly kind: K | null;
  /** Null: not chosen yet. Empty: a file that is still to be named. */
  readonly path: string | null;
}

/**
 * What a question reads. Where nothing was chosen, a dataset of plain tables is read by its largest table, and any other
 * by its cohorts.
 */
export function useSource<K extends string>({ kind, path }: Chosen<K>, kinds: readonly K[]) {
  const plain = usePlainDataset();
  const own = useOwnTables();
  const proposed = kinds.find((one) => one === (plain === null ? 'cohort' : 'table')) ?? kinds[0];
  const read = kind !== null && kinds.includes(kind) ? kind : proposed;
  const from = path ?? own?.[0]?.path ?? '';
  return { kind: read, path: from, table: { ...useTableColumns(read === 'table' ? from : ''), own } };
}

export type TableState = ReturnType<typeof useTableColumns> & { readonly own: readonly OwnTable[] | undefined };

/** The columns of a plain table, read when its path is settled. */
function useTableColumns(path: string) {
  const job = useJob('table.columns', path);
  const { start, state } = job;
  useEffect(() => {
    if (path !== '' && state.kind === 'idle') void start({ path }, t.table.reading);
  }, [path, state.kind, start]);
  const shape: TableShape | null = path !== '' && state.kind === 'done' ? state.result : null;
  return { ...job, shape };
}
