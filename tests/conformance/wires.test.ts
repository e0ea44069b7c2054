import { join } from 'node:path';
import { MessageChannel, type MessagePort } from 'node:worker_threads';
import { tableFromIPC } from '@uwdata/flechette';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openLocalBackend } from '../../cli/local-backend.ts';
import { serveLoopback } from '../../cli/serve/server.ts';
import type { Backend, Progress } from '../../contract/index.ts';
import { connectPort, servePort, type WirePort } from '../../contract/wires/port.ts';
import { connectHttp } from '../../renderer/backend/http.ts';
import { tinySource } from './tiny-study.ts';

const wire = (port: MessagePort): WirePort => ({
  postMessage: (message) => port.postMessage(message),
  onMessage: (listener) => void port.on('message', listener),
  onClose: (listener) => void port.on('close', listener),
});

const tiny = await tinySource();
const direct = openLocalBackend('terminal');
const { port1, port2 } = new MessageChannel();
servePort(direct, wire(port1));
const ported = connectPort(wire(port2));
const loopback = await serveLoopback({ backend: direct });
const webbed = connectHttp(loopback.url, loopback.token);

beforeAll(async () => {
  await direct.call('study.create', { path: join(tiny.folder, 'tiny.stillroom'), name: 'Tiny' });
  await direct.call('import.load', { paths: [tiny.source], name: 'tiny' });
});
afterAll(async () => {
  port1.close();
  await loopback.close();
  await direct.close();
  tiny.remove();
});

const endless = 'SELECT count(DISTINCT (a.i * b.i) % 99999989) AS n FROM range(100000) a(i), range(100000) b(i)';

