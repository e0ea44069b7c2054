import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { quiet } from '../../contract/index.ts';
import { attachIndex, keepIndex } from './index-file.ts';
import { anyIndex, countedIndex, type IndexedDataset, prepareIndex } from './indexes.ts';
import { searchConcepts } from './search.ts';
import { type Small, smallVocabulary } from './testing/small-vocabulary.ts';

const open: Small[] = [];
afterEach(() => {
  for (const small of open.splice(0)) small.close();
});
async function made(): Promise<Small> {
  const small = await smallVocabulary();
  open.push(small);
  return small;
}
const filesIn = (small: Small) => readdirSync(small.folder).sort();
const heart = { text: 'heart', standardOnly: false, usedOnly: false, offset: 0, limit: 10 };

describe('the file beside a dataset', () => {
  it('is kept whole, read again, and answers as the index in memory does', async () => {
    const small = await made();
    const { connection, folder, manifest } = small;
    expect(await attachIndex(connection, folder, manifest)).toBeNull();
    await keepIndex(connection, folder, manifest, quiet);
    expect(filesIn(small)).toEqual(['dataset.duckdb', 'vocabulary.duckdb']);
    const kept = await attachIndex(connection, folder, manifest);
    expect(kept?.isCounted).toBe(true);
    expect(await searchConcepts(connection, kept!, heart, quiet)).toEqual(
      await searchConcepts(connection, small.index, heart, quiet),
    );
  });

  it('of other data, or damaged, is not used, and is made again', async () => {
    const small = await made();
    const { connection, folder, manifest } = small;
    await keepIndex(connection, folder, manifest, quiet);
    expect(await attachIndex(connection, folder, { ...manifest, sha256: 'b'.repeat(64) })).toBeNull();
    writeFileSync(join(folder, 'vocabulary.duckdb'), 'not a database');
    expect(await attachIndex(connection, folder, manifest)).toBeNull();
    await keepIndex(connection, folder, manifest, quiet);
    expect(await attachIndex(connection, folder, manifest)).not.toBeNull();
  });

  it('of an older format is not used, and is made again', async () => {
    const small = await made();
    const { connection, folder, manifest } = small;
    await keepIndex(connection, folder, manifest, quiet);
    const path = join(folder, 'vocabulary.duckdb');
    await connection.run(`ATTACH '${path}' AS older; UPDATE older.made_from SET format = format - 1; DETACH older`);
    expect(await attachIndex(connection, folder, manifest)).toBeNull();
    await keepIndex(connection, folder, manifest, quiet);
    expect((await attachIndex(connection, folder, manifest))?.isCounted).toBe(true);
  });

  it('leaves nothing when it is cancelled, and removes what a killed process left', async () => {
    const small = await made();
    const { connection, folder, manifest } = small;
    const abort = new AbortController();
    const context = { signal: abort.signal, progress: () => abort.abort() };
    await expect(keepIndex(connection, folder, manifest, context)).rejects.toMatchObject({ code: 'cancelled' });
    expect(filesIn(small)).toEqual(['dataset.duckdb']);
    writeFileSync(join(folder, '.vocabulary-0123.duckdb'), 'half');
    writeFileSync(join(folder, '.vocabulary-0123.duckdb.wal'), 'half');
    await keepIndex(connection, folder, manifest, quiet);
    expect(filesIn(small)).toEqual(['dataset.duckdb', 'vocabulary.duckdb']);
  });
});

describe('the index of an open dataset', () => {
  const dataset = ({ workspace, manifest, folder }: Small, mayKeep: boolean): IndexedDataset => ({
    workspace,
    manifest,
    folder,
    mayKeep,
    async lend(work) {
      const connection = await workspace.connect();
      try {
        return await work(connection);
      } finally {
        connection.close();
      }
    },
  });

  it('is the search text alone until it is prepared, and is prepared once for all who ask', async () => {
    const small = await made();
    const asked = dataset(small, true);
    const { connection } = small;
    expect(await countedIndex(connection, asked)).toBeNull();
    expect((await anyIndex(connection, asked, quiet)).isCounted).toBe(false);
    const [a, b] = await Promise.all([prepareIndex(connection, asked, quiet), prepareIndex(connection, asked, quiet)]);
    expect(a).toBe(b);
    expect(await anyIndex(connection, asked, quiet)).toBe(a);
    expect(filesIn(small)).toContain('vocabulary.duckdb');
  });

  it('is kept in memory where the study may only be read', async () => {
    const small = await made();
    const asked = dataset(small, false);
    const prepared = await prepareIndex(small.connection, asked, quiet);
    expect(prepared.isCounted).toBe(true);
    expect(filesIn(small)).toEqual(['dataset.duckdb']);
    expect((await searchConcepts(small.connection, prepared, heart, quiet)).total).toBe(4);
  });
});
