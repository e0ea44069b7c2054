import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { openDatabase } from './database.ts';
import { openLocked } from './locked.ts';

const folder = mkdtempSync(join(tmpdir(), 'stillroom-locked-'));
const datasetFile = join(folder, 'dataset.duckdb');
const cohortFile = join(folder, 'cohort.parquet');
const made = await openDatabase({ path: datasetFile });
const maker = await made.connect();
await maker.run(
  'CREATE TABLE person AS SELECT i::BIGINT AS person_id, 1950 + i % 50 AS year_of_birth FROM range(100) t(i)',
);
await maker.run(
  `COPY (SELECT 1::BIGINT AS subject_id, DATE '2020-01-01' AS cohort_start_date, DATE '2020-02-01' AS cohort_end_date) TO '${cohortFile}'`,
);
maker.close();
made.close();

const locked = await openLocked({
  limits: { threads: 1, memoryLimit: '500MB' },
  datasetFile,
  tables: ['person'],
  cohorts: [{ name: 'test', path: cohortFile }],
});
const connection = await locked.connect();
afterAll(() => {
  connection.close();
  locked.close();
  rmSync(folder, { recursive: true });
});

const query = async (sql: string) => {
  await locked.guard(sql);
  return connection.rows(sql);
};

describe('the locked instance answers', () => {
  it.each([
    ['SELECT count(*) AS n FROM person', 100],
    ['SELECT count(*) AS n FROM cdm.person p JOIN results.cohort c ON c.subject_id = p.person_id', 1],
    ['WITH old AS (SELECT * FROM person WHERE year_of_birth < 1960) SELECT count(*) AS n FROM old', 20],
    ['FROM person SELECT count(DISTINCT year_of_birth) AS n', 50],
    ['SELECT count(*) AS n FROM range(5) t(i), unnest([1, 2]) u', 10],
    ['SELECT max(r) AS n FROM (SELECT row_number() OVER (ORDER BY person_id) AS r FROM person)', 100],
    ['WITH RECURSIVE t(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM t WHERE i < 7) SELECT max(i) AS n FROM t', 7],
  ])('%s', async (sql, n) => expect(await query(sql)).toEqual([{ n }]));

  it('DESCRIBE and SUMMARIZE', async () => {
    expect(await query('DESCRIBE person')).toHaveLength(2);
    expect(await query('SUMMARIZE person')).toHaveLength(2);
  });
});

const closed = [
  "SELECT * FROM read_csv('/etc/passwd')",
  "SELECT * FROM '/etc/passwd'",
  "SELECT * FROM read_text('/etc/hostname')",
  "SELECT * FROM glob('/*')",
  "COPY person TO '/tmp/stillroom-leak.csv'",
  "COPY (SELECT 1) TO 'leak.csv'",
  "EXPORT DATABASE '/tmp/stillroom-leak'",
  "ATTACH '/tmp/stillroom-leak.duckdb'",
  'INSTALL httpfs',
  'LOAD httpfs',
  'PRAGMA database_list',
  "SET memory_limit = '1GB'",
  'CREATE TABLE x AS SELECT 1',
  'INSERT INTO cdm.person VALUES (1, 1)',
  'DROP TABLE cdm.person',
  'SELECT 1; SELECT 2',
  "SELECT getenv('HOME')",
  "SELECT current_setting('temp_directory')",
  'SELECT * FROM duckdb_settings()',
  'SELECT * FROM information_schema.tables',
  "SELECT write_log('x')",
  'CALL enable_logging()',
  'SELECT (SELECT count(*) FROM duckdb_secrets()) AS n FROM person',
  "SELECT * FROM person WHERE year_of_birth IN (SELECT size FROM read_blob('/etc/passwd'))",
  'SELECT path FROM duckdb_databases, (WITH duckdb_databases AS (SELECT 1 a) SELECT a FROM duckdb_databases) x',
  'SELECT * FROM sqlite_master, (WITH sqlite_master AS (SELECT 1 a) SELECT a FROM sqlite_master) x',
  `SELECT * FROM "/etc/passwd.csv", (WITH "/etc/passwd.csv" AS (SELECT 1 a) SELECT a FROM "/etc/passwd.csv") x`,
  'SHOW TABLES',
  'SELECT sleep_ms(1)',
  'VACUUM',
  'CHECKPOINT',
];

describe('the locked instance refuses', () => {
  it.each(closed)('%s', async (sql) => {
    await expect(query(sql)).rejects.toMatchObject({ name: 'Failure', code: 'sql' });
  });

  it('a statement that got past the list, because nothing is reachable', async () => {
    for (const sql of [
      "COPY (SELECT 1) TO '/tmp/stillroom-leak.csv'",
      "SELECT * FROM read_text('/etc/hostname')",
      'SET threads = 2',
      "ATTACH ':memory:' AS other; COPY (SELECT 1) TO 'x.csv'",
    ]) {
      await expect(connection.run(sql)).rejects.toMatchObject({ name: 'Failure' });
    }
    expect(existsSync('/tmp/stillroom-leak.csv')).toBe(false);
    expect(readdirSync(folder).sort()).toEqual(['cohort.parquet', 'dataset.duckdb']);
  });

  it('by each of its settings, of which one alone would shut most of that', async () => {
    const names = "('enable_external_access', 'lock_configuration', 'temp_directory')";
    const set = await connection.rows(`SELECT name, value FROM duckdb_settings() WHERE name IN ${names} ORDER BY name`);
    expect(set).toEqual([
      { name: 'enable_external_access', value: 'false' },
      { name: 'lock_configuration', value: 'true' },
      { name: 'temp_directory', value: '' },
    ]);
    // Beside a database its log may be written; the file systems that are off shut that.
    await expect(connection.run(`COPY (SELECT 1) TO '${datasetFile}.wal' (FORMAT csv)`)).rejects.toThrow();
    expect(existsSync(`${datasetFile}.wal`)).toBe(false);
  });

  it('says which word was refused', async () => {
    await expect(query("SELECT getenv('HOME')")).rejects.toThrow(/getenv\(\)/);
    await expect(query("SELECT * FROM 'x.csv'")).rejects.toThrow(/x\.csv.*not a table of this dataset/);
  });
});

const matrix = '../shared/data/safety/sql_statements.json';
describe.skipIf(!existsSync(matrix))('the shared statement matrix', () => {
  it('is closed, statement by statement', async () => {
    const { statements } = JSON.parse(readFileSync(matrix, 'utf8')) as { statements: { name: string; sql: string }[] };
    // A constant SELECT reads nothing; it stands in the matrix only as what logging, which is closed, would have written.
    const harmless = ['logging_query'];
    const open: string[] = [];
    for (const { name, sql } of statements) {
      const text = sql.replaceAll('{dir}', folder).replaceAll('{port}', '9');
      await locked.guard(text).then(
        () => open.push(name),
        () => undefined,
      );
    }
    expect(statements.length).toBeGreaterThan(50);
    expect(open).toEqual(harmless);
  });
});
