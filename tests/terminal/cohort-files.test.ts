import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { tinySource } from '../conformance/tiny-study.ts';
import { stillroom } from './stillroom.ts';

const tiny = await tinySource();
const study = join(tiny.folder, 'study.stillroom');
const home = { STILLROOM_HOME: join(tiny.folder, 'home') };
const run = (...args: string[]) =>
  stillroom(['cohort', 'run', ...args, '--study', study, '--dataset', 'tiny', '--json'], home);

/** Persons born in 1951, 1952 and 1953; the definition takes those aged `age` or more on 2010-01-01. */
function definition(folder: string, name: string, age: number): string {
  const file = join(tiny.folder, folder, `${name}.json`);
  mkdirSync(join(tiny.folder, folder), { recursive: true });
  const period = { ObservationPeriod: { AgeAtStart: { Value: age, Op: 'gte' } } };
  writeFileSync(
    file,
    JSON.stringify({
      ConceptSets: [],
      PrimaryCriteria: {
        CriteriaList: [period],
        ObservationWindow: { PriorDays: 0, PostDays: 0 },
        PrimaryCriteriaLimit: { Type: 'First' },
      },
    }),
  );
  return file;
}

interface Result {
  readonly file: string;
  readonly persons: number;
  readonly failure?: { readonly code: string };
}

beforeAll(async () => {
  const { code, stderr } = await stillroom(['import', tiny.source, '--study', study, '--name', 'tiny'], home);
  expect(code, stderr).toBe(0);
});
afterAll(() => tiny.remove());

describe('several files in one call', () => {
  it('of the same name each have their own answer', async () => {
    const files = [definition('a', 'x', 59), definition('b', 'x', 0), definition('c', 'x', 58)];
    const ran = await run(...files);
    expect(ran.code).toBe(0);
    expect(ran.json<Result[]>().map(({ file, persons }) => [file, persons])).toEqual([
      [files[0], 1],
      [files[1], 3],
      [files[2], 2],
    ]);
  });

  it('of the same name are not both kept, and none is', async () => {
    const files = [definition('a', 'x', 59), definition('b', 'x', 0)];
    const ran = await run(...files, '--save');
    expect(ran.code).toBe(10);
    for (const file of files) expect(ran.stderr).toContain(file);
    expect(existsSync(join(study, 'cohorts'))).toBe(false);
  });

  it.each([[[]], [['--save']]])('are all answered where one fails, and the exit code says so (%j)', async (options) => {
    const wrong = join(tiny.folder, 'wrong.json');
    const absent = join(tiny.folder, 'absent.json');
    writeFileSync(wrong, '{"name": "a shopping list", "items": [1, 2]}');
    const files = [definition('a', 'first', 59), wrong, absent, definition('a', 'last', 0)];
    const ran = await run(...files, ...options);
    expect(ran.code).toBe(10);
    expect(ran.stderr).toMatch(/2 of 4 definitions/);
    expect(ran.json<Result[]>().map(({ file, persons, failure }) => [file, persons, failure?.code])).toEqual([
      [files[0], 1, undefined],
      [files[1], 0, 'invalid_input'],
      [files[2], 0, 'not_found'],
      [files[3], 3, undefined],
    ]);
  });

  it('are kept but for those that can’t be, which say why and leave the study as it was', async () => {
    const kept = () => readdirSync(join(study, 'cohorts')).sort();
    const before = kept();
    const long = definition('a', 'x'.repeat(130), 0);
    const files = [definition('a', 'kept one', 59), definition('b', 'same', 0), long, definition('c', 'same', 59)];
    const unlike = join(tiny.folder, 'first.json');
    writeFileSync(unlike, '{"items": []}');
    const ran = await run(...files, unlike, definition('c', 'kept two', 0), '--save');
    expect(ran.code).toBe(10);
    expect(ran.stderr).toMatch(/4 of 6 definitions/);
    expect(ran.stderr).toMatch(/more than 120 characters/);
    expect(ran.json<Result[]>().map(({ persons, failure }) => [persons, failure?.code])).toEqual([
      [1, undefined],
      [0, 'invalid_input'],
      [0, 'invalid_input'],
      [0, 'invalid_input'],
      [0, 'invalid_input'],
      [3, undefined],
    ]);
    expect(kept()).toEqual([...before, 'kept one.json', 'kept two.json'].sort());
    expect(readFileSync(join(study, 'cohorts', 'first.json'), 'utf8')).toContain('PrimaryCriteria');
  });
});
