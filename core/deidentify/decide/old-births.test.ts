import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import type { Decision } from '../../../contract/data.ts';
import { openDatabase } from '../../engine/database.ts';
import { literal } from '../../engine/sql-text.ts';
import { importDataset, inspectPaths } from '../../importers/import-dataset.ts';

const root = mkdtempSync(join(tmpdir(), 'stillroom-births-'));
const source = join(root, 'source');
mkdirSync(source);
afterAll(() => rmSync(root, { recursive: true, force: true }));
writeFileSync(
  join(source, 'person.csv'),
  'person_id,gender_concept_id,year_of_birth,month_of_birth,day_of_birth,race_concept_id,ethnicity_concept_id\n1,8507,1910,3,4,0,0\n2,8532,1980,5,6,0,0\n3,8507,1900,1,1,0,0\n',
);
writeFileSync(join(source, 'death.csv'), 'person_id,death_date\n1,2005-01-02\n2,2015-03-04\n');
const cap: Decision = { table: 'person', column: 'year_of_birth', action: 'generalise', to: 'age-90', reason: '' };

it('persons followed past 89 are told of, with a way out that leaves them 90', async () => {
  const database = await openDatabase();
  const connection = await database.connect();
  const plan = await inspectPaths({ paths: [source] }, connection);
  const born = plan.tables.find(({ name }) => name === 'person')?.columns.find(({ name }) => name === 'year_of_birth');
  expect(born?.identifiers).toMatchObject([{ category: 'C', strength: 'weak' }]);
  expect(born?.choices?.map(({ action, to }) => [action, to])).toEqual([
    ['generalise', 'age-90'],
    ['attest', undefined],
  ]);
  const { manifest } = await importDataset({
    paths: [source],
    name: 'd',
    decisions: [cap],
    dataDir: join(root, 'data'),
  });
  expect(manifest.decisions).toEqual([cap]);
  await connection.run(`ATTACH ${literal(join(root, 'data', 'd', 'dataset.duckdb'))} AS cdm (READ_ONLY)`);
  const rows = await connection.rows(
    'SELECT person_id, year_of_birth AS year, month_of_birth AS month, day_of_birth AS day FROM cdm.main.person ORDER BY 1',
  );
  database.close();
  expect(rows).toEqual([
    { person_id: 1, year: 1915, month: null, day: null },
    { person_id: 2, year: 1980, month: 5, day: 6 },
    { person_id: 3, year: 1900, month: 1, day: 1 },
  ]);
});
