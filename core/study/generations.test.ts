import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  cohortRowsPath,
  type Generation,
  generations,
  keepGeneration,
  readGeneration,
  removeGenerations,
} from './generations.ts';

let study = '';
const folder = () => join(study, 'data', 'tiny', 'cohorts');
beforeEach(() => {
  study = mkdtempSync(join(tmpdir(), 'stillroom-generations-'));
});
afterEach(() => rmSync(study, { recursive: true, force: true }));

const generation = (name: string, run: string): Generation => ({
  name,
  dataset: 'tiny',
  run,
  at: '2026-01-01T00:00:00.000Z',
  definition: 'hash',
  result: {
    name,
    rows: 0,
    persons: 0,
    fingerprint: run,
    attrition: { events: { entry: 0, final: 0 }, persons: { entry: 0, final: 0 }, rules: [] },
    entry: [],
    remaining: [],
    warnings: [],
    elapsedMs: 0,
  },
});
const keep = (name: string, run: string) =>
  keepGeneration(study, generation(name, run), async (path) => writeFileSync(path, `rows of ${run}`));
const rows = (name: string) => readFileSync(cohortRowsPath(study, 'tiny', name), 'utf8');

describe('a generation', () => {
  it('is kept with its rows; the next one replaces both', async () => {
    await keep('a', '1');
    expect([readGeneration(study, 'tiny', 'a')?.run, rows('a')]).toEqual(['1', 'rows of 1']);
    await keep('a', '2');
    expect([readGeneration(study, 'tiny', 'a')?.run, rows('a')]).toEqual(['2', 'rows of 2']);
    expect(readdirSync(folder())).toHaveLength(2);
  });

  it('ended at any step leaves the earlier record with its own rows; the next one tidies up', async () => {
    await keep('a', '1');
    // A process killed after the rows were written, before the record was: what is on the disk then.
    const before = cohortRowsPath(study, 'tiny', 'a');
    await keepGeneration(study, generation('a', '2'), async (path) => {
      writeFileSync(path, 'rows of 2');
      expect(path).not.toBe(before);
      expect([readGeneration(study, 'tiny', 'a')?.run, rows('a')]).toEqual(['1', 'rows of 1']);
    });
    writeFileSync(before, 'left by a killed process');
    await keep('a', '3');
    expect(existsSync(before)).toBe(false);
    expect([readGeneration(study, 'tiny', 'a')?.run, rows('a')]).toEqual(['3', 'rows of 3']);
    expect(readdirSync(folder())).toHaveLength(2);
  });

  it('that fails leaves nothing of itself', async () => {
    await keep('a', '1');
    const failing = keepGeneration(study, generation('a', '2'), async (path) => {
      writeFileSync(path, 'half');
      throw new Error('no more');
    });
    await expect(failing).rejects.toThrow('no more');
    expect([readGeneration(study, 'tiny', 'a')?.run, rows('a')]).toEqual(['1', 'rows of 1']);
    expect(readdirSync(folder())).toHaveLength(2);
  });

  it('does not remove rows that another one is writing', async () => {
    await keepGeneration(study, generation('a', '1'), async (path) => {
      writeFileSync(path, 'rows of 1');
      await keep('a', '2');
    });
    expect([readGeneration(study, 'tiny', 'a')?.run, rows('a')]).toEqual(['1', 'rows of 1']);
    expect(readdirSync(folder())).toHaveLength(2);
  });

  it('is removed with all its rows and no other cohort’s', async () => {
    for (const name of ['a', 'a@1', 'a b', 'aa']) await keep(name, '1');
    mkdirSync(join(study, 'data', 'other'), { recursive: true });
    removeGenerations(study, 'tiny', 'a');
    removeGenerations(study, 'other', 'aa');
    expect(generations(study, 'tiny').map(({ name }) => name)).toEqual(['a b', 'a@1', 'aa']);
    expect(['a b', 'a@1', 'aa'].map(rows)).toEqual(['rows of 1', 'rows of 1', 'rows of 1']);
    expect(readdirSync(folder())).toHaveLength(6);
  });
});
