import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openLocalBackend } from '../../cli/local-backend.ts';
import type { LocalBackend } from '../../core/backend.ts';
import { verifyLedger } from '../../core/study/verify-ledger.ts';
import { tinySource } from './tiny-study.ts';

const tiny = await tinySource();
const [a, b] = ['a', 'b'].map((name) => join(tiny.folder, `${name}.stillroom`)) as [string, string];
const endless = 'SELECT count(DISTINCT (a.i * b.i) % 99999989) AS n FROM range(100000) a(i), range(100000) b(i)';
let backend: LocalBackend;

beforeAll(async () => {
  const first = openLocalBackend('terminal');
  for (const path of [a, b]) {
    await first.call('study.create', { path, name: path === a ? 'A' : 'B' });
    await first.call('import.load', { paths: [tiny.source], name: 'tiny' });
  }
  await first.close();
}, 60_000);
beforeEach(() => {
  backend = openLocalBackend('terminal');
});
afterEach(() => backend.close());
afterAll(() => tiny.remove());

const acts = async () => (await backend.call('ledger.list', {})).entries.map(({ act }) => act);

describe('opening another study', () => {
  it('cancels the query that runs in the first, and the second learns nothing of it', async () => {
    await backend.call('study.open', { path: a });
    const running = backend.call('sql.run', { sql: endless }).catch((error) => error);
    await new Promise((resolve) => setTimeout(resolve, 300));
    await backend.call('study.open', { path: b });
    expect(await running).toMatchObject({ code: 'cancelled' });
    expect(await acts()).toEqual(['import', 'study']);
    expect((await backend.call('sql.run', { sql: 'SELECT 1' })).rows).toBe(1);
    for (const path of [a, b]) expect(verifyLedger(path)).toEqual([]);
  });

  it('lets go of the first only when its import has ended: nothing is appended after its lock is gone', async () => {
    await backend.call('study.open', { path: a });
    const left = backend.session.study();
    const loading = backend.call('import.load', { paths: [tiny.source], name: 'second' }).then(
      () => 'loaded',
      ({ code }) => code as string,
    );
    const opening = backend.call('study.open', { path: b });
    await opening;
    const before = left.ledger.entries(0, 1).total;
    const outcome = await loading;
    expect(left.ledger.entries(0, 1).total).toBe(before);
    expect(outcome).toBe('cancelled');
    expect(() => left.record({ act: 'sql', summary: 'late' })).toThrow(expect.objectContaining({ code: 'conflict' }));
    expect(() => left.documents.edit('late', [{ folder: 'cohorts', name: 'x', text: '' }])).toThrow(
      expect.objectContaining({ code: 'conflict' }),
    );
  });

  it('makes what is asked meanwhile wait for the second', async () => {
    await backend.call('study.open', { path: a });
    const opening = backend.call('study.open', { path: b });
    const current = backend.call('study.current', {});
    expect((await current)?.path).toBe(b);
    await opening;
  });

  it('that cannot be opened leaves the first and its jobs alone', async () => {
    await backend.call('study.open', { path: a });
    const running = backend.call('sql.run', { sql: 'SELECT count(*) FROM range(30000000)' });
    await expect(backend.call('study.open', { path: join(tiny.folder, 'none') })).rejects.toMatchObject({
      code: 'not_found',
    });
    expect((await running).rows).toBe(1);
    expect((await backend.call('study.current', {}))?.path).toBe(a);
  });

  it('or the same one again, is nothing', async () => {
    await backend.call('study.open', { path: a });
    const study = backend.session.study();
    const running = backend.call('sql.run', { sql: 'SELECT count(*) FROM range(30000000)' });
    expect((await backend.call('study.open', { path: a })).readOnly).toBe(false);
    expect(backend.session.study()).toBe(study);
    expect((await running).rows).toBe(1);
  });

  it('closed and opened at once is writable', async () => {
    await backend.call('study.open', { path: a });
    const [, opened] = await Promise.all([backend.call('study.close', {}), backend.call('study.open', { path: a })]);
    expect(opened.readOnly).toBe(false);
  });
});

describe('a cohort that changes', () => {
  it('leaves queries that run alone', async () => {
    await backend.call('study.open', { path: a });
    const queries = Array.from({ length: 12 }, async () => {
      const query = backend.call('sql.run', { sql: 'SELECT count(*) AS n FROM person' });
      await new Promise((resolve) => setImmediate(resolve));
      backend.session.forget('tiny');
      return (await query).rows;
    });
    expect(await Promise.all(queries)).toEqual(Array(12).fill(1));
  });
});
