import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { madeUpTable } from './made-up-table.ts';
import { inProcessInference } from './testing/in-process.ts';
import { writeTinyModel } from './testing/tiny-model.ts';

const folder = mkdtempSync(join(tmpdir(), 'stillroom-operations-'));
const inference = inProcessInference();
afterAll(async () => {
  await inference.close();
  rmSync(folder, { recursive: true, force: true });
});

it('a loaded model is used while its folder is as it was; a change in it shows', async () => {
  await writeTinyModel(folder);
  const known = madeUpTable(60, 1);
  const ask = () =>
    inference.predict({
      modelDir: folder,
      context: { table: known.table, target: known.outcome },
      queries: madeUpTable(5, 2).table,
      calibrate: false,
    });
  const first = await ask();
  expect((await ask()).model).toBe(first.model);
  const path = join(folder, 'predict.onnx');
  const released = readFileSync(path);
  const changed = Uint8Array.from(released);
  changed[released.length >> 1]! ^= 1;
  writeFileSync(path, changed);
  await expect(ask()).rejects.toMatchObject({ code: 'integrity', details: { file: 'predict.onnx' } });
  writeFileSync(path, released);
  expect((await ask()).contextId).toBe(first.contextId);
  appendFileSync(join(folder, 'manifest.json'), ' ');
  await expect(ask()).rejects.toMatchObject({ code: 'integrity' });
  rmSync(join(folder, 'manifest.json'));
  await expect(ask()).rejects.toMatchObject({ code: 'not_found' });
});
