import { useMemo } from 'react';
import { useCall } from '../../backend/use-call.ts';
import { plainTables, usePlainDataset } from '../../state/plain-dataset.ts';
import { useSession } from '../../state/session.ts';
import { inFolder } from './file-path.ts';

export interface OwnTable {
  readonly name: string;
  readonly rows: number;
  /** As the engine reads it: `…/data/<dataset>/dataset.duckdb#<table>`. */
  readonly path: string;
}

const none: readonly OwnTable[] = [];

/** The plain tables of the dataset in hand, largest first; none where it is OMOP, undefined while they are looked up. */
export function useOwnTables(): readonly OwnTable[] | undefined {
  const study = useSession((s) => s.study?.path);
  const dataset = usePlainDataset();
  const described = useCall('data.describe', dataset === null ? null : { dataset });
  const manifest = described.kind === 'loading' ? undefined : described.content;
  return useMemo(() => {
    if (dataset === null || study === undefined || described.kind === 'failed') return none;
    const file = ['data', dataset, 'dataset.duckdb'].reduce(inFolder, study);
    return (
      manifest &&
      plainTables(manifest)
        .map(({ name, rows }) => ({ name, rows, path: `${file}#${name}` }))
        .toSorted((a, b) => b.rows - a.rows)
    );
  }, [study, dataset, described.kind, manifest]);
}
