import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { shippedModel } from './testing/shipped-model.ts';

const home = mkdtempSync(join(tmpdir(), 'stillroom-telemetry-'));
afterAll(() => rmSync(home, { recursive: true }));

const program = `
  import { openModelFolder } from './core/inference/model-folder.ts';
  import { loadModel } from './core/inference/session.ts';
  await loadModel(await openModelFolder(process.argv[1]), 1);
  console.log('loaded');
  process.exit(0);
`;

/** Where it sends events, the runtime first puts an identifier of the machine into the home folder. */
it('ONNX Runtime starts no sender of telemetry', () => {
  const said = execFileSync(
    process.execPath,
    ['--import', 'tsx', '--input-type=module', '-e', program, '--', shippedModel],
    // Without the variables by which the runtime knows an automatic build, where it is silent anyway.
    { env: { PATH: process.env.PATH, HOME: home }, encoding: 'utf8' },
  );
  expect(said).toBe('loaded\n');
  expect(readdirSync(home)).toEqual([]);
});
