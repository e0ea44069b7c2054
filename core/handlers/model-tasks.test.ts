import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { quiet } from '../../contract/context.ts';
import type { Run } from '../../contract/findings.ts';
import { contract } from '../../contract/index.ts';
import { modelTaskMethods } from '../../contract/model-tasks.ts';
import { checkRelease } from '../disclosure/check.ts';
import { openDatabase } from '../engine/database.ts';
import { defaultLimits } from '../engine/settings.ts';
import { madeUpTable } from '../inference/made-up-table.ts';
import { inProcessInference } from '../inference/testing/in-process.ts';
import { rowsCsv } from '../report/rows-csv.ts';
import { createSession, type Session } from '../session.ts';
import { readRun, saveRun } from '../study/runs.ts';
import { createStudy } from '../study/study.ts';
import { findingHandlers } from './findings.ts';
import { modelTaskHandlers } from './model-tasks.ts';

const modelsFolder = fileURLToPath(new URL('../../models', import.meta.url));
const inference = inProcessInference();
const folder = mkdtempSync(join(tmpdir(), 'stillroom-tasks-'));
const path = join(folder, 'persons.csv');
const { table, outcome } = madeUpTable(220, 1);
let session: Session;
let handlers: ReturnType<typeof modelTaskHandlers>;
const source = { kind: 'table' as const, path, exclude: [] };
const asked = { ...source, target: 'y' };

beforeAll(async () => {
  const y = { name: 'y', values: outcome.values, categories: ['without', '=with'] };
  writeFileSync(path, rowsCsv([...table.columns, y], 220).replaceAll("'=with", '=with'));
  session = createSession({
    host: 'terminal',
    version: '1',
    limits: { ...defaultLimits(), threads: 1 },
    modelsFolder,
    sampleFolder: folder,
    templatesFolder: folder,
    home: folder,
    inference,
  });
  handlers = modelTaskHandlers(session);
  await session.change(() => createStudy(join(folder, 'study'), 'study', '1'));
});
afterAll(async () => {
  await session.close();
  rmSync(folder, { recursive: true });
});

const ask = <M extends keyof typeof modelTaskMethods>(method: M, input: unknown) =>
  (handlers[method] as (input: unknown, context: unknown) => unknown)(
    modelTaskMethods[method].input.parse(input),
    quiet,
  ) as Promise<ReturnType<(typeof modelTaskMethods)[M]['output']['parse']>>;

describe('results about single persons', () => {
  it('are kept in no run, cannot become a finding, and answer by the contract', async () => {
    const told = await ask('model.explainPerson', { source: asked, whom: '7' });
    expect(modelTaskMethods['model.explainPerson'].output.parse(told)).toEqual(told);
    expect(told).toMatchObject({ insideStudy: true, whom: '7', unit: 'log-odds' });
    expect(told.contributions.find(({ feature }) => feature === 'stage')!.cell).toMatch(/^I{1,3}$/);
    const unusual = await ask('model.outliers', { source, most: 5 });
    expect(modelTaskMethods['model.outliers'].output.parse(unusual).cells).toHaveLength(5);
    expect(existsSync(join(session.study().path, 'runs'))).toBe(false);
    await expect(ask('model.explainPerson', { source: asked, whom: '999' })).rejects.toMatchObject({
      code: 'not_found',
    });
  });

  it('have no run and no release in the contract, and a run made of one by hand is refused', async () => {
    const inside = Object.values(modelTaskMethods).filter(({ output }) => 'insideStudy' in output.shape);
    expect(inside).toHaveLength(3);
    for (const { output } of inside) expect(Object.keys(output.shape)).not.toEqual(expect.arrayContaining(['run']));
    const { run } = await ask('model.impute', { source });
    const made: Run = { ...readRun(session.study().path, run!), id: 'by-hand', result: { insideStudy: true } };
    saveRun(session.study().path, made);
    const add = contract['finding.add'].input.parse({ run: 'by-hand' });
    await expect(async () => findingHandlers(session)['finding.add'](add, quiet)).rejects.toThrow('single persons');
  });
});

