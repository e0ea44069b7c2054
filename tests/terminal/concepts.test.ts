import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDatabase } from '../../core/engine/database.ts';
import { literal } from '../../core/engine/sql-text.ts';
import { tinySource } from '../conformance/tiny-study.ts';
import { stillroom } from './stillroom.ts';

const tiny = await tinySource();
const study = join(tiny.folder, 'study.stillroom');
const home = { STILLROOM_HOME: join(tiny.folder, 'home') };
const run = (...args: string[]) => stillroom([...args, '--study', study], home);

beforeAll(async () => {
  const database = await openDatabase();
  const connection = await database.connect();
  await connection.run(
    `COPY (SELECT 201826 AS concept_id, 'Type 2 diabetes mellitus' AS concept_name, 'Condition' AS domain_id, 'SNOMED' AS vocabulary_id,
      'Disorder' AS concept_class_id, 'S' AS standard_concept, '44054006' AS concept_code)
     TO ${literal(join(tiny.source, 'concept.parquet'))}`,
  );
  connection.close();
  database.close();
  const { code, stderr } = await stillroom(['import', tiny.source, '--study', study, '--name', 'tiny'], home);
  expect(code, stderr).toBe(0);
});
afterAll(() => tiny.remove());

describe('concepts at the terminal', () => {
  it('are searched, as text and as JSON; what is missing is said on standard error', async () => {
    const text = await run('concept', 'search', 'mell 2');
    expect(text.code, text.stderr).toBe(0);
    expect(text.stdout).toMatch(/201826\s+Type 2 diabetes mellitus\s+Condition\s+SNOMED\s+44054006\s+standard\s+6\s+3/);
    expect(text.stderr).toMatch(/concept_synonym, concept_ancestor/);
    const json = await run('concept', 'search', '--used', '--domain', 'Condition', '--json');
    expect(json.json()).toMatchObject({ total: 1, concepts: [{ id: 201826, records: 6, persons: 3 }] });
  });

  it('are shown one by one, and refused where there is none', async () => {
    const shown = await run('concept', 'show', '201826');
    expect(shown.stdout).toMatch(/condition_occurrence\s+condition_concept_id\s+6\s+3/);
    expect((await run('concept', 'show', '5', '--json')).json()).toMatchObject({ failure: { code: 'not_found' } });
    expect((await run('concept', 'show', 'abc')).code).toBe(2);
  });
});

describe('concept sets at the terminal', () => {
  it('are kept, listed and resolved, from a file or by name', async () => {
    const file = join(tiny.folder, 'DM.csv');
    writeFileSync(file, 'Concept ID,Descendants\n201826,TRUE\n7,FALSE\n');
    expect((await run('concept-set', 'add', file)).stdout).toBe('DM: 2 items\n');
    expect((await run('concept-set', 'list', '--json')).json()).toEqual([{ name: 'DM', items: 2, usedBy: [] }]);
    const byName = await run('concept-set', 'resolve', 'DM', '--json');
    expect(byName.json()).toMatchObject({ concepts: 1, persons: 3, records: 6 });
    const byFile = await run('concept-set', 'resolve', file);
    expect(byFile.stdout).toMatch(/1 concepts \(0 excluded\): 3 persons, 6 records/);
    expect(byFile.stderr).toMatch(/does not know 1 of 2 concepts: 7/);
  });

  it.each([
    ['text for an id', 'Concept ID\nabc\n', /line 2/],
    ['what is not JSON', '{"items": [', /not JSON/],
    ['nothing', '', /empty/],
  ])('with %s are refused, and nothing is kept', async (_, text, message) => {
    const file = join(tiny.folder, 'bad.csv');
    writeFileSync(file, text);
    const { code, stderr } = await run('concept-set', 'add', file);
    expect(code).toBe(10);
    expect(stderr).toMatch(message);
    expect((await run('concept-set', 'list', '--json')).json<unknown[]>()).toHaveLength(1);
  });
});
