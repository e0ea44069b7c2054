import { createHash } from 'node:crypto';
import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { readRun } from '../study/runs.ts';
import { verifySignedHead } from '../study/signed-head.ts';
import { editing } from './testing/editing.ts';

const editor = editing();
const { backend, add, addWomen } = editor;
let name = '';
beforeEach(() => {
  name = editor.name;
});

/** A generated cohort and the run of its generation. */
async function generated() {
  await add({ ObservationPeriod: {} });
  const [made] = await backend.call('cohort.run', { names: [name] });
  return made!.run!;
}

const newest = async () => (await backend.call('ledger.list', { limit: 1 })).entries[0]!;

describe('the ledger', () => {
  it('is searched in all that an entry says, and by act', async () => {
    const run = await generated();
    const list = (words: string, act: 'cohort' | 'import' | null = null) => backend.call('ledger.list', { words, act });
    const { fingerprint } = (await newest()).detail as { fingerprint: string };
    expect((await list(`${fingerprint} GENERATED`)).entries.map(({ detail }) => detail.run)).toEqual([run]);
    expect(await list(run)).toMatchObject({ found: 1, total: expect.any(Number) });
    expect((await list('', 'import')).entries.map(({ act }) => act)).toEqual(['import']);
    expect((await list(`${run} no such word`)).found).toBe(0);
    // The name of a member is not what an entry says.
    expect((await list('sha256')).found).toBe(0);
  });

  it('proves an entry by hashes that anybody can compute, and without what the entry says', async () => {
    await generated();
    const entry = await newest();
    const claim = await backend.call('ledger.prove', { seq: entry.seq - 1 });
    const line = readFileSync(join(editor.study, 'ledger.ndjson'), 'utf8').split('\n')[entry.seq - 2]!;
    const sha256 = (...parts: Buffer[]) => createHash('sha256').update(Buffer.concat(parts)).digest();
    const leaf = sha256(Buffer.of(0), Buffer.from(line));
    expect(claim.leaf).toBe(leaf.toString('hex'));
    const root = claim.path.reduce((hash, { side, hash: other }) => {
      const sibling = Buffer.from(other, 'hex');
      return side === 'left' ? sha256(Buffer.of(1), sibling, hash) : sha256(Buffer.of(1), hash, sibling);
    }, leaf);
    expect(claim.head.root).toBe(root.toString('hex'));
    expect(verifySignedHead(claim.head)).toBe(true);
    expect(claim.words).toContain(claim.fingerprint);
    expect(claim.words).not.toContain(JSON.parse(line).summary);
    await expect(backend.call('ledger.prove', { seq: entry.seq + 1 })).rejects.toMatchObject({ code: 'not_found' });
  });

  it('says how a number was made, each step with its line', async () => {
    const run = await generated();
    const { steps } = await backend.call('ledger.trace', { run });
    expect(steps.map(({ kind }) => kind)).toEqual(['dataset', 'cohort', 'run']);
    expect(steps[0]).toMatchObject({ kind: 'dataset', name: 'tiny', isPresent: true, seq: expect.any(Number) });
    const { seq } = await newest();
    expect(steps.slice(1)).toMatchObject([
      { kind: 'cohort', name, seq, persons: 30, revision: expect.stringMatching(/^[0-9a-f]{16}$/) },
      { kind: 'run', run, seq },
    ]);
  });
});

it('a finding is followed to its check, the bundle that it left in, and the decision on that', async () => {
  const run = await generated();
  const { id: finding } = await backend.call('finding.add', { run, context: 'Everybody who is observed.' });
  const out = join(editor.folder, `${finding}.zip`);
  const { sha256 } = await backend.call('export.bundle', { findings: [finding], out });
  const summary = 'Bundle approved by R. Viewer';
  backend.session.study().record({ act: 'sign-off', summary, detail: { bundle: sha256 } });
  const { steps } = await backend.call('ledger.trace', { finding });
  expect(steps.slice(2)).toMatchObject([
    { kind: 'run', run },
    { kind: 'check', finding, seq: expect.any(Number), withheld: 0 },
    { kind: 'bundle', sha256 },
    { kind: 'sign-off', summary },
  ]);
});

