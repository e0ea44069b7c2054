import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { Failure } from '../../contract/failure.ts';
import type { ModelSummary } from '../../contract/model.ts';
import { openModelFolder } from '../inference/model-folder.ts';

/** Names of the model folders there are: those that hold a manifest. */
export function modelNames(modelsFolder: string): string[] {
  if (!existsSync(modelsFolder)) return [];
  return readdirSync(modelsFolder)
    .filter((name) => existsSync(join(modelsFolder, name, 'manifest.json')))
    .sort();
}

/** The folder of a model by name; without a name, of the only one, or the last by name. */
export function modelFolderOf(modelsFolder: string, name: string | undefined): string {
  const names = modelNames(modelsFolder);
  const chosen = name ?? names.at(-1);
  if (!chosen || !names.includes(chosen)) {
    throw new Failure(
      'not_found',
      `There is no model ${name ? `“${name}”` : 'installed'}. There are: ${names.join(', ') || 'none'}.`,
    );
  }
  return join(modelsFolder, chosen);
}

/** Reads and checks a model folder: hashes, operators, tensors. */
export async function describeModel(
  folder: string,
): Promise<ModelSummary & { readonly manifest: Record<string, unknown>; readonly card: string }> {
  const { manifest, hash } = await openModelFolder(folder);
  const bytes = manifest.files.reduce((sum, file) => sum + statSync(join(folder, file.path)).size, 0);
  const card = join(folder, 'MODEL_CARD.md');
  return {
    name: manifest.name,
    version: manifest.version,
    hash,
    bytes,
    manifest: { ...manifest },
    card: existsSync(card) ? readFileSync(card, 'utf8') : '',
  };
}
