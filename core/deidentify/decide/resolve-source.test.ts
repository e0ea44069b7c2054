import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import type { Decision } from '../../../contract/data.ts';
import { Failure } from '../../../contract/failure.ts';
import { openDatabase } from '../../engine/database.ts';
import type { GatedTable } from './gated-source.ts';
import { resolveTables } from './resolve-source.ts';
import { destroySecrets, type GateSecrets, newSecrets, studySecrets } from './secrets.ts';

const database = await openDatabase();
const connection = await database.connect();
const root = mkdtempSync(join(tmpdir(), 'stillroom-decide-'));
afterAll(() => {
  database.close();
  rmSync(root, { recursive: true, force: true });
});

let secrets: GateSecrets = newSecrets();
beforeEach(() => {
  secrets = newSecrets();
});

/** A table of the given rows; `fixed` columns load into places of a model that are no text. */
async function table(select: string, fixed: readonly string[] = [], name = 't'): Promise<GatedTable> {
  await connection.run(`CREATE OR REPLACE TABLE source AS ${select}`);
  const columns = await connection.describe('SELECT * FROM source');
  return {
    name,
    parts: [{ relation: 'source', columns, numbered: async () => 'source', unfit: null }],
    columns: columns.map((column) => ({
      ...column,
      mapsTo: fixed.includes(column.name) ? column.name : null,
      isText: column.type === 'VARCHAR' && !fixed.includes(column.name),
    })),
    impersonal: false,
  };
}

const decide = (column: string, rest: Partial<Decision>): Decision => ({
  table: 't',
  column,
  action: 'drop',
  reason: '',
  ...rest,
});

async function resolved(source: GatedTable, ...decisions: Decision[]) {
  const [out] = await resolveTables([source], decisions, () => secrets, connection);
  return connection.rows(`SELECT * FROM ${out!.parts[0]!.relation}`);
}

const only = async (select: string, decision: Partial<Decision>, fixed: readonly string[] = []) =>
  (await resolved(await table(`SELECT ${select}`, fixed), decide('v', decision))).map(({ v }) => v);

describe('generalised', () => {
  const cases: readonly [select: string, to: NonNullable<Decision['to']>, expected: unknown[], fixed?: string[]][] = [
    [
      `unnest(['1950-04-12', '1950', '12.04.1950', 'spring', '']) AS v`,
      'year',
      ['1950', '1950', '1950', 'removed at the gate', null],
    ],
    [`DATE '1950-04-12' AS v`, 'year', [1950]],
    [`DATE '1950-04-12' AS v`, 'year', ['1950-01-01'], ['v']],
    [
      `unnest(['02139', '02139-1234', '03601', '021', 'EC1A 1BB']) AS v`,
      'zip3',
      ['021', '021', '000', '021', 'removed at the gate'],
    ],
    ['unnest([2139, 3601]) AS v', 'zip3', ['021', '000']],
    [
      `unnest(['62', '89', '90', '104 years', '90+', 'old']) AS v`,
      'age-90',
      ['62', '89', '90 or over', '90 or over', '90 or over', 'removed at the gate'],
    ],
    ['unnest([62, 89, 90, 104]) AS v', 'age-90', [62, 89, 90, 90]],
    [`unnest(['62', '89', '90', '7']) AS v`, 'age-band', ['60-69', '80-89', '90 or over', '0-9']],
  ];
  it.each(cases)('%s to %s', async (select, to, expected, fixed = []) => {
    expect(await only(select, { action: 'generalise', to }, fixed)).toEqual(expected);
  });
});

