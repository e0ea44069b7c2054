import type { ModelSummary } from '../../contract/model.ts';
import { openModelFolder } from '../inference/model-folder.ts';

/** Reads and checks a model folder: hashes, operators, tensors. */
export async function describeModel(
  folder: string,
): Promise<ModelSummary & { readonly manifest: Record<string, unknown>; readonly card: string }> {
  const { manifest, hash, card } = await openModelFolder(folder);
  const bytes = manifest.files.reduce((sum, file) => sum + file.bytes, 0);
  return {
    name: manifest.name,
    version: manifest.version,
    hash,
    bytes,
    manifest: { ...manifest },
    card,
  };
}
