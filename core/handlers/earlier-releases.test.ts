import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { quiet } from '../../contract/context.ts';
import type { Run } from '../../contract/findings.ts';
import type { ReleaseCell } from '../../contract/release.ts';
import { defaultLimits } from '../engine/settings.ts';
import { createInferenceClient } from '../inference/client.ts';
import { createSession, type Session } from '../session.ts';
import { saveRun } from '../study/runs.ts';
import { createStudy } from '../study/study.ts';
import { findingHandlers } from './findings.ts';

const count = (n: number, stage: string): ReleaseCell => ({
  kind: 'count',
  unit: 'persons',
  n,
  who: { group: '', where: [{ variable: 'columns stage', levels: [stage] }] },
});

/** Persons by stage in a plain table of that hash. */
const run = (id: string, sha256: string, stages: Readonly<Record<string, number>>): Run => ({
  id,
  title: `Stages ${id}`,
  sentence: '',
  result: {},
  release: {
    curves: [],
    tables: [
      {
        id: 'stages',
        title: 'Stages',
        note: '',
        columns: [
          { label: 'Stage', align: 'left' },
          { label: 'Persons', align: 'right' },
        ],
        rows: Object.entries(stages).map(([stage, n]) => [{ kind: 'text', text: stage }, count(n, stage)]),
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
    table: { file: 'trial.csv', sha256 },
    params: {},
    sql: [],
    model: null,
    regime: null,
    versions: {},
    at: '2026-01-01T00:00:00.000Z',
  },
});

let folder: string;
let session: Session;
const methods = () => findingHandlers(session);

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'stillroom-earlier-'));
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
});
afterEach(async () => {
  await session.close();
  rmSync(folder, { recursive: true });
});

async function added(made: Run): Promise<string> {
  saveRun(session.study().path, made);
  return (await methods()['finding.add']({ run: made.id, context: '' }, quiet)).id;
}
const left = async (finding: string, out: string) =>
  methods()['export.bundle']({ findings: [finding], out: join(folder, out) }, quiet);
const together = async (finding: string) =>
  (await methods()['finding.together']({ findings: [finding] }, quiet))[0]!.checked;
const released = () => join(session.study().path, 'released');

it('holds a finding against what left before, and names it; what left may leave again', async () => {
  const first = await added(run('first', 'a'.repeat(64), { I: 40, II: 30 }));
  const second = await added(run('second', 'b'.repeat(64), { I: 43, II: 80 }));
  expect((await together(second)).summary.withheld).toBe(0);
  await left(first, 'one.zip');
  expect((await together(first)).summary.withheld).toBe(0);
  const checked = await together(second);
  expect(checked.tables[0]!.rows.map((row) => row[1]!.text)).toEqual([null, '80']);
  expect(checked.changes[0]!.earlier?.titles).toEqual(['Stages first']);
  const { changes } = await left(second, 'two.zip');
  expect(changes[0]!.id).toBe('earlier-release');
  expect(readdirSync(released())).toHaveLength(2);
});

/** The stages below all persons, of whom they are parts. */
function withTotal(made: Run): Run {
  const [table] = made.release.tables;
  const rows = table!.rows;
  const all = rows.reduce((sum, row) => sum + (row[1]!.kind === 'count' ? row[1]!.n : 0), 0);
  const total: ReleaseCell[] = [
    { kind: 'text', text: 'All' },
    { kind: 'count', unit: 'persons', n: all, who: { group: '', where: [] } },
  ];
  const parts = rows.map((_, row): [number, number] => [row + 1, 1]);
  const relations = [{ kind: 'sum' as const, parts, total: [0, 1] as [number, number] }];
  return { ...made, release: { curves: [], tables: [{ ...table!, rows: [total, ...rows], relations }] } };
}

it('proposes coarser groups as they would leave, beside what left before', async () => {
  const first = await added(withTotal(run('first', 'a'.repeat(64), { I: 40, II: 30, III: 90 })));
  const second = await added(withTotal(run('second', 'b'.repeat(64), { I: 43, II: 80, III: 60, IV: 50 })));
  await left(first, 'one.zip');
  const { present, proposals } = await methods()['finding.coarser']({ id: second, beside: [] }, quiet);
  expect(present.summary).toEqual((await together(second)).summary);
  expect(present.summary.withheld).toBeGreaterThan(0);
  expect(proposals.length).toBeGreaterThan(0);
  for (const { joined, summary } of proposals) {
    await methods()['finding.coarsen']({ id: second, joined }, quiet);
    expect((await together(second)).summary).toEqual(summary);
  }
  const third = await added(withTotal(run('third', 'b'.repeat(64), { I: 43, II: 80, III: 60, IV: 50 })));
  const beside = await methods()['finding.coarser']({ id: third, beside: [second] }, quiet);
  const both = await methods()['finding.together']({ findings: [second, third] }, quiet);
  expect(beside.present.summary).toEqual(both.find(({ id }) => id === third)!.checked.summary);
});

it('exports nothing more where what left is not on record any more, and counts none that did not leave', async () => {
  const first = await added(run('first', 'a'.repeat(64), { I: 40, II: 30 }));
  writeFileSync(join(folder, 'a-file'), '');
  await expect(left(first, 'a-file/out.zip')).rejects.toThrow();
  const second = await added(run('second', 'b'.repeat(64), { I: 43, II: 80 }));
  expect((await together(second)).summary.withheld).toBe(0);
  await left(first, 'one.zip');
  const [file] = readdirSync(released())
    .map((name) => join(released(), name))
    .slice(-1);
  const text = readFileSync(file!, 'utf8');
  for (const name of readdirSync(released()))
    writeFileSync(join(released(), name), text.replace('"printed": 40', '"printed": 45'));
  await expect(together(second)).rejects.toMatchObject({ code: 'integrity' });
  for (const name of readdirSync(released())) rmSync(join(released(), name));
  await expect(left(second, 'two.zip')).rejects.toMatchObject({ code: 'integrity' });
});
