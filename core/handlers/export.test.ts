import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { quiet } from '../../contract/context.ts';
import type { Run } from '../../contract/findings.ts';
import { defaultLimits } from '../engine/settings.ts';
import { createInferenceClient } from '../inference/client.ts';
import { verifyBundle } from '../report/verify.ts';
import { createSession, type Session } from '../session.ts';
import { publishFile } from '../study/publish-file.ts';
import { saveRun } from '../study/runs.ts';
import { createStudy } from '../study/study.ts';
import { verifyLedger } from '../study/verify-ledger.ts';
import { findingHandlers } from './findings.ts';

const run: Run = {
  id: '2026-01-01-0000000000',
  title: 'Persons by sex',
  sentence: 'Two hundred persons.',
  result: {},
  release: {
    curves: [],
    tables: [
      {
        id: 'sex',
        title: 'Sex',
        note: '',
        columns: [
          { label: 'Sex', align: 'left' },
          { label: 'Persons', align: 'right' },
        ],
        rows: ['women', 'men'].map((text) => [
          { kind: 'text' as const, text },
          { kind: 'count' as const, unit: 'persons' as const, n: 100 },
        ]),
        relations: [],
      },
    ],
  },
  provenance: {
    kind: 'analysis',
    name: 'table-one',
    dataset: null,
    datasetSha256: null,
    cohorts: [],
    table: null,
    params: {},
    sql: [],
    model: null,
    regime: null,
    versions: {},
    at: '2026-01-01T00:00:00.000Z',
  },
};

let folder: string;
let session: Session;
let finding: string;
const out = () => join(folder, 'out.zip');
const methods = () => findingHandlers(session);
const acts = () =>
  session
    .study()
    .ledger.ofAct('export')
    .map(({ summary, detail }) => ({ summary, code: detail.code }));

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'stillroom-export-'));
  session = createSession({
    host: 'terminal',
    version: '0.1.0',
    limits: defaultLimits(),
    modelsFolder: folder,
    sampleFolder: folder,
    templatesFolder: folder,
    home: folder,
    inference: createInferenceClient(() => Promise.reject(new Error('no model here'))),
  });
  await session.change(() => createStudy(join(folder, 'demo.stillroom'), 'Demo', '0.1.0'));
  saveRun(session.study().path, run);
  finding = (await methods()['finding.add']({ run: run.id, context: '' }, quiet)).id;
});
afterEach(async () => {
  await session.close();
  rmSync(folder, { recursive: true });
});

describe('an export', () => {
  it('does not leave where the ledger cannot take it', async () => {
    const ledger = join(session.study().path, 'ledger.ndjson');
    rmSync(ledger);
    mkdirSync(ledger);
    const bundle = async () => methods()['export.bundle']({ findings: [finding], out: out() }, quiet);
    await expect(bundle()).rejects.toMatchObject({ name: 'Failure' });
    expect(readdirSync(folder).filter((name) => name.startsWith('out'))).toEqual([]);
  });

  it('is in the ledger, and leaves no draft', async () => {
    await methods()['export.bundle']({ findings: [finding], out: out() }, quiet);
    expect(acts()).toHaveLength(1);
    expect(readdirSync(folder).filter((name) => name.startsWith('out'))).toEqual(['out.zip']);
    expect(verifyLedger(session.study().path)).toEqual([]);
  });

  it('is the same bytes a second time, but for its signature', async () => {
    const [first, second] = [out(), join(folder, 'again.zip')];
    for (const path of [first, second]) await methods()['export.bundle']({ findings: [finding], out: path }, quiet);
    const [a, b] = [first, second].map((path) => unzipSync(readFileSync(path)));
    const differing = Object.keys(a!).filter((name) => !Buffer.from(a![name]!).equals(Buffer.from(b![name]!)));
    expect(Object.keys(b!)).toEqual(Object.keys(a!));
    expect(differing).toEqual(['signature.json']);
    for (const path of [first, second]) expect(verifyBundle(readFileSync(path)).ok).toBe(true);
  });

  it('that could not be written is in the ledger as one that was not, and leaves nothing', async () => {
    writeFileSync(join(folder, 'a-file'), '');
    const inside = join(folder, 'a-file', 'out.zip');
    await expect(
      (async () => methods()['export.bundle']({ findings: [finding], out: inside }, quiet))(),
    ).rejects.toThrow();
    expect(acts()).toMatchObject([
      { summary: 'Bundle exported: 1 finding' },
      { summary: 'Bundle not exported after all', code: 'unreadable' },
    ]);
  });

  it('never overwrites, not even a file that appeared after it looked', () => {
    writeFileSync(out(), 'theirs');
    expect(() => publishFile(out(), Buffer.from('ours'))).toThrow(expect.objectContaining({ code: 'conflict' }));
    expect(readFileSync(out(), 'utf8')).toBe('theirs');
    expect(readdirSync(folder).filter((name) => name.startsWith('out'))).toEqual(['out.zip']);
  });
});

describe('a finding edited by hand', () => {
  it('leaves neither in a bundle nor in a report', async () => {
    const file = join(session.study().path, 'findings', finding, 'finding.json');
    expect(await methods()['finding.report']({ findings: [finding] }, quiet)).toHaveProperty('html');
    const text = readFileSync(file, 'utf8');
    writeFileSync(file, text.replaceAll('"100"', '"7"'));
    expect(readFileSync(file, 'utf8')).not.toBe(text);
    const report = async () => methods()['finding.report']({ findings: [finding] }, quiet);
    const bundle = async () => methods()['export.bundle']({ findings: [finding], out: out() }, quiet);
    await expect(report()).rejects.toMatchObject({ code: 'integrity' });
    await expect(bundle()).rejects.toMatchObject({ code: 'integrity' });
    expect(existsSync(out())).toBe(false);
  });
});
