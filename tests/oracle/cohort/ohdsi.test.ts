import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { checkExpression } from '../../../core/cohort/check.ts';
import { type CohortRun, generateCohorts } from '../../../core/cohort/run.ts';
import { hasShared, openOmop, shared } from './omop-folder.ts';

interface Expected {
  readonly rows: number;
  readonly persons: number;
  readonly fingerprint: string;
  readonly orderDependent?: boolean;
  readonly attrition?: {
    readonly events: { readonly entry: number; readonly final: number };
    readonly persons: { readonly entry: number; readonly final: number };
    readonly rules: readonly Readonly<Record<string, number>>[];
  };
  readonly ohdsiMs: number;
}

const readJson = (...path: string[]) => JSON.parse(readFileSync(join(shared, ...path), 'utf8'));

/** What differs from OHDSI's answer, or null. Where that depends on the order of rows on disk, only counts compare. */
function difference(run: CohortRun, expected: Expected): string | null {
  if (run.failure) return `failed: ${run.failure.message}`;
  const counts = [run.rows, run.persons].join();
  if (counts !== [expected.rows, expected.persons].join())
    return `rows and persons are ${counts}, not ${expected.rows},${expected.persons}`;
  if (expected.orderDependent) return null;
  if (run.fingerprint !== expected.fingerprint) return 'same counts, other rows';
  if (expected.attrition === undefined) return null;
  const ours = { ...run.attrition, rules: run.attrition.rules.map(({ name: _, ...counts }) => counts) };
  const same = JSON.stringify(sorted(ours)) === JSON.stringify(sorted(expected.attrition));
  return same ? null : `attrition is ${JSON.stringify(ours)}, not ${JSON.stringify(expected.attrition)}`;
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, sorted(inner)]),
  );
}

describe.skipIf(!hasShared)('answers of OHDSI’s own SQL', () => {
  test.each([
    ['gibleed', 'targeted'],
    ['gibleed', 'random'],
    ['edge_cases', 'targeted'],
    ['edge_cases', 'random'],
  ])(
    '%s: every definition of the set %s',
    async (dataset, set) => {
      const expected: Record<string, Expected> = readJson('cohorts', 'expected', dataset, `${set}.json`);
      const { connection, close } = await openOmop(join(shared, 'omop', dataset));
      const wrong: string[] = [];
      const refused: string[] = [];
      const definitions = Object.keys(expected).flatMap((name) => {
        const { expression, problems } = checkExpression(readJson('cohorts', set, `${name}.json`));
        if (expression === null)
          refused.push(`${name}: ${problems.find(({ severity }) => severity !== 'warning')?.message}`);
        return expression === null ? [] : [{ name, expression }];
      });
      const runs = await generateCohorts(connection, definitions, { into: 'results' });
      for (const run of runs) {
        const what = difference(run, expected[run.name]!);
        if (what !== null) wrong.push(`${run.name}: ${what}`);
      }
      const elapsed = runs.reduce((sum, run) => sum + run.elapsedMs, 0);
      const ohdsi = definitions.reduce((sum, { name }) => sum + expected[name]!.ohdsiMs, 0);
      close();
      const total = Object.keys(expected).length;
      console.log(
        `${dataset} ${set}: ${total - wrong.length - refused.length} of ${total} equal, ${refused.length} refused, ${wrong.length} wrong; ${Math.round(elapsed)} ms, OHDSI ${Math.round(ohdsi)} ms`,
      );
      expect(wrong).toEqual([]);
      expect(refused).toEqual([]);
    },
    600_000,
  );

  test('circe_be: every definition on its own database', async () => {
    const expected: Record<string, Expected & { dataset: string }> = readJson(
      'cohorts',
      'expected',
      'circe_be',
      'circe_be.json',
    );
    const wrong: string[] = [];
    for (const [name, answer] of Object.entries(expected)) {
      const { expression, problems } = checkExpression(readJson('cohorts', 'circe_be', `${name}.json`));
      if (expression === null) {
        wrong.push(`${name}: refused, ${problems[0]?.message}`);
        continue;
      }
      const { connection, close } = await openOmop(join(shared, 'omop', 'circe_be', answer.dataset));
      const [run] = await generateCohorts(connection, [{ name, expression }], { into: 'results' });
      close();
      if (run!.failure) wrong.push(`${name}: ${run!.failure.message}`);
      else if (run!.fingerprint !== answer.fingerprint) wrong.push(`${name}: other rows`);
    }
    console.log(`circe_be: ${Object.keys(expected).length - wrong.length} of ${Object.keys(expected).length} equal`);
    expect(wrong).toEqual([]);
  }, 600_000);
});
