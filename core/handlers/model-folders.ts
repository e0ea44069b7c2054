import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { ModelSummary } from '../../contract/model.ts';
import { openModelFolder } from '../inference/model-folder.ts';

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
