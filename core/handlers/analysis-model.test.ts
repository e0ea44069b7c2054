import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, it } from 'vitest';
import { quiet } from '../../contract/context.ts';
import { openDatabase } from '../engine/database.ts';
import { defaultLimits } from '../engine/settings.ts';
import { inProcessInference } from '../inference/testing/in-process.ts';
import { modelForRun } from './analysis-model.ts';

const modelsFolder = fileURLToPath(new URL('../../models', import.meta.url));
const inference = inProcessInference();
const empty = mkdtempSync(`${tmpdir()}/stillroom-models-`);
afterAll(async () => {
  await inference.close();
  rmSync(empty, { recursive: true });
});
const options = { inference, modelsFolder, limits: { ...defaultLimits(), threads: 1 } };

it('answers an analysis from its own table, and then knows which model answered', async () => {
  const { port, used } = modelForRun(options);
  const database = await openDatabase();
  const connection = await database.connect();
  await connection.run(
    'CREATE TABLE persons AS SELECT i // 2 AS person, i % 7 AS x, i % 7 > 3 AS treated FROM range(80) t(i)',
  );
  const read = await port!.read(connection, 'persons', { target: 'treated', groups: 'person' }, quiet);
  expect(used()).toBeNull();
  const answer = await port!.crossPredict({ table: read.table, target: read.target, folds: 2 }, quiet);
  if (answer.kind !== 'class') expect.unreachable();
  expect(answer.probabilities.length).toBe(160);
  const { name, version, hash } = await port!.identity();
  expect(used()).toEqual({ name, version, sha256: hash });
  connection.close();
  database.close();
});

it('is not there where no model is installed', () => {
  expect(modelForRun({ ...options, modelsFolder: empty }).port).toBeUndefined();
});
