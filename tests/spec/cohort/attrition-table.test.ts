import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { parseExpression } from '../../../core/cohort/check.ts';
import { compileAttrition, compileScript } from '../../../core/cohort/compile.ts';
import { generateCohorts } from '../../../core/cohort/run.ts';
import { openOmop } from '../../oracle/cohort/omop-folder.ts';
import { attritionRows } from './attrition-rows.ts';

const datasets = resolve(import.meta.dirname, '../../../datasets');

test('the statement of a definition’s attrition gives the statistics of a run', async () => {
  const { connection, close } = await openOmop(join(datasets, 'sample'));
  for (const file of readdirSync(join(datasets, 'cohorts')).filter((name) => name.endsWith('.json'))) {
    const expression = parseExpression(JSON.parse(readFileSync(join(datasets, 'cohorts', file), 'utf8')));
    const [run] = await generateCohorts(connection, [{ name: 'c', expression }], { into: 'results' });
    const rows = await connection.rows<Record<string, string | number>>(compileAttrition(expression).sql);
    const plain = rows.map((row) =>
      Object.values(row).map((value) => (/^\d+$/.test(String(value)) ? Number(value) : value)),
    );
    expect(plain, file).toEqual(attritionRows(run!));
  }
  close();
});

test('the statements of a script leave the rows and the attrition, and no other table', async () => {
  const { connection, close } = await openOmop(join(datasets, 'sample'));
  await connection.run('CREATE SCHEMA work');
  const expression = parseExpression(
    JSON.parse(readFileSync(join(datasets, 'cohorts', 'New users of metformin.json'), 'utf8')),
  );
  const [run] = await generateCohorts(connection, [{ name: 'c', expression }], { into: 'results' });
  const statements = compileScript(expression, { into: 'work.New users' });
  for (const statement of statements) await connection.run(statement);
  const tables = await connection.rows<{ name: string }>(
    "SELECT table_name AS name FROM duckdb_tables() WHERE schema_name = 'work' ORDER BY 1",
  );
  expect(tables.map(({ name }) => name)).toEqual(['New users_attrition', 'New users_cohort']);
  const same = await connection.rows(
    'SELECT * FROM work."New users_cohort" EXCEPT ALL SELECT subject_id, cohort_start_date, cohort_end_date FROM results',
  );
  expect(same).toEqual([]);
  const { n } = await connection.one<{ n: string | number }>('SELECT count(*) AS n FROM work."New users_cohort"');
  expect(Number(n)).toBe(run!.rows);
  expect(run!.rows).toBeGreaterThan(100);
  close();
});
