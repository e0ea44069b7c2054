import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { openLockedDataset } from './testing/locked-dataset.ts';

const folder = mkdtempSync(join(tmpdir(), 'stillroom-guard-'));
const locked = await openLockedDataset(folder);
const connection = await locked.connect();
afterAll(() => {
  connection.close();
  locked.close();
  rmSync(folder, { recursive: true });
});

describe('what passes, and runs', () => {
  it.each([
    'PIVOT visit ON person_id IN (1, 2) USING sum(amount), count(*)',
    "SELECT * FROM (PIVOT person ON sex IN ('F', 'M') USING count(*) GROUP BY year_of_birth)",
    "FROM person PIVOT (count(*) FOR sex IN ('F', 'M') GROUP BY year_of_birth)",
    'UNPIVOT person ON person_id, year_of_birth INTO NAME what VALUE n',
    'FROM visit UNPIVOT (n FOR what IN (person_id))',
    'EXPLAIN SELECT * FROM person WHERE person_id = 1',
    '  explain analyze FROM visit SELECT count(*)',
    'EXPLAIN (SELECT 1)',
    'DESCRIBE visit',
    'DESCRIBE SELECT sex, count(*) FROM person GROUP BY ALL',
    'SUMMARIZE visit',
    'SUMMARIZE SELECT * FROM person WHERE sex = $$F$$',
    'SELECT column_name FROM (DESCRIBE person)',
    'FROM person',
    'TABLE person',
    'VALUES (1, 2), (3, 4)',
    "SELECT * FROM (VALUES (1, 'a')) t(n, word)",
    'SELECT 1 AS a UNION ALL BY NAME SELECT 2 AS a EXCEPT SELECT 3 INTERSECT SELECT 4',
    'SELECT * FROM visit QUALIFY row_number() OVER (PARTITION BY person_id ORDER BY day) = 1',
    'SELECT sum(amount) OVER w, lag(day, 1, day) OVER w FROM visit WINDOW w AS (PARTITION BY person_id ORDER BY day ROWS BETWEEN 2 PRECEDING AND CURRENT ROW EXCLUDE TIES)',
    'SELECT * FROM person a POSITIONAL JOIN visit b',
    'SELECT * FROM person a ASOF JOIN visit b ON a.person_id = b.person_id AND a.year_of_birth >= b.amount',
    'SELECT * FROM person SEMI JOIN visit USING (person_id)',
    'FROM person ANTI JOIN visit USING (person_id) SELECT count(*)',
    'SELECT * FROM person p, LATERAL (SELECT count(*) FROM visit v WHERE v.person_id = p.person_id)',
    'SELECT * EXCLUDE (sex) REPLACE (1 AS person_id) FROM person',
    "SELECT COLUMNS('person.*') FROM person",
    'SELECT [x + 1 FOR x IN [1, 2] IF x > 1], list_transform([1], lambda x: x + 1)',
    "SELECT {'a': 1}.a, MAP {'a': 1}['a'], [1, 2, 3][1:2]",
    "SELECT CASE WHEN sex = 'F' THEN 1 ELSE 2 END, TRY_CAST(sex AS INTEGER), sex LIKE 'F%' ESCAPE 'x' FROM person",
    'SELECT count(*) FILTER (person_id > 3), list(sex ORDER BY sex), grouping(sex) FROM person GROUP BY CUBE (sex)',
    'SELECT sex, count(*) FROM person GROUP BY GROUPING SETS ((sex), ()) HAVING count(*) > 1 ORDER BY ALL LIMIT 10% OFFSET 1',
    'SELECT DISTINCT ON (sex) person_id FROM person ORDER BY #1',
    'SELECT person_id IN (SELECT person_id FROM visit), EXISTS (SELECT 1), 1 = ANY (SELECT 2) FROM person',
    'SELECT * FROM person USING SAMPLE 10%',
    'WITH t AS MATERIALIZED (SELECT 1 AS a), u AS (FROM t) SELECT * FROM u, t',
    'WITH RECURSIVE t(i) USING KEY (i) AS (SELECT 1 UNION SELECT i + 1 FROM t WHERE i < 3) SELECT max(i) FROM t',
    "SELECT sex COLLATE nocase, person_id BETWEEN 1 AND 2, DATE '2020-01-01' + INTERVAL 1 DAY FROM person -- and a note",
    '/* a note */ SELECT count(*) FROM person;',
  ])('%s', async (sql) => {
    await locked.guard(sql);
    expect((await connection.arrow(sql)).columns.length).toBeGreaterThan(0);
  });
});

