import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Failure } from '../contract/index.ts';

function packageRoot(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, 'package.json'))) {
    const up = dirname(folder);
    if (up === folder)
      throw new Failure('internal', 'Stillroom was moved apart: its package.json is not above its program files.');
    folder = up;
  }
  return folder;
}

/** Where the parts of an installed or checked-out Stillroom stand. */
export const root = packageRoot();
/** A folder of model folders of one's own may stand in for the shipped one. */
export const modelsFolder = process.env.STILLROOM_MODELS ?? join(root, 'models');
export const sampleFolder = join(root, 'datasets', 'sample');
export const templatesFolder = join(root, 'datasets', 'cohorts');
export const referenceFolder = join(root, 'datasets', 'reference');
export const rendererFolder = join(root, 'out', 'renderer');
export const proofFile = join(root, 'out', 'offline-proof.json');
export const inferenceEntry = join(root, 'out', 'node', 'inference.js');
export const engineEntry = join(root, 'out', 'node', 'engine.js');
export const home = process.env.STILLROOM_HOME ?? join(homedir(), 'Stillroom');
