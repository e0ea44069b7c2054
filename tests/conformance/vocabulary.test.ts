import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { MessageChannel, type MessagePort } from 'node:worker_threads';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openLocalBackend } from '../../cli/local-backend.ts';
import { serveLoopback } from '../../cli/serve/server.ts';
import type { Backend, Progress } from '../../contract/index.ts';
import { connectPort, servePort, type WirePort } from '../../contract/wires/port.ts';
import { openDatabase } from '../../core/engine/database.ts';
import { literal } from '../../core/engine/sql-text.ts';
import { connectHttp } from '../../renderer/backend/http.ts';
import { tinySource } from './tiny-study.ts';

const wire = (port: MessagePort): WirePort => ({
  postMessage: (message) => port.postMessage(message),
  onMessage: (listener) => void port.on('message', listener),
  onClose: (listener) => void port.on('close', listener),
});

async function addVocabulary(source: string): Promise<void> {
  const database = await openDatabase();
  const connection = await database.connect();
  const write = (table: string, sql: string) =>
    connection.run(`COPY (${sql}) TO ${literal(join(source, `${table}.parquet`))}`);
  await write(
    'concept',
    `SELECT *, DATE '1970-01-01' AS valid_start_date, DATE '2099-12-31' AS valid_end_date, NULL::VARCHAR AS invalid_reason
     FROM (VALUES (201826, 'Type 2 diabetes mellitus', 'Condition', 'SNOMED', 'Disorder', 'S', '44054006'),
       (201820, 'Diabetes mellitus', 'Condition', 'SNOMED', 'Disorder', 'S', '73211009'))
     AS t (concept_id, concept_name, domain_id, vocabulary_id, concept_class_id, standard_concept, concept_code)`,
  );
  await write(
    'concept_ancestor',
    `SELECT 201820 AS ancestor_concept_id, 201826 AS descendant_concept_id, 1 AS min_levels_of_separation, 1 AS max_levels_of_separation`,
  );
  connection.close();
  database.close();
}

const tiny = await tinySource();
await addVocabulary(tiny.source);
const bare = await tinySource();
const study = join(tiny.folder, 'tiny.stillroom');
const direct = openLocalBackend('terminal');
const { port1, port2 } = new MessageChannel();
servePort(direct, wire(port1));
const loopback = await serveLoopback({ backend: direct });

beforeAll(async () => {
  await direct.call('study.create', { path: study, name: 'Tiny' });
  await direct.call('import.load', { paths: [tiny.source], name: 'tiny' });
});
afterAll(async () => {
  port1.close();
  await loopback.close();
  await direct.close();
  tiny.remove();
  bare.remove();
});

const diabetes = { items: [{ concept: { CONCEPT_ID: 201820 }, includeDescendants: true }] };

describe.each<[string, Backend]>([
  ['direct call', direct],
  ['message port', connectPort(wire(port2))],
  ['loopback HTTP', connectHttp(loopback.url, loopback.token)],
])('over %s', (_, backend) => {
  it('prepares, searches, shows and resolves', async () => {
    const seen: Progress[] = [];
    const facts = await backend.call('vocabulary.prepare', {}, { onProgress: (progress) => seen.push(progress) });
    expect(facts).toMatchObject({
      concepts: 2,
      isReady: true,
      missing: ['concept_synonym', 'concept_relationship', 'vocabulary'],
    });
    const found = await backend.call('vocabulary.search', { text: 'mell diab', usedOnly: true });
    expect(found).toMatchObject({
      total: 2,
      concepts: [
        { id: 201826, records: 6, persons: 3, matched: null },
        { id: 201820, records: 0, recordsBelow: 6 },
      ],
    });
    const detail = await backend.call('vocabulary.concept', { id: 201826 });
    expect(detail.parents.map(({ id }) => id)).toEqual([201820]);
    const set = await backend.call('vocabulary.resolve', { expression: diabetes });
    expect(set).toMatchObject({ concepts: 2, persons: 3, records: 6 });
    await expect(backend.call('vocabulary.concept', { id: 5 })).rejects.toMatchObject({ code: 'not_found' });
  });
});

