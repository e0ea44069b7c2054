import { createHash } from 'node:crypto';
import { bytesOf, type Fit, type Known } from './in-context.ts';

/** Contexts already read, so that further queries of the same context run one graph instead of two. */
export interface ContextCache {
  /** The fit of this key, read with `read` if it is not held. */
  get(key: string, read: () => Promise<Fit>): Promise<Fit>;
  clear(): void;
}

/** Keeps the contexts used last, up to `mostBytes` of keys and values together. */
export function createContextCache(mostBytes = 256 * 2 ** 20): ContextCache {
  const held = new Map<string, Fit>();
  let bytes = 0;
  return {
    async get(key, read) {
      const known = held.get(key);
      if (known) {
        held.delete(key);
        held.set(key, known);
        return known;
      }
      const fit = await read();
      held.set(key, fit);
      bytes += bytesOf(fit);
      for (const [oldest, dropped] of held) {
        if (bytes <= mostBytes) break;
        held.delete(oldest);
        bytes -= bytesOf(dropped);
      }
      return fit;
    },
    clear() {
      held.clear();
      bytes = 0;
    },
  };
}

/** An exact key: SHA-256 over the model's hash, `how` it is read, and every value that is read. */
export function contextKey(modelHash: string, how: readonly (string | number | boolean)[], known: Known): string {
  const hash = createHash('sha256');
  hash.update(JSON.stringify([modelHash, ...how, known.classes, known.rows.length, known.columns.length]));
  for (const values of [...known.columns, known.target]) {
    hash.update(Float64Array.from(known.rows, (row) => values[row]!));
  }
  return hash.digest('hex');
}
