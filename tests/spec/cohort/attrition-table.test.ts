import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { parseExpression } from '../../../core/cohort/check.ts';
import { compileAttrition } from '../../../core/cohort/compile.ts';
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
