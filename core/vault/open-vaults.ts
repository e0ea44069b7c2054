import { dirname, resolve, sep } from 'node:path';
import type { Vault } from './vault.ts';

/**
 * The vaults that this process has open. A file belongs to one by its place, so nobody who writes into a study has to
 * know whether it is encrypted, and nobody can forget it.
 */
const open = new Set<Vault>();

/** Makes a vault the one of its folder until the returned function is called, which also closes it. */
export function enterVault(vault: Vault): () => void {
  open.add(vault);
  return () => {
    open.delete(vault);
    vault.close();
  };
}

/** The vault of the study that a path lies in; null in a plain study and outside of one. */
export function vaultAt(path: string): Vault | null {
  const asked = resolve(path);
  for (const vault of open) if (asked === vault.folder || asked.startsWith(vault.folder + sep)) return vault;
  return null;
}

/** The key of a `data/<name>/dataset.duckdb` in a study that is open and encrypted; null for any other file. */
export function dataFileKeyAt(path: string): Uint8Array | null {
  return vaultAt(path)?.datasetKey(dirname(resolve(path))) ?? null;
}