describe('a result that is made again', () => {
  it('is the same, also after the cohort was edited, and the ledger says so', async () => {
    const run = await generated();
    await addWomen();
    const again = await backend.call('ledger.again', { run });
    expect(again).toMatchObject({ isSame: true, differences: [] });
    expect(again.compared).toBeGreaterThan(0);
    expect(await newest()).toMatchObject({ act: 'cohort', detail: { again: run, isSame: true } });
    expect((await backend.call('ledger.trace', { run })).steps.at(-1)).toMatchObject({ kind: 'run', run });
  });

  it('says which cell and which fingerprint came out otherwise', async () => {
    const run = await generated();
    const file = join(editor.study, 'runs', `${run}.json`);
    const kept = JSON.parse(readFileSync(file, 'utf8'));
    kept.provenance.cohorts[0].fingerprint = 'f'.repeat(64);
    kept.release.tables[0].rows[0].find((cell: { kind: string }) => cell.kind === 'count').n += 1;
    writeFileSync(file, JSON.stringify(kept));
    const { isSame, differences } = await backend.call('ledger.again', { run });
    expect(isSame).toBe(false);
    expect(differences).toMatchObject([
      { kind: 'cohort', where: name, before: 'f'.repeat(64) },
      { kind: 'cell', before: '31', after: '30' },
    ]);
    const { ok, problems } = await backend.call('study.verify', {});
    expect([ok, problems]).toEqual([false, [`“runs/${run}.json” was changed since the ledger recorded it.`]]);
  });
});

describe('a plain table of a dataset', () => {
  const path = () => join(editor.study, 'data', 'tiny', 'dataset.duckdb');
  /** The run that describes the table, and where it says it came from. */
  async function describing(table: string) {
    const source = { kind: 'table', path: table } as const;
    const params = { variables: ['gender_concept_id'] };
    const { run } = await backend.call('analysis.run', { name: 'table-one', source, params });
    return { run: run!, provenance: readRun(editor.study, run!).provenance };
  }

  it('brings its dataset and what the gate called it, and is read there again', async () => {
    const { regime, sha256 } = await backend.call('data.describe', { dataset: 'tiny' });
    const { run, provenance } = await describing(`${path()}#person`);
    expect(provenance).toMatchObject({
      dataset: 'tiny',
      datasetSha256: sha256,
      regime,
      table: { file: 'person of tiny', sha256 },
    });
    const { steps } = await backend.call('ledger.trace', { run });
    expect(steps.map(({ kind }) => kind)).toEqual(['dataset', 'table', 'run']);
    expect(await backend.call('ledger.again', { run })).toMatchObject({ isSame: true, differences: [] });
  });

  it('is a file by itself anywhere else: a copy passed no gate', async () => {
    const copy = join(editor.folder, 'dataset.duckdb');
    copyFileSync(path(), copy);
    const { run, provenance } = await describing(`${copy}#person`);
    expect(provenance).toMatchObject({ dataset: null, regime: null });
    await expect(backend.call('ledger.again', { run })).rejects.toMatchObject({ code: 'unsupported' });
  });
});

describe('another key', () => {
  it('needs the name of the study, is recorded, and signs from then on', async () => {
    const before = await backend.call('ledger.head', {});
    await expect(backend.call('ledger.signAnew', { confirm: 'another' })).rejects.toMatchObject({
      code: 'invalid_input',
    });
    const { name: confirm } = (await backend.call('study.current', {}))!;
    const after = await backend.call('ledger.signAnew', { confirm });
    expect(after.fingerprint).not.toBe(before.fingerprint);
    expect((await newest()).detail).toEqual({ signingKey: after.head!.publicKey });
    const { remarks } = await backend.call('study.verify', {});
    expect(remarks.join()).toContain('the study was given another signing key');
  });
});
