import { existsSync } from 'node:fs';
import { expect, it } from 'vitest';
import { quiet } from '../../../contract/context.ts';
import { openDatabase } from '../../engine/database.ts';
import { collectFiles } from '../source-files.ts';
import { planFhir } from './plan.ts';

const sample = '../shared/data/fhir';

it.skipIf(!existsSync(sample))('reads every resource of a public bulk export and accounts for each', async () => {
  const database = await openDatabase();
  const plan = await planFhir(await collectFiles([sample]), await database.connect(), quiet, { datasets: [] });
  database.close();
  const rows = Object.fromEntries(plan.tables.map((table) => [table.name, table.parts[0]?.rows]));
  expect(rows).toMatchObject({ person: 13, death: 3, visit_occurrence: 1215, condition_occurrence: 555 });
  expect(rows).toMatchObject({ procedure_occurrence: 2056, drug_exposure: 1745 + 161, observation: 11, provider: 43 });
  expect(plan.read.reduce((sum, { read }) => sum + read, 0)).toBe(7160);
  expect(plan.read.filter(({ rejected }) => rejected > 0)).toEqual([
    expect.objectContaining({ source: 'Device', read: 16, loaded: 0, rejected: 16 }),
    expect.objectContaining({ source: 'DocumentReference', read: 1215, loaded: 0, rejected: 1215 }),
  ]);
  expect(plan.ignored).toEqual(['log.ndjson.gz']);
});
