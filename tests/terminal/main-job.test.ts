import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { finding, run as runSchema } from '../../contract/findings.ts';
import { type Ran, stillroom } from './stillroom.ts';

const folder = mkdtempSync(join(tmpdir(), 'stillroom-main-job-'));
const home = { STILLROOM_HOME: join(folder, 'home') };
const run = (...args: string[]) => stillroom(args, home);
const readJson = (...path: string[]): unknown => JSON.parse(readFileSync(join(...path), 'utf8'));
let demo: Ran;
let made: { study: string; bundle: string; report: string; steps: { name: string; elapsedMs: number }[] };

beforeAll(async () => {
  demo = await run('demo', '--out', join(folder, 'demo'), '--json');
  made = demo.json();
}, 600_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the demo', () => {
  it('ends well, with every step of the main job', () => {
    expect(demo.code).toBe(0);
    expect(made.steps.map(({ name }) => name.split(' ')[0])).toEqual([
      'import',
      'generate',
      'describe',
      'follow',
      'ask',
      'check',
      'export',
      'verify',
    ]);
  });

  it('leaves a report that stands alone: no script, nothing loaded from anywhere', () => {
    const html = readFileSync(made.report, 'utf8');
    expect(html).toMatch(/^<!doctype html>/i);
    expect(html).not.toMatch(/<script|src="http|href="http|@import|url\(http/i);
    expect(html).toMatch(/Attrition/);
    expect(html).toMatch(/Provenance/);
  });

  it('leaves a bundle that verifies, until a byte of it changes', async () => {
    expect((await run('verify', made.bundle, '--json')).json()).toMatchObject({ ok: true, problems: [] });
    const changed = join(folder, 'changed.zip');
    const bytes = readFileSync(made.bundle);
    bytes[Math.floor(bytes.length / 3)]! ^= 4;
    writeFileSync(changed, bytes);
    const verified = await run('verify', changed, '--json');
    expect(verified.code).toBe(16);
    expect(verified.json<{ ok: boolean; problems: string[] }>().problems.length).toBeGreaterThan(0);
  });

  it('leaves a study whose ledger and data hold', async () => {
    expect((await run('verify', '--study', made.study, '--json')).json()).toMatchObject({ ok: true });
  });

  it('publishes no count of 1 to 10', () => {
    const findings = readdirSync(join(made.study, 'findings')).map((id) =>
      finding.parse(readJson(made.study, 'findings', id, 'finding.json')),
    );
    let small = 0;
    for (const { run: id, checked } of findings) {
      const { release } = runSchema.parse(readJson(made.study, 'runs', `${id}.json`));
      release.tables.forEach((table, t) => {
        table.rows.forEach((row, r) => {
          row.forEach((cell, c) => {
            if (cell.kind !== 'count' || cell.n === 0 || cell.n > 10) return;
            small++;
            expect(checked.tables[t]?.rows[r]?.[c]?.text).toBeNull();
          });
        });
      });
    }
    expect(findings).toHaveLength(4);
    expect(small).toBeGreaterThan(0);
  });
});

describe('by hand, on the study of the demo', () => {
  it('sql: one locked SELECT, as JSON, CSV or a table', async () => {
    const sql = 'SELECT count(*) AS persons FROM person';
    expect((await run('sql', sql, '--study', made.study, '--json')).json()).toMatchObject({
      columns: [{ name: 'persons', type: 'BIGINT' }],
      rows: [[2000]],
    });
    expect((await run('sql', sql, '--study', made.study, '--format', 'csv')).stdout).toBe('persons\n2000\n');
    const closed = await run('sql', "COPY person TO '/tmp/stillroom-leak.csv'", '--study', made.study);
    expect(closed.code).toBe(12);
  });

  it('sql: cohorts are rows of results.cohort', async () => {
    const sql = 'SELECT count(DISTINCT cohort_name) AS cohorts, min(cohort_start_date) AS first FROM results.cohort';
    const { rows } = (await run('sql', sql, '--study', made.study, '--json')).json<{ rows: [[number, string]] }>();
    expect(rows[0][0]).toBeGreaterThanOrEqual(6);
    expect(rows[0][1]).toMatch(/^\d{4}-\d\d-\d\d$/);
  });

  it('analyse: lists what there is, and runs one by name', async () => {
    const list = (await run('analyse', '--json')).json<{ name: string }[]>();
    expect(list.map(({ name }) => name)).toEqual(expect.arrayContaining(['survival', 'table-one']));
    expect((await run('analyse', 'no-such', '--table', 'package.json')).code).not.toBe(0);
  });

  it('cohort: checks, explains and shows the SQL of a definition', async () => {
    const [name] = readdirSync('datasets/cohorts')
      .filter((file) => file.endsWith('.json'))
      .slice(-1);
    const file = join('datasets/cohorts', name!);
    expect((await run('cohort', 'check', file, '--json')).json()).toMatchObject({ supported: true });
    expect((await run('cohort', 'explain', file)).stdout.length).toBeGreaterThan(100);
    expect((await run('cohort', 'sql', file)).stdout).toMatch(/SELECT[\s\S]+FROM cdm\./);
  });

  it('finding: a file edited by hand does not leave', async () => {
    const [finding] = (await run('finding', 'list', '--study', made.study, '--json')).json<{ id: string }[]>();
    const file = join(made.study, 'findings', finding!.id, 'finding.json');
    const whole = readFileSync(file, 'utf8');
    writeFileSync(file, whole.replace('"withheld"', '"published"').replace(/"text": "[\d,]+"/, '"text": "7"'));
    const refused = await run(
      'export',
      '--study',
      made.study,
      '--finding',
      finding!.id,
      '--out',
      join(folder, 'edited.zip'),
      '--json',
    );
    expect(refused.code).toBe(16);
    writeFileSync(file, whole);
    expect(
      (
        await run(
          'export',
          '--study',
          made.study,
          '--finding',
          finding!.id,
          '--out',
          join(folder, 'again.zip'),
          '--json',
        )
      ).code,
    ).toBe(0);
  });

  it('model: shows the card and verifies the files', async () => {
    expect((await run('model', 'show')).stdout).toMatch(/# /);
    expect((await run('model', 'verify', '--json')).json()).toMatchObject({ ok: true });
  });
});
