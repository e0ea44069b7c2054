import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { checkExpression } from '../../../core/cohort/check.ts';
import { generateCohorts } from '../../../core/cohort/run.ts';
import { oneIn } from '../../extent.ts';
import { hasShared, openOmop, shared } from './omop-folder.ts';

const folder = join(shared, 'cohorts', 'random');

test.skipIf(!hasShared)(
  'persons taken in parts give the rows and the counts of all at once',
  async () => {
    const { connection, close } = await openOmop(join(shared, 'omop', 'edge_cases'));
    const definitions = readdirSync(folder)
      .filter((file) => file.endsWith('.json'))
      .filter(oneIn(8))
      .flatMap((name) => {
        const { expression } = checkExpression(JSON.parse(readFileSync(join(folder, name), 'utf8')));
        return expression ? [{ name, expression }] : [];
      });
    const answers = async (parts: number) =>
      (await generateCohorts(connection, definitions, { into: 'results', parts })).map(
        ({ name, rows, persons, fingerprint, attrition, remaining, failure }) =>
          failure?.message ?? { name, rows, persons, fingerprint, attrition, remaining },
      );
    const whole = await answers(1);
    expect(whole.filter((one) => typeof one !== 'string' && one.rows > 1).length).toBeGreaterThan(10);
    expect(await answers(3)).toEqual(whole);
    close();
  },
  120_000,
);
