import { createHash } from 'node:crypto';
import type { ModelNotice } from '../../contract/model-results.ts';
import { bytesOf, type Fit, type Known } from './in-context.ts';
import type { ModelColumn } from './table.ts';

/** What rows to predict are held against, and what is said of an answer, beside the known rows' values. */
export interface ContextOutline {
  readonly target: string;
  readonly classes: readonly string[];
  readonly columns: readonly Omit<ModelColumn, 'values'>[];
  readonly rows: number;
  readonly notices: readonly ModelNotice[];
}

/** Known rows that were read: all it takes to predict others. */
export interface ReadContext extends ContextOutline {
  readonly fit: Fit;
}

/** Contexts already read, so that further queries of the same context run one graph instead of two. */
export interface ContextCache {
  /** The context of this key, read with `read` if it is not held. */
  get(key: string, read: () => Promise<ReadContext>): Promise<ReadContext>;
  /** The context of this key, if it is held. */
  held(key: string): ReadContext | undefined;
  clear(): void;
}

/** Keeps the contexts used last, up to `mostBytes` of what the model and `featurise` need of them. */
export function createContextCache(mostBytes = 256 * 2 ** 20): ContextCache {
  const kept = new Map<string, ReadContext>();
  let bytes = 0;
  function held(key: string): ReadContext | undefined {
    const known = kept.get(key);
    if (!known) return undefined;
    kept.delete(key);
    kept.set(key, known);
    return known;
  }
  return {
    held,
    async get(key, read) {
      const known = held(key);
      if (known) return known;
      const fresh = await read();
      kept.set(key, fresh);
      bytes += sizeOf(fresh);
      for (const [oldest, dropped] of kept) {
        if (bytes <= mostBytes) break;
        kept.delete(oldest);
        bytes -= sizeOf(dropped);
      }
      return fresh;
    },
    clear() {
      kept.clear();
      bytes = 0;
    },
  };
}

const sizeOf = ({ fit, columns, classes }: ReadContext): number =>
  bytesOf(fit) + 2 * JSON.stringify([columns, classes]).length;

/**
 * An exact key: SHA-256 over the model's hash, `how` it is read, what is said of the context, and every value that is
 * read, with the person of each row where that matters.
 */
export function contextKey(
  modelHash: string,
  how: readonly (string | number)[],
  outline: ContextOutline,
  known: Known,
  groups: Float64Array | undefined,
): string {
  const hash = createHash('sha256');
  hash.update(JSON.stringify([modelHash, how, outline, known.classes, known.columns.length, groups !== undefined]));
  for (const values of [...known.columns, known.target, ...(groups ? [groups] : [])]) {
    hash.update(Float64Array.from(known.rows, (row) => values[row]!));
  }
  return hash.digest('hex');
}
