import type { DatasetManifest, DatasetTable } from '../../contract/data.ts';
import { useSession } from './session.ts';

/** The name of the dataset in hand where it holds plain tables: no OMOP, so no concepts and no cohorts. Null otherwise. */
export const usePlainDataset = (): string | null =>
  useSession(({ study, dataset }) =>
    study?.datasets.some(({ name, format }) => name === dataset && format === 'table') ? dataset : null,
  );

/** A table that only says what the columns of another mean. */
export const isDictionary = ({ name }: Pick<DatasetTable, 'name'>): boolean => /^data_dictionary/.test(name);

/** Tables with rows that the CDM does not know, without dictionaries of their columns. */
export const plainTables = ({ tables }: Pick<DatasetManifest, 'tables'>): readonly DatasetTable[] =>
  tables.filter((table) => table.rows > 0 && !isDictionary(table));
