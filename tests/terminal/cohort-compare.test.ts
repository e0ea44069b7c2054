import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { tinySource } from '../conformance/tiny-study.ts';
import { stillroom } from './stillroom.ts';

const tiny = await tinySource();
const study = join(tiny.folder, 'study.stillroom');
const home = { STILLROOM_HOME: join(tiny.folder, 'home') };
const cohort = (...args: string[]) => stillroom(['cohort', ...args], home);

/** Persons born in 1951, 1952 and 1953; the definition takes those aged `age` or more on 2010-01-01. */
function definition(name: string, age: number): string {
  const file = join(tiny.folder, `${name}.json`);
  const json = {
    ConceptSets: [],
    PrimaryCriteria: {
      CriteriaList: [{ ObservationPeriod: { AgeAtStart: { Value: age, Op: 'gte' } } }],
      ObservationWindow: { PriorDays: 0, PostDays: 0 },
      PrimaryCriteriaLimit: { Type: 'First' },
    },
  };
  writeFileSync(file, JSON.stringify(json));
  return file;
}
const [all, old] = [definition('all', 0), definition('old', 59)];

beforeAll(async () => {
  const imported = await stillroom(['import', tiny.source, '--study', study, '--name', 'tiny'], home);
  expect(imported.code, imported.stderr).toBe(0);
  const ran = await cohort('run', all, old, '--study', study, '--save');
  expect(ran.code, ran.stderr).toBe(0);
});
afterAll(() => tiny.remove());

describe('cohort diff', () => {
  it('says what changed, of files and of cohorts of a study', async () => {
    const files = await cohort('diff', all, old);
    expect(files.code, files.stderr).toBe(0);
    expect(files.stdout).toContain('-   With age at the start at least 0');
    expect(files.stdout).toContain('+   With age at the start at least 59');
    const named = await cohort('diff', 'all', 'old', '--study', study, '--json');
    expect(named.json()).toMatchObject({ isEqual: false });
    expect((await cohort('diff', all, all)).stdout).toBe('They say the same.\n');
    expect((await cohort('diff', all, join(tiny.folder, 'none.json'))).code).toBe(10);
  });
});

describe('cohort compare', () => {
  it('says who is in both and who only in one', async () => {
    const compared = await cohort('compare', 'all', 'old', '--study', study, '--json');
    expect(compared.code, compared.stderr).toBe(0);
    expect(compared.json()).toMatchObject({
      both: { persons: 1 },
      onlyA: { persons: 2, lostAt: [{ step: 'no entry event', persons: 2 }] },
      onlyB: { persons: 0 },
    });
    expect((await cohort('compare', 'all', 'old', '--study', study)).stdout).toContain('only in all');
    expect((await cohort('compare', 'all', 'none', '--study', study)).code).toBe(10);
  });
});

describe('cohort counts', () => {
  it('counts every criterion by itself', async () => {
    const counted = await cohort('counts', old, '--study', study, '--json');
    expect(counted.json()).toMatchObject({ counts: [{ events: 1, persons: 1 }] });
    expect((await cohort('counts', 'all', '--study', study)).stdout).toContain('Any observation period');
  });
});