describe('concept sets of a study', () => {
  it('are kept, renamed, undone, and known by the cohorts that hold an equal one', async () => {
    const name = 'Diabetes';
    await direct.call('conceptSet.save', { name, expression: diabetes });
    expect(JSON.parse(readFileSync(join(study, 'concept-sets', 'Diabetes.json'), 'utf8'))).toEqual(diabetes);
    const sets = [{ id: 0, name, expression: { items: [{ ...diabetes.items[0], isExcluded: false }] } }];
    await direct.call('cohort.save', { name: 'c', expression: { ConceptSets: sets } });
    expect(await direct.call('conceptSet.list', {})).toEqual([{ name, items: 1, usedBy: ['c'] }]);
    await direct.call('conceptSet.save', { name, expression: { items: [] }, label: 'Empty it' });
    expect((await direct.call('study.current', {}))?.undo).toBe('Empty it');
    expect((await direct.call('conceptSet.get', { name })).usedBy).toEqual([]);
    await direct.call('study.undo', {});
    expect((await direct.call('conceptSet.get', { name })).expression).toEqual(diabetes);
    expect(await direct.call('conceptSet.rename', { name, to: 'DM' })).toEqual({ name: 'DM', items: 1, usedBy: [] });
    await expect(direct.call('conceptSet.get', { name })).rejects.toMatchObject({ code: 'not_found' });
    await direct.call('conceptSet.remove', { name: 'DM' });
    expect(await direct.call('conceptSet.list', {})).toEqual([]);
    const { entries } = await direct.call('ledger.list', {});
    expect(entries.map(({ summary }) => summary)).toContain('Concept set “DM” removed');
    expect(await direct.call('study.verify', {})).toMatchObject({ ok: true });
  });

  it('are read from files and pasted text: concepts get their names, unknown ones are told', async () => {
    const file = join(tiny.folder, 'DM 2.csv');
    writeFileSync(file, 'Concept ID,Exclude\n201826,FALSE\n');
    expect(await direct.call('conceptSet.open', { paths: [file] })).toEqual([{ name: 'DM 2', items: 1, usedBy: [] }]);
    const { expression, warnings } = await direct.call('conceptSet.read', { text: '201826\n7' });
    expect(expression.items[0]?.concept.CONCEPT_NAME).toBe('Type 2 diabetes mellitus');
    expect(warnings).toEqual(['The vocabulary of “tiny” does not know 1 of 2 concepts: 7.']);
    await expect(direct.call('conceptSet.read', { text: '{"a": 1}' })).rejects.toMatchObject({ code: 'invalid_input' });
  });

  it('one wrong file among several keeps none', async () => {
    const [good, bad] = [join(tiny.folder, 'good.json'), join(tiny.folder, 'bad.json')];
    writeFileSync(good, JSON.stringify(diabetes));
    writeFileSync(bad, '{');
    const before = await direct.call('conceptSet.list', {});
    await expect(direct.call('conceptSet.open', { paths: [good, bad] })).rejects.toMatchObject({
      code: 'invalid_input',
    });
    expect(await direct.call('conceptSet.list', {})).toEqual(before);
  });
});

describe('a dataset without a vocabulary', () => {
  it('says what is missing, finds nothing, and resolves to nothing', async () => {
    await direct.call('import.load', { paths: [bare.source], name: 'bare' });
    const facts = await direct.call('vocabulary.facts', { dataset: 'bare' });
    expect(facts).toMatchObject({ concepts: 0, version: null, isReady: false });
    expect(facts.missing).toContain('concept');
    expect(await direct.call('vocabulary.search', { dataset: 'bare', text: 'diab' })).toMatchObject({ total: 0 });
    expect(await direct.call('vocabulary.resolve', { dataset: 'bare', expression: diabetes })).toMatchObject({
      concepts: 0,
    });
    await direct.call('vocabulary.prepare', { dataset: 'bare' });
    expect(await direct.call('vocabulary.search', { dataset: 'bare', text: '' })).toMatchObject({ total: 0 });
  });
});

describe('a study that another window has open', () => {
  it('is searched with counts, and its folder is left as it was', async () => {
    await direct.call('import.load', { paths: [tiny.source], name: 'again' });
    const reader = openLocalBackend('terminal');
    try {
      expect((await reader.call('study.open', { path: study })).readOnly).toBe(true);
      await reader.call('vocabulary.prepare', { dataset: 'again' });
      const { concepts } = await reader.call('vocabulary.search', { dataset: 'again', text: '44054006' });
      expect(concepts).toMatchObject([{ id: 201826, records: 6, matched: '44054006' }]);
      expect(existsSync(join(study, 'data', 'again', 'vocabulary.duckdb'))).toBe(false);
      await expect(reader.call('conceptSet.save', { name: 'x', expression: diabetes })).rejects.toMatchObject({
        code: 'locked',
      });
    } finally {
      await reader.close();
    }
  });
});
