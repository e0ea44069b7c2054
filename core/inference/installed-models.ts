import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Failure } from '../../contract/failure.ts';

/** Names of the model folders there are: those that hold a manifest. */
export function modelNames(modelsFolder: string): string[] {
  if (!existsSync(modelsFolder)) return [];
  return readdirSync(modelsFolder)
    .filter((name) => existsSync(join(modelsFolder, name, 'manifest.json')))
    .sort();
}

/**
 * The folder of a model by name. Without a name: of the one that the file `default` beside the folders names, so that a
 * folder added later changes no result in silence; of the only one where that file is not there.
 */
export function modelFolderOf(modelsFolder: string, name: string | undefined): string {
  const names = modelNames(modelsFolder);
  const wanted = name ?? statedDefault(modelsFolder) ?? (names.length === 1 ? names[0] : undefined);
  if (wanted !== undefined && names.includes(wanted)) return join(modelsFolder, wanted);
  const installed = `There are: ${names.join(', ') || 'none'}.`;
  throw new Failure(
    'not_found',
    wanted === undefined && names.length > 1
      ? `Several models are installed and none is the default: name one. ${installed}`
      : `There is no model ${wanted === undefined ? 'installed' : `“${wanted}”`}. ${installed}`,
  );
}

function statedDefault(modelsFolder: string): string | undefined {
  const path = join(modelsFolder, 'default');
  return existsSync(path) ? readFileSync(path, 'utf8').trim() : undefined;
}