describe('shifted', () => {
  const day = fc.integer({ min: -20_000, max: 20_000 });
  const shiftAll: Decision = { table: '*', column: '*', action: 'shift', reason: '' };

  it('keeps every interval of a person, in dates, times and text, and moves every person', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.integer({ min: 1, max: 6 }), day, day), { minLength: 1, maxLength: 12 }),
        async (rows) => {
          const values = rows.map(([person, a, b]) => `(${person}, ${a}, ${b})`).join(', ');
          const source = await table(`SELECT p AS person_id, DATE '1990-01-01' + a AS a_date,
          (DATE '1990-01-01' + b)::TIMESTAMP + INTERVAL 5 HOUR AS b_datetime, (DATE '1990-01-01' + a)::VARCHAR AS c_date,
          a, b FROM (VALUES ${values}) t(p, a, b)`);
          const [out] = await resolveTables([source], [shiftAll], () => secrets, connection);
          const moved = await connection.rows<{ p: number; a: number; b: number; c: number }>(
            `SELECT person_id AS p, a_date - (DATE '1990-01-01' + a) AS a, date_diff('day', (DATE '1990-01-01' + b)::TIMESTAMP + INTERVAL 5 HOUR, b_datetime) AS b,
             c_date::DATE - (DATE '1990-01-01' + a) AS c FROM ${out!.parts[0]!.relation}`,
          );
          expect(moved).toHaveLength(rows.length);
          const first = new Map(moved.map((row) => [row.p, Number(row.a)]));
          for (const { p, a, b, c } of moved) {
            expect([Number(a), Number(b), Number(c)]).toEqual([first.get(p), first.get(p), first.get(p)]);
            expect(Math.abs(Number(a))).toBeGreaterThanOrEqual(1);
            expect(Math.abs(Number(a))).toBeLessThanOrEqual(365);
          }
        },
      ),
      { numRuns: 12 },
    );
  });

  it('moves a person alike in every table, whatever type the key has', async () => {
    const number = await resolved(await table(`SELECT 17 AS person_id, DATE '2000-01-01' AS v`), shiftAll);
    const text = await resolved(await table(`SELECT ' 17' AS patient_id, DATE '2000-01-01' AS v`), shiftAll);
    expect(text[0]!.v).toEqual(number[0]!.v);
  });

  it('draws other days under another secret, over the whole range', async () => {
    const source = await table(`SELECT i AS person_id, DATE '2000-01-01' AS v FROM range(3000) t(i)`);
    const offsets = new Set((await resolved(source, shiftAll)).map(({ v }) => v));
    expect(offsets.size).toBeGreaterThan(650);
    expect(offsets.has('2000-01-01')).toBe(false);
    const before = await resolved(source, shiftAll);
    secrets = newSecrets();
    const after = await resolved(source, shiftAll);
    expect(before.filter(({ v }, i) => v === after[i]!.v).length).toBeLessThan(60);
  });

  it('takes the parts of a birth along, and lets no unreadable date through', async () => {
    const source = await table(
      `SELECT i AS person_id, 1980 AS year_of_birth, 6 AS month_of_birth, 15 AS day_of_birth, 'Easter' AS seen_date,
        DATE '1980-06-15' AS birth_date FROM range(50) t(i)`,
      ['person_id', 'year_of_birth', 'month_of_birth', 'day_of_birth'],
    );
    for (const row of await resolved(source, shiftAll)) {
      const [y, m, d] = String(row.birth_date).split('-').map(Number);
      expect([row.year_of_birth, row.month_of_birth, row.day_of_birth]).toEqual([y, m, d]);
      expect(row.seen_date).toBe('removed at the gate');
    }
  });

  it('moves the year of a birth with its date', async () => {
    const source = await table(
      `SELECT i AS person_id, 1980 AS year_of_birth, TIMESTAMP '1980-01-02' AS birth_datetime FROM range(40) t(i)`,
      ['person_id', 'year_of_birth', 'birth_datetime'],
    );
    const moved = await resolved(source, shiftAll);
    expect(moved.map(({ year_of_birth }) => String(year_of_birth))).toEqual(
      moved.map(({ birth_datetime }) => String(birth_datetime).slice(0, 4)),
    );
  });

  it('says which table has no person', async () => {
    const source = await table(`SELECT 1 AS bed, DATE '2000-01-01' AS v`);
    const failure = await resolved(source, shiftAll).then(() => null, Failure.from);
    expect(failure).toMatchObject({ code: 'invalid_input', message: expect.stringMatching(/dates of t .*person_id/) });
  });
});

describe('hashed', () => {
  it('is keyed: equal values alike under one secret, nothing in common under another', async () => {
    await fc.assert(
      fc.asyncProperty(fc.stringMatching(/^[A-Za-z0-9 -]{0,6}[A-Z]$/), async (value) => {
        const source = await table(`SELECT unnest([$$${value}$$, $$${value}$$, 'other']) AS v`);
        const [a, b, other] = (await resolved(source, decide('v', { action: 'hash' }))).map(({ v }) => v);
        expect(a).toMatch(/^[0-9a-f]{32}$/);
        expect(a).toBe(b);
        if (value.trim() !== 'other') expect(a).not.toBe(other);
        secrets = newSecrets();
        const [again] = (await resolved(source, decide('v', { action: 'hash' }))).map(({ v }) => v);
        expect(again).not.toBe(a);
      }),
      { numRuns: 12 },
    );
  });

  it('is HMAC-SHA-256, and a whole number where the model wants one', async () => {
    const { createHmac } = await import('node:crypto');
    const expected = createHmac('sha256', Buffer.from(secrets.hash, 'hex')).update('123').digest('hex');
    expect(await only('123 AS v', { action: 'hash' })).toEqual([expected.slice(0, 32)]);
    expect(await only('123::BIGINT AS v', { action: 'hash' }, ['v'])).toEqual([
      Number.parseInt(expected.slice(0, 13), 16),
    ]);
  });
});

it('quarantined text leaves its length only', async () => {
  expect(await only(`unnest(['Seen by Dr. Who', NULL]) AS v`, { action: 'quarantine' })).toEqual([
    '[text withheld, 15 characters]',
    null,
  ]);
});

describe('the secrets', () => {
  it('are made once a study, for the owner only, out of git, and can be destroyed', () => {
    const made = studySecrets(root);
    expect(studySecrets(root)).toEqual(made);
    expect(statSync(join(root, 'secrets', 'gate.json')).mode & 0o077).toBe(0);
    expect(readFileSync(join(root, 'secrets', '.gitignore'), 'utf8')).toBe('*\n');
    expect(destroySecrets(root)).toBe(true);
    expect(existsSync(join(root, 'secrets', 'gate.json'))).toBe(false);
    expect(destroySecrets(root)).toBe(false);
    expect(studySecrets(root)).not.toEqual(made);
  });
});
