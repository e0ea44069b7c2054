import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { quiet } from '../../contract/context.ts';
import { modelMethods } from '../../contract/model.ts';
import { modelRegistryMethods } from '../../contract/model-registry.ts';
import { defaultLimits } from '../engine/settings.ts';
import { madeUpTable } from '../inference/made-up-table.ts';
import { inProcessInference } from '../inference/testing/in-process.ts';
import { shippedModel } from '../inference/testing/shipped-model.ts';
import { rowsCsv } from '../report/rows-csv.ts';
import { createSession, type Session } from '../session.ts';
import { createStudy } from '../study/study.ts';
import { modelHandlers } from './model.ts';
import { registryHandlers } from './model-registry.ts';

const folder = mkdtempSync(join(tmpdir(), 'stillroom-registry-'));
const modelsFolder = fileURLToPath(new URL('../../models', import.meta.url));
let session: Session;

beforeAll(async () => {
  session = createSession({
    host: 'terminal',
    version: '1',
    limits: { ...defaultLimits(), threads: 1 },
    modelsFolder,
    sampleFolder: folder,
    templatesFolder: folder,
    home: folder,
    inference: inProcessInference(),
  });
  await session.change(() => createStudy(join(folder, 'study'), 'study', '1'));
});
afterAll(async () => {
  await session.close();
  rmSync(folder, { recursive: true });
});

async function evaluated(name: string, seed: number, shift: number): Promise<string> {
  const { table, outcome } = madeUpTable(120, seed);
  const columns = table.columns.map((c, i) => (i === 0 ? { ...c, values: c.values.map((v) => v + shift) } : c));
  const path = join(folder, `${name}.csv`);
  writeFileSync(path, rowsCsv([...columns, { name: 'y', values: outcome.values }], 120));
  const source = { kind: 'table' as const, path, target: 'y' };
  const asked = modelMethods['model.evaluate'].input.parse({ source, folds: 2, repeats: 1 });
  return (await modelHandlers(session)['model.evaluate'](asked, quiet)).run!;
}

it('keeps every evaluation and compares two: discrimination, calibration, features that moved', async () => {
  const [first, second] = [await evaluated('before', 1, 0), await evaluated('after', 2, 15)];
  const handlers = registryHandlers(session);
  const listed = modelRegistryMethods['model.evaluations'].output.parse(await handlers['model.evaluations']({}, quiet));
  expect(listed.map(({ run }) => run).sort()).toEqual([first, second].sort());
  expect(listed.find(({ run }) => run === first)).toMatchObject({
    of: 'before.csv',
    target: 'y',
    kind: 'class',
    n: 120,
  });
  const compared = modelRegistryMethods['model.compare'].output.parse(
    await handlers['model.compare']({ first, second }, quiet),
  );
  expect(compared.shift[0]!.feature).toBe('marker');
  expect(compared.shift[0]!.shift!).toBeGreaterThan(0.7);
  expect(Math.abs(compared.shift.find(({ feature }) => feature === 'noise')!.shift!)).toBeLessThan(0.4);
  const { difference, low, high } = compared.measure;
  expect(low! < difference! && difference! < high!).toBe(true);
  expect(difference).toBeCloseTo(compared.second.measure.mean! - compared.first.measure.mean!, 12);
  expect(compared).toMatchObject({ notices: [], onlyFirst: [], onlySecond: [] });
  expect(() => handlers['model.compare']({ first, second: 'none' }, quiet)).toThrow('no result');
});

it('a folder that is refused hides no other model, and says why it is', async () => {
  const models = join(folder, 'models');
  cpSync(shippedModel, join(models, 'good'), { recursive: true });
  mkdirSync(join(models, 'broken'));
  writeFileSync(join(models, 'broken', 'manifest.json'), '{}');
  const elsewhere = { ...session, options: { ...session.options, modelsFolder: models } };
  const listed = await modelHandlers(elsewhere)['model.list']({}, quiet);
  expect(listed.models.map(({ hash }) => hash)).toEqual([expect.stringMatching(/^[0-9a-f]{64}$/)]);
  expect(listed.refused).toEqual([{ name: 'broken', reason: expect.stringContaining('its seal does not match') }]);
});
