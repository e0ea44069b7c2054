import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { checkExpression, parseExpression } from '../../../core/cohort/check.ts';
import { entryStepsQuery } from '../../../core/cohort/entry-steps.ts';
import { definitionOn } from '../../../core/cohort/outline/first-values.ts';
import { generateCohorts } from '../../../core/cohort/run.ts';
import { oneIn } from '../../extent.ts';
import { hasShared, openOmop, shared } from './omop-folder.ts';

const readJson = (...path: string[]) => JSON.parse(readFileSync(join(shared, ...path), 'utf8'));

/** Rows of `base`, which joined eras can take beyond the observation period they begin in, less or more than those of `top`. */
const differing = `WITH base AS (
  SELECT r.subject_id, r.cohort_start_date, least(r.cohort_end_date, max(op.observation_period_end_date)) AS cohort_end_date
  FROM results r JOIN cdm.observation_period op ON op.person_id = r.subject_id
    AND r.cohort_start_date BETWEEN op.observation_period_start_date AND op.observation_period_end_date
  WHERE r.cohort_name = 'base' GROUP BY r.subject_id, r.cohort_start_date, r.cohort_end_date),
top AS (SELECT subject_id, cohort_start_date, cohort_end_date FROM results WHERE cohort_name = 'top')
SELECT count(*) AS n FROM ((FROM base EXCEPT FROM top) UNION ALL (FROM top EXCEPT FROM base))`;

interface Expected {
  readonly attrition?: { readonly persons: { readonly entry: number }; readonly events: { readonly entry: number } };
}

describe.skipIf(!hasShared)('of every targeted definition', () => {
  test('a cohort that builds on it and asks nothing more has its rows, as far as they are observed', async () => {
    const expected: Record<string, Expected> = readJson('cohorts', 'expected', 'edge_cases', 'targeted.json');
    const { connection, close } = await openOmop(join(shared, 'omop', 'edge_cases'));
    const wrong: string[] = [];
    let whole = 0;
    const chosen = Object.keys(expected).filter(oneIn(4));
    for (const name of chosen) {
      const json = readJson('cohorts', 'targeted', `${name}.json`);
      const find = (other: string) => (other === name ? json : null);
      const both = [
        { name: 'base', expression: parseExpression(json) },
        { name: 'top', expression: parseExpression(definitionOn(name), { find, chain: [] }) },
      ];
      const [base, top] = await generateCohorts(connection, both, { into: 'results' });
      if (base?.fingerprint === top?.fingerprint) whole += 1;
      const [row] = await connection.rows<{ n: number | string }>(differing);
      if (top?.failure || Number(row?.n) > 0)
        wrong.push(`${name}: ${top?.failure?.message ?? `${row?.n} rows differ`}`);
    }
    close();
    expect(wrong).toEqual([]);
    expect(whole).toBeGreaterThan(chosen.length * 0.9);
  }, 120_000);

  test('the entry event’s own losses end where OHDSI’s statistics begin', async () => {
    const expected: Record<string, Expected> = readJson('cohorts', 'expected', 'edge_cases', 'targeted.json');
    const { connection, close } = await openOmop(join(shared, 'omop', 'edge_cases'));
    const wrong: string[] = [];
    for (const [name, { attrition }] of Object.entries(expected)) {
      const { expression } = checkExpression(readJson('cohorts', 'targeted', `${name}.json`));
      if (!expression || !attrition) continue;
      const rows = await connection.rows<{ step: string; events: string; persons: string }>(
        entryStepsQuery(expression),
      );
      const [found, observed] = ['found', 'observed'].map((step) => rows.find((row) => row.step === step));
      const steps = [found, observed].map((row) => [Number(row?.events), Number(row?.persons)]) as [number, number][];
      const [[, foundPersons], [events, persons]] = steps as [[number, number], [number, number]];
      const limited = expression.entry.limit === 'All' ? events : persons;
      const entry = [attrition.events.entry, attrition.persons.entry] as const;
      const isSame =
        expression.additional === null ? entry[0] === limited && entry[1] === persons : entry[1] <= persons;
      if (!isSame || persons > foundPersons) wrong.push(`${name}: ${JSON.stringify([steps, entry])}`);
    }
    close();
    expect(wrong).toEqual([]);
  }, 120_000);
});
