import type { DatasetManifest, DatasetTable } from '../../contract/data.ts';

export const table = (name: string, rows: number, change: Partial<DatasetTable> = {}): DatasetTable => ({
  name,
  rows,
  rejected: 0,
  columns: [
    { name: `${name}_id`, type: 'BIGINT' },
    { name: 'person_id', type: 'BIGINT' },
    { name: 'start_date', type: 'DATE' },
  ],
  years: [2011, 2013],
  density: [1, 5, rows],
  ...change,
});

/** A small dataset: two tables with rows, one reference table, one that the source did not bring. */
export function manifest(change: Partial<DatasetManifest> = {}): DatasetManifest {
  return {
    schema: 1,
    name: 'sample',
    format: 'omop',
    cdmVersion: '5.4',
    importedAt: '2026-11-20T10:00:00Z',
    persons: 2000,
    regime: 'Safe Harbor: dates are years.',
    verdict: 'clear',
    decisions: [],
    sources: [{ file: 'person.csv', bytes: 1536, sha256: 'ab'.repeat(32) }],
    sha256: 'cd'.repeat(32),
    tables: [
      table('person', 2000, { years: null, density: [] }),
      table('measurement', 12345, { rejected: 7 }),
      table('concept', 420, { columns: [{ name: 'concept_id', type: 'INTEGER' }], years: null, density: [] }),
      table('death', 0),
    ],
    absent: ['note'],
    warnings: [],
    ...change,
  };
}
/** A dataset of plain tables: one of 640 persons, one that says what its columns mean, one of OMOP without a row. */
export const plainManifest = (): DatasetManifest =>
  manifest({
    name: 'clinic',
    format: 'table',
    cdmVersion: null,
    persons: 640,
    tables: [
      table('data_dictionary', 3, { columns: [{ name: 'column', type: 'VARCHAR' }], years: null, density: [] }),
      table('visits', 640, {
        columns: [
          { name: 'age', type: 'BIGINT' },
          { name: 'sex', type: 'VARCHAR' },
          { name: 'died', type: 'BOOLEAN' },
        ],
        years: null,
        density: [],
      }),
      table('person', 0),
    ],
    absent: ['person'],
  });