describe('what is refused, by its word, with the way that is open', () => {
  it.each([
    ["COPY person TO 'x.csv'", /^COPY does not run here\. Results leave a study only as findings.*Findings room/],
    ["EXPLAIN COPY person TO 'x.csv'", /^COPY does not run/],
    ['EXPLAIN EXPLAIN SELECT 1', /^EXPLAIN.*it takes one query/],
    ['EXPLAIN ANALYZE DELETE FROM person', /^DELETE does not run here\. Nothing in a study is changed/],
    ["SELECT 1; ATTACH 'x.db'", /^ATTACH does not run here\. Other files/],
    ['/* SELECT */ INSTALL httpfs -- SELECT', /^INSTALL does not run here\. Extensions/],
    ['PIVOT person ON sex USING count(*)', /^PIVOT does not run here.*IN \('a', 'b'\)/],
    ['WITH p AS (PIVOT person ON sex USING count(*)) FROM p', /^PIVOT does not run here/],
    ['SET threads = 1', /^SET does not run here\. How the database works here is fixed/],
    ['SHOW TABLES', /^SHOW does not run here\. DESCRIBE/],
    ['SELECT 1; SELECT 2', /^Run one query at a time/],
    ['SELECT $1', /no parameters/],
    ["SELECT 1\0; COPY person TO 'x.csv'", /null character/],
    ['VALUES (DEFAULT)', /^DEFAULT may not stand in a query here/],
    ['WITH duckdb_settings AS (SELECT 1 AS a) FROM duckdb_settings', /^“duckdb_settings” can't be the name of a WITH/],
    ['WITH "x.csv" AS (SELECT 1 AS a) FROM "x.csv"', /^“x\.csv” can't be the name of a WITH query/],
    ["FROM read_csv('x.csv')", /^read_csv\(\) can't stand in FROM.*import gate/],
    ["SELECT getenv('HOME')", /^getenv\(\) is not on the list/],
    ['SELECT other.lower(sex) FROM person', /^other\.lower\(\) is not on the list/],
    ["SUMMARIZE 'x.csv'", /“x\.csv” is not a table of this dataset/],
    ["DESCRIBE SELECT * FROM read_blob('x')", /^read_blob\(\)/],
    ["PIVOT (FROM glob('*')) ON file IN ('a') USING count(*)", /^glob\(\)/],
    ["PIVOT person ON sex IN ('F') USING first(getenv('HOME'))", /^getenv\(\)/],
    ["UNPIVOT 'x.csv' ON a INTO NAME n VALUE v", /“x\.csv”/],
    ["SELECT x FROM visit WINDOW w AS (ORDER BY getenv('a')) QUALIFY row_number() OVER w = 1", /^getenv\(\)/],
    ["SELECT list(sex ORDER BY getenv('a')) FROM person", /^getenv\(\)/],
    ["SELECT 1 LIMIT (SELECT count(*) FROM glob('*'))", /^glob\(\)/],
    ["SELECT [getenv(x) FOR x IN ['HOME']]", /^getenv\(\)/],
    ['SELECT * FROM person AT (VERSION => 1)', /BASE_TABLE with at_clause/],
    ['SELECT * FROM (WITH a AS (SELECT 1) FROM a), a', /“a” is not a table/],
    ['CREATE VIEW v AS SELECT 1', /^CREATE does not run here\. Nothing in a study is changed/],
    ['GRANT x', /could not be read|does not run here/],
  ])('%s', async (sql, why) => {
    await expect(locked.guard(sql)).rejects.toMatchObject({ code: 'sql', message: expect.stringMatching(why) });
  });
});
