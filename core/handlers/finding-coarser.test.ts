import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
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

const sizes = [
  ['A', 300],
  ['B', 200],
  ['C', 9],
  ['D', 7],
] as const;
const count = (n: number): ReleaseCell => ({ kind: 'count', unit: 'persons', n });
const run = (id: string): Run => ({
  id,
  title: 'Persons by clinic',
  sentence: '',
  result: {},
  release: {
    curves: [],
    tables: [
      {
        id: 'clinic',
        title: 'Clinic',
        note: '',
        columns: [
          { label: 'Clinic', align: 'left' },
          { label: 'Persons', align: 'right' },
        ],
        rows: [['All', 516] as const, ...sizes].map(([name, n]) => [{ kind: 'text', text: name }, count(n)]),
        relations: [{ kind: 'sum', parts: [1, 2, 3, 4].map((row): [number, number] => [row, 1]), total: [0, 1] }],
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
});

let folder: string;
let session: Session;
const methods = () => findingHandlers(session);
const add = async (title: string, id = 'run-1') =>
  (await methods()['finding.add']({ run: id, title, context: '' }, quiet)).id;
const ids = async () => (await methods()['finding.list']({}, quiet)).map(({ title }) => title);

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'stillroom-coarser-'));
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
  for (const id of ['run-1', 'run-2']) saveRun(session.study().path, run(id));
});
afterEach(async () => {
  await session.close();
  rmSync(folder, { recursive: true });
});

it('a proposal is taken, leaves in the bundle, and can be undone', async () => {
  const id = await add('By clinic');
  const { present, proposals } = await methods()['finding.coarser']({ id, beside: [] }, quiet);
  expect([present.summary.withheld, proposals[0]?.summary.withheld]).toEqual([2, 0]);
  const coarse = await methods()['finding.coarsen']({ id, joined: proposals[0]!.joined }, quiet);
  expect(coarse.checked.tables[0]!.rows.map(([label]) => label!.text)).toEqual(['All', 'A', 'B', 'C or D']);
  expect(coarse.checked.tables[0]!.note).toContain('put together after the analysis');
  const { html } = await methods()['finding.report']({ findings: [id] }, quiet);
  expect(html).toContain('C or D');
  await methods()['export.bundle']({ findings: [id], out: join(folder, 'out.zip') }, quiet);
  const fine = await methods()['finding.coarsen']({ id, joined: [] }, quiet);
  expect(fine.checked.summary.withheld).toBe(2);
  expect(fine.joined).toBeUndefined();
});

it('rows put together by hand in the file do not leave: the check is made again with them', async () => {
  const id = await add('By clinic');
  const file = join(session.study().path, 'findings', id, 'finding.json');
  const kept = JSON.parse(readFileSync(file, 'utf8'));
  writeFileSync(file, JSON.stringify({ ...kept, joined: [{ table: 'clinic', rows: [3, 4], keep: 'sum' }] }));
  await expect(methods()['finding.report']({ findings: [id] }, quiet)).rejects.toMatchObject({ code: 'integrity' });
});

it('the order of findings is kept, and is that of report and bundle whatever order is asked for', async () => {
  const [one, two] = [await add('One'), await add('Two', 'run-2')];
  await methods()['finding.order']({ ids: [two, one] }, quiet);
  expect(await ids()).toEqual(['Two', 'One']);
  const bundle = await methods()['export.bundle']({ findings: [one, two], out: join(folder, 'out.zip') }, quiet);
  expect(bundle.findings).toEqual([two, one]);
  const { html } = await methods()['finding.report']({ findings: [one, two] }, quiet);
  expect(html.indexOf('Two')).toBeLessThan(html.lastIndexOf('One'));
  await methods()['finding.remove']({ id: two }, quiet);
  await add('Three', 'run-2');
  expect(await ids()).toEqual(['One', 'Three']);
});

it('an order that names no finding is refused', async () => {
  await add('One');
  expect(() => methods()['finding.order']({ ids: ['nobody'] }, quiet)).toThrow(/no finding “nobody”/);
});