describe.each<[string, Backend]>([
  ['direct call', direct],
  ['message port', ported],
  ['loopback HTTP', webbed],
])('over %s', (wireName, backend) => {
  it('answers a call', async () => {
    expect(await backend.call('app.info', {})).toMatchObject({ host: 'terminal', version: '0.1.0' });
  });

  it('carries Arrow: whole numbers, dates and nulls keep their type', async () => {
    const { rows, columns, table } = await backend.call('sql.run', {
      sql: "SELECT person_id + 9007199254740990 AS id, DATE '1999-12-31' AS d, NULL::INT AS n FROM person ORDER BY 1",
    });
    const read = tableFromIPC(table, { useBigInt: true, useDate: true });
    expect(rows).toBe(3);
    expect(columns.map(({ type }) => type)).toEqual(['BIGINT', 'DATE', 'INTEGER']);
    expect([...read.getChild('id')]).toEqual([9007199254740991n, 9007199254740992n, 9007199254740993n]);
    expect(read.getChild('d').at(0)).toEqual(new Date('1999-12-31'));
    expect([...read.getChild('n')]).toEqual([null, null, null]);
  });

  it('carries windows of a table by row id', async () => {
    const window = await backend.call('data.window', {
      dataset: 'tiny',
      table: 'condition_occurrence',
      offset: 4,
      limit: 10,
    });
    expect(window).toMatchObject({ offset: 4, rows: 2, total: 6 });
    expect(tableFromIPC(window.table).numRows).toBe(2);
    const sort = { column: 'condition_start_date', descending: true };
    const sorted = await backend.call('data.window', {
      dataset: 'tiny',
      table: 'condition_occurrence',
      offset: 0,
      limit: 2,
      columns: ['condition_occurrence_id'],
      sort,
    });
    expect([...tableFromIPC(sorted.table).getChild('condition_occurrence_id')].map(Number)).toEqual([6, 5]);
  });

  it('refuses what the contract does not allow, with its code', async () => {
    await expect(backend.call('sql.run', { sql: 1 } as never)).rejects.toMatchObject({
      name: 'Failure',
      code: 'invalid_input',
    });
    await expect(backend.call('no.such' as never, {} as never)).rejects.toMatchObject({
      name: 'Failure',
      code: 'not_found',
    });
    await expect(backend.call('toString' as never, {} as never)).rejects.toMatchObject({
      name: 'Failure',
      code: 'not_found',
    });
    await expect(backend.call('sql.run', { sql: 'DROP TABLE person' })).rejects.toMatchObject({
      name: 'Failure',
      code: 'sql',
    });
  });

  it('says how far a job is', async () => {
    const seen: Progress[] = [];
    await backend.call('import.inspect', { paths: [tiny.source] }, { onProgress: (progress) => seen.push(progress) });
    expect(seen.length).toBeGreaterThan(0);
    expect(seen[0]).toHaveProperty('stage');
  });

  it('carries edits of a definition, and its outline with what is absent left out', async () => {
    const name = `over ${wireName}`;
    await backend.call('cohort.create', { name, from: { kind: 'blank' } });
    const edits = [
      { op: 'insert' as const, path: '$.PrimaryCriteria.CriteriaList', value: { DrugExposure: { CodesetId: null } } },
      { op: 'set' as const, path: '$.Title', value: '“é” 🜍' },
    ];
    const { outline, expression } = await backend.call('cohort.edit', { name, edits, label: 'Build' });
    expect(expression).toMatchObject({ Title: '“é” 🜍', PrimaryCriteria: { CriteriaList: [{ DrugExposure: {} }] } });
    const controls = outline?.sections[0]?.nodes[0]?.parts.filter((part) => part.kind === 'control') ?? [];
    expect(controls.map(({ as, text }) => [as, text])).toEqual([
      ['choice', 'any'],
      ['conceptSet', 'any kind'],
    ]);
    expect(controls.map(({ value }) => value)).toEqual([undefined, null]);
    await expect(
      backend.call('cohort.edit', { name, edits: [{ op: 'remove', path: '$.Nothing' }], label: 'x' }),
    ).rejects.toMatchObject({ code: 'invalid_input' });
    await backend.call('cohort.remove', { name });
  });

  it('cancels a running query, and goes on working', async () => {
    const abort = new AbortController();
    setTimeout(() => abort.abort(), 200);
    await expect(backend.call('sql.run', { sql: endless }, { signal: abort.signal })).rejects.toMatchObject({
      code: 'cancelled',
    });
    const { rows } = await backend.call('sql.run', { sql: 'SELECT 1' });
    expect(rows).toBe(1);
  });

  it('does nothing for a signal that was aborted before', async () => {
    await expect(backend.call('app.info', {}, { signal: AbortSignal.abort() })).rejects.toMatchObject({
      code: 'cancelled',
    });
  });

  it('runs jobs side by side', async () => {
    const answers = await Promise.all(
      [1, 2, 3, 4].map((n) => backend.call('sql.run', { sql: `SELECT ${n} AS n FROM person` })),
    );
    expect(answers.map(({ table }) => Number(tableFromIPC(table).getChild('n').at(0)))).toEqual([1, 2, 3, 4]);
  });
});

describe('a port that closes', () => {
  it('fails what was running with engine_lost', async () => {
    const channel = new MessageChannel();
    servePort(direct, wire(channel.port1));
    const backend = connectPort(wire(channel.port2));
    const running = backend.call('sql.run', { sql: endless });
    setTimeout(() => channel.port1.close(), 100);
    await expect(running).rejects.toMatchObject({ code: 'engine_lost' });
    await expect(backend.call('app.info', {})).rejects.toMatchObject({ code: 'engine_lost' });
  });
});

describe('the loopback host', () => {
  const post = (headers: Record<string, string>) =>
    fetch(`${loopback.url}/rpc/app.info`, { method: 'POST', body: '{}', headers });

  it('turns away a request without the token, or with another', async () => {
    expect((await post({})).status).toBe(403);
    expect((await post({ 'x-stillroom-token': 'x'.repeat(loopback.token.length) })).status).toBe(403);
    expect((await post({ 'x-stillroom-token': loopback.token })).status).toBe(200);
  });

  it('turns away another origin, even with the token', async () => {
    expect((await post({ 'x-stillroom-token': loopback.token, origin: 'http://evil.example' })).status).toBe(403);
    expect((await post({ 'x-stillroom-token': loopback.token, origin: loopback.url })).status).toBe(200);
  });

  it('listens on 127.0.0.1 only', () => {
    expect(new URL(loopback.url).hostname).toBe('127.0.0.1');
  });
});
