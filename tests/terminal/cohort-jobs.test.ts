import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openLocalBackend } from '../../cli/local-backend.ts';
import type { LocalBackend } from '../../core/backend.ts';
import { verifyLedger } from '../../core/study/verify-ledger.ts';
import { tinySource } from '../conformance/tiny-study.ts';

const tiny = await tinySource();
const path = join(tiny.folder, 'study.stillroom');
let backend: LocalBackend;

/** Everyone, from their first observation period; with `rules` rules that all hold. */
const definition = (rules: number) => ({
  ConceptSets: [],
  PrimaryCriteria: {
    CriteriaList: [{ ObservationPeriod: {} }],
    ObservationWindow: { PriorDays: 0, PostDays: 0 },
    PrimaryCriteriaLimit: { Type: 'First' },
  },
  InclusionRules: Array.from({ length: rules }, (_, i) => ({
    name: `rule ${i}`,
    expression: {
      Type: 'ALL',
      CriteriaList: [
        {
          Criteria: { ConditionOccurrence: {} },
          StartWindow: { Start: { Coeff: -1 }, End: { Coeff: 1, Days: 10_000 + i } },
          Occurrence: { Type: 2, Count: 1 },
        },
      ],
    },
  })),
});

beforeAll(async () => {
  backend = openLocalBackend('terminal');
  await backend.call('study.create', { path, name: 'A' });
  await backend.call('import.load', { paths: [tiny.source], name: 'tiny' });
  for (const [name, rules] of [
    ['few', 1],
    ['many', 40],
  ] as const)
    await backend.call('cohort.save', { name, expression: definition(rules) });
}, 60_000);
afterAll(async () => {
  await backend.close();
  tiny.remove();
});

/** Every file of the study with its hash, but the lock. */
const contents = () =>
  execFileSync('bash', ['-c', `find '${path}' -type f -not -name .lock -exec sha256sum {} + | sort`]).toString();

describe('a cohort that is generated', () => {
  it('and cancelled half-way leaves the study as it was, and can be generated again', async () => {
    await backend.call('cohort.run', { names: ['few'] });
    const before = contents();
    const stages = ['few', 'many'];
    for (const stop of stages) {
      const controller = new AbortController();
      const onProgress = ({ stage }: { stage: string }) => {
        if (stage.includes(stop)) controller.abort();
      };
      const cancelled = backend.call('cohort.run', { names: stages }, { signal: controller.signal, onProgress });
      await expect(cancelled).rejects.toMatchObject({ code: 'cancelled' });
      expect(contents()).toBe(before);
    }
    const results = await backend.call('cohort.run', { names: stages });
    expect(results.map(({ name, persons }) => [name, persons])).toEqual([
      ['few', 3],
      ['many', 3],
    ]);
  });

  it('twice at once gives the same answer twice, and one set of rows is kept', async () => {
    const both = await Promise.all([1, 2, 3].map(() => backend.call('cohort.run', { names: ['many', 'few'] })));
    for (const results of both)
      expect(results.map(({ name, persons, failure }) => [name, persons, failure])).toEqual([
        ['many', 3, undefined],
        ['few', 3, undefined],
      ]);
    expect((await backend.call('sql.run', { sql: 'SELECT * FROM results.cohort' })).rows).toBe(6);
    expect(verifyLedger(path)).toEqual([]);
    const kept = readdirSync(join(path, 'data', 'tiny', 'cohorts')).filter((name) => name.endsWith('.parquet'));
    expect(kept.map((name) => name.split('@')[0]).sort()).toEqual(['few', 'many']);
  });
});