describe('filling gaps', () => {
  it('writes the filled table, none of a cohort, and keeps its scores as a run', async () => {
    const out = join(folder, 'filled.csv');
    const answer = await ask('model.impute', { source, out, draws: 1 });
    expect(answer.files).toEqual([out, join(folder, 'filled-1.csv')]);
    expect(answer.cells).toBe(table.columns[2]!.values.filter(Number.isNaN).length);
    const lines = readFileSync(out, 'utf8').split('\n');
    expect(lines.filter((line) => line.includes(',,'))).toEqual([]);
    const { provenance, release } = readRun(session.study().path, answer.run!);
    expect(provenance).toMatchObject({
      kind: 'model',
      name: 'impute',
      model: answer.model && { name: answer.model.name },
    });
    expect(checkRelease(release).tables[0]!.rows.length).toBe(answer.scores!.columns.length);
    const cohort = { kind: 'cohort', cohort: 'c' };
    await expect(ask('model.impute', { source: cohort, out })).rejects.toMatchObject({ code: 'disclosure' });
  });
});

describe('synthetic rows', () => {
  const decision = 'To share code with the other site.';

  /** So small a table fails the attack with some seeds, whichever model made its rows. */
  async function releasable() {
    for (const seed of [3, 4, 5, 6, 7, 8]) {
      const made = await ask('model.synthesise', { source, seed, target: 'y', holdout: 0.4, rows: 120 });
      if (made.problems.length === 0) return made;
      const out = join(folder, 'refused.csv');
      await expect(ask('synthetic.export', { run: made.run, out, decision })).rejects.toMatchObject({
        code: 'disclosure',
      });
    }
    return expect.unreachable();
  }

  it('leave by a decision, as CSV or Parquet, with their attack beside them; the ledger knows', async () => {
    const made = await releasable();
    expect(made.scores!.model.attack.copies).toBe(0);
    const file = join(session.study().path, 'synthetic', `${made.run}.csv`);
    expect(readFileSync(file, 'utf8').split('\n')).toHaveLength(made.rows + 2);
    const parquet = await ask('synthetic.export', { run: made.run, out: join(folder, 'rows.parquet'), decision });
    const report = JSON.parse(readFileSync(parquet.report, 'utf8'));
    expect(report).toMatchObject({ decision, sha256: parquet.sha256, scores: { model: { attack: { copies: 0 } } } });
    const database = await openDatabase();
    const connection = await database.connect();
    const { n } = await connection.one<{ n: number }>(`SELECT count(*) AS n FROM '${parquet.path}'`);
    connection.close();
    database.close();
    expect(n).toBe(made.rows);
    expect(session.study().ledger.ofAct('export').at(-1)!.detail).toMatchObject({ decision });
    writeFileSync(file, 'changed');
    const again = ask('synthetic.export', { run: made.run, out: join(folder, 'again.csv'), decision });
    await expect(again).rejects.toMatchObject({ code: 'integrity' });
  });

  it('that nobody attacked do not leave, nor straight from a study', async () => {
    const made = await ask('model.synthesise', { source, holdout: 0, rows: 30 });
    const out = join(folder, 'unattacked.csv');
    await expect(ask('synthetic.export', { run: made.run, out, decision })).rejects.toMatchObject({
      code: 'disclosure',
    });
    const straight = ask('model.synthesise', { source, rows: 30, export: { out, decision } });
    await expect(straight).rejects.toMatchObject({ code: 'usage' });
    expect(readdirSync(folder)).not.toContain('unattacked.csv');
    await expect(ask('synthetic.export', { run: 'by-hand', out, decision })).rejects.toMatchObject({
      code: 'not_found',
    });
  });
});

it('what is said of a model in release rests on persons, and its subgroups hold them all', async () => {
  const { run, explanation } = await ask('model.explain', { source: asked, folds: 2, shuffles: 1 });
  expect(explanation.features.map(({ feature }) => feature)).toContain('marker');
  const { tables } = checkRelease(readRun(session.study().path, run!).release);
  expect(tables[0]!.rows[0]![1]!.text).toMatch(/^\d\.\d{3}$/);
  const { subgroups } = await ask('model.subgroups', { source: asked });
  expect(subgroups.groups.reduce((persons, group) => persons + group.rows, 0)).toBe(220);
  expect(subgroups.event).toBe('without');
  expect(subgroups.groups.reduce((events, group) => events + (group.withEvent ?? 0), 0)).toBe(
    outcome.values.filter((value) => value === 0).length,
  );
});
