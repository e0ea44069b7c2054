import { expect, it } from 'vitest';
import { quiet } from '../../../contract/context.ts';
import { runAnalysis } from '../../../core/analyses/run-analysis.ts';
import type { TableOneResult } from '../../../core/analyses/table-one/spec.ts';
import { openDatabase } from '../../../core/engine/database.ts';
import { literal } from '../../../core/engine/sql-text.ts';
import { answers, dataFile, hasAnswers } from './published.ts';

it.skipIf(!hasAnswers)('table one of gbsg by hormone therapy is what R says', async () => {
  const database = await openDatabase();
  const connection = await database.connect();
  const input = { kind: 'table' as const, table: `read_csv(${literal(dataFile('gbsg.csv'))})` };
  const answer = await runAnalysis('table-one', { params: { by: 'hormon' }, input, connection, context: quiet });
  database.close();
  const result = answer.result as TableOneResult;
  const expected = answers().gbsg_table1;
  expect(result.contrast).toEqual({ of: '1', against: '0' });
  for (const name of ['age', 'size', 'nodes', 'pgr', 'er']) {
    const variable = result.variables.find((candidate) => candidate.name === name)!;
    if (variable.kind !== 'continuous') throw new Error(`${name} was read as ${variable.kind}`);
    expect(variable.smd).toBeCloseTo(expected[name]!.smd!, 10);
    for (const line of variable.groups) {
      expect(line.mean).toBeCloseTo(expected[name]![`mean${line.group}`]!, 10);
      expect(line.sd).toBeCloseTo(expected[name]![`sd${line.group}`]!, 10);
      expect(line.median).toBe(expected[name]![`median${line.group}`]);
      expect(line.q1).toBe(expected[name]![`q1_${line.group}`]);
      expect(line.q3).toBe(expected[name]![`q3_${line.group}`]);
    }
  }
  const levels = (name: string) => {
    const variable = result.variables.find((candidate) => candidate.name === name)!;
    return variable.kind === 'categorical' ? variable.levels : [];
  };
  const menopausal = levels('meno').find((level) => level.name === '1')!;
  expect(menopausal.groups[1]!.proportion).toBeCloseTo(expected.meno!.p1!, 10);
  expect(menopausal.groups[0]!.proportion).toBeCloseTo(expected.meno!.p0!, 10);
  expect(levels('grade').map((level) => level.groups.map(({ n }) => n))).toEqual(expected.grade!.counts);
});
