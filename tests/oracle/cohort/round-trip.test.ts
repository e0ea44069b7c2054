import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parseExpression } from '../../../core/cohort/check.ts';
import { explainCohort } from '../../../core/cohort/explain.ts';
import { hasShared, shared } from './omop-folder.ts';

describe.skipIf(!hasShared)('definitions come back as they came', () => {
  test.each(['targeted', 'random', 'circe_be'])('%s', (set) => {
    const folder = join(shared, 'cohorts', set);
    for (const file of readdirSync(folder)) {
      const text = readFileSync(join(folder, file), 'utf8');
      const expression = parseExpression(JSON.parse(text));
      expect(expression.raw, file).toEqual(JSON.parse(text));
      expect(explainCohort(expression).sections.length, file).toBeGreaterThan(2);
    }
  });
});
