import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { quiet } from '../contract/context.ts';
import { openDatabase } from '../core/engine/database.ts';
import { generateSample } from './generate.ts';

const sample = join(import.meta.dirname, 'sample');
const scratch = mkdtempSync(join(tmpdir(), 'sample-'));
const database = await openDatabase();
const connection = await database.connect();
for (const file of readdirSync(sample)) {
  await connection.run(`CREATE VIEW "${file.replace('.parquet', '')}" AS FROM '${join(sample, file)}'`);
}
afterAll(() => {
  connection.close();
  database.close();
  rmSync(scratch, { recursive: true, force: true });
});

const count = async (sql: string) => (await connection.one<{ n: number }>(`SELECT count(*) AS n FROM ${sql}`)).n;
const hashes = (folder: string) =>
  Object.fromEntries(
    readdirSync(folder)
      .sort()
      .map((file) => [
        file,
        createHash('sha256')
          .update(readFileSync(join(folder, file)))
          .digest('hex'),
      ]),
  );

const dated: Readonly<Record<string, readonly [start: string, end: string]>> = {
  visit_occurrence: ['visit_start_date', 'visit_end_date'],
  condition_occurrence: ['condition_start_date', 'condition_end_date'],
  drug_exposure: ['drug_exposure_start_date', 'drug_exposure_end_date'],
  procedure_occurrence: ['procedure_date', 'procedure_date'],
  measurement: ['measurement_date', 'measurement_date'],
  observation: ['observation_date', 'observation_date'],
  condition_era: ['condition_era_start_date', 'condition_era_end_date'],
  drug_era: ['drug_era_start_date', 'drug_era_end_date'],
  death: ['death_date', 'death_date'],
};

describe('making the sample', () => {
  it('gives the committed bytes again, whatever the batch and the threads', async () => {
    const committed = hashes(sample);
    for (const [batch, threads] of [
      [20_000, 2],
      [700, 1],
    ] as const) {
      const out = join(scratch, `again-${batch}`);
      await generateSample({ persons: 2000, seed: 1, out, format: 'parquet', batch, threads }, quiet);
      expect(hashes(out)).toEqual(committed);
    }
  });

  it('keeps the committed sample below 3 MB', () => {
    const bytes = readdirSync(sample).reduce((sum, file) => sum + statSync(join(sample, file)).size, 0);
    expect(bytes).toBeLessThan(3_000_000);
  });

  it('gives person n the same life in a larger sample, and another under another seed', async () => {
    for (const [name, seed] of [
      ['more', 1],
      ['other', 2],
    ] as const) {
      await generateSample({ persons: 300, seed, out: join(scratch, name), format: 'csv' }, quiet);
    }
    const rows = `(SELECT person_id, measurement_concept_id, measurement_date, value_as_number FROM`;
    const few = `${rows} measurement WHERE person_id <= 300)`;
    const csv = (name: string) => `${rows} read_csv('${join(scratch, name, 'measurement.csv')}'))`;
    expect(await count(`(${few} EXCEPT ${csv('more')})`)).toBe(0);
    expect(await count(`(${few} EXCEPT ${csv('other')})`)).toBeGreaterThan(1000);
  });

  it('refuses numbers it cannot make, and leaves nothing behind when cancelled', async () => {
    const out = join(scratch, 'cancelled');
    const options = { persons: 1000, seed: 1, out, format: 'parquet' } as const;
    await expect(generateSample({ ...options, persons: 0 }, quiet)).rejects.toMatchObject({ code: 'invalid_input' });
    await expect(generateSample({ ...options, seed: 1.5 }, quiet)).rejects.toMatchObject({ code: 'invalid_input' });
    const file = join(sample, 'person.parquet');
    await expect(generateSample({ ...options, out: file }, quiet)).rejects.toMatchObject({ code: 'invalid_input' });
    for (const stopAt of ['persons', 'tables']) {
      const abort = new AbortController();
      const context = {
        signal: abort.signal,
        progress: ({ stage }: { stage: string }) => stage === stopAt && abort.abort(),
      };
      await expect(generateSample({ ...options, batch: 100 }, context)).rejects.toMatchObject({ code: 'cancelled' });
      expect(readdirSync(out)).toEqual([]);
    }
  });
});

describe('the committed sample', () => {
  it('has 2,000 persons, each with one period of observation', async () => {
    expect(await count('person')).toBe(2000);
    expect(await count('(SELECT DISTINCT person_id FROM observation_period)')).toBe(2000);
    expect(await count('observation_period')).toBe(2000);
  });

  it.each(Object.entries(dated))(
    '%s: every event lies in its person’s observation and not after death',
    async (table, [start, end]) => {
      expect(await count(table)).toBeGreaterThan(0);
      const outside = `${table} LEFT JOIN observation_period USING (person_id) LEFT JOIN death d USING (person_id)
      WHERE observation_period_id IS NULL OR ${table}.${start} < observation_period_start_date OR ${table}.${end} < ${table}.${start}
        OR ${table}.${end} > observation_period_end_date OR ${table}.${end} > d.death_date`;
      expect(await count(outside)).toBe(0);
    },
  );

  it('names only concepts of its dictionary, each of the domain of its table', async () => {
    const domains = {
      condition_occurrence: 'Condition',
      condition_era: 'Condition',
      drug_exposure: 'Drug',
      drug_era: 'Drug',
      procedure_occurrence: 'Procedure',
      measurement: 'Measurement',
      observation: 'Observation',
    };
    for (const [table, domain] of Object.entries(domains)) {
      const column = `${table.replace(/_(occurrence|exposure|era)$/, '')}_concept_id`;
      expect(
        await count(
          `${table} LEFT JOIN concept ON ${column} = concept_id WHERE domain_id IS DISTINCT FROM '${domain}'`,
        ),
      ).toBe(0);
    }
    expect(await count('measurement LEFT JOIN concept ON unit_concept_id = concept_id WHERE concept_id IS NULL')).toBe(
      0,
    );
    expect(
      await count(
        'concept_ancestor a LEFT JOIN concept c ON a.ancestor_concept_id = c.concept_id WHERE c.concept_id IS NULL',
      ),
    ).toBe(0);
    expect(await count('(SELECT concept_id FROM concept GROUP BY 1 HAVING count(*) > 1)')).toBe(0);
  });

  it('points to visits, providers and sites that exist, and has no id twice', async () => {
    const events = ['condition_occurrence', 'measurement', 'procedure_occurrence', 'observation'];
    for (const table of events) {
      expect(
        await count(`${table} e LEFT JOIN visit_occurrence v USING (visit_occurrence_id)
          WHERE v.person_id IS DISTINCT FROM e.person_id OR v.visit_start_date IS DISTINCT FROM e.${dated[table]![0]}`),
      ).toBe(0);
    }
    for (const table of [...events, 'visit_occurrence', 'drug_exposure', 'condition_era', 'drug_era']) {
      expect(await count(`(SELECT ${table}_id FROM ${table} GROUP BY 1 HAVING count(*) > 1)`)).toBe(0);
    }
    expect(
      await count(
        'visit_occurrence LEFT JOIN provider p USING (provider_id) WHERE p.care_site_id IS DISTINCT FROM visit_occurrence.care_site_id',
      ),
    ).toBe(0);
  });

  it('shows nobody older than “90 or over”, no birthday, no source identifier', async () => {
    const oldest = await connection.one(
      'SELECT max(year(observation_period_end_date) - year_of_birth) AS age FROM person JOIN observation_period USING (person_id)',
    );
    expect(oldest.age).toBe(90);
    expect(
      await count(
        'person WHERE month_of_birth IS NOT NULL OR day_of_birth IS NOT NULL OR person_source_value IS NOT NULL',
      ),
    ).toBe(0);
    expect(await count('location')).toBe(0);
  });

  it('has the eras that joining records 30 days apart gives', async () => {
    const eras = (records: string, concept: string, start: string, end: string) => `
      SELECT person_id, ${concept} AS concept, min(${start}) AS first, max(${end}) AS last, count(*) AS n FROM (
        SELECT *, sum(opens) OVER (PARTITION BY person_id, ${concept} ORDER BY ${start}, ${end}) AS era FROM (
          SELECT *, coalesce(${start} - max(${end}) OVER (PARTITION BY person_id, ${concept} ORDER BY ${start}, ${end}
            ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) > 30, true)::INT AS opens FROM ${records}))
      GROUP BY person_id, ${concept}, era`;
    const drugs = `(SELECT e.*, c.concept_id AS ingredient FROM drug_exposure e JOIN concept_ancestor ON descendant_concept_id = drug_concept_id
      JOIN concept c ON c.concept_id = ancestor_concept_id AND concept_class_id = 'Ingredient')`;
    const expected = [
      [
        eras('condition_occurrence', 'condition_concept_id', 'condition_start_date', 'condition_end_date'),
        'condition_era',
      ],
      [eras(drugs, 'ingredient', 'drug_exposure_start_date', 'drug_exposure_end_date'), 'drug_era'],
    ] as const;
    for (const [computed, table] of expected) {
      const kind = table.replace('_era', '');
      const stored = `SELECT person_id, ${kind}_concept_id, ${table}_start_date, ${table}_end_date,
        ${kind === 'drug' ? 'drug_exposure_count' : 'condition_occurrence_count'} FROM ${table}`;
      expect(await count(`((${stored}) EXCEPT ALL (${computed}))`)).toBe(0);
      expect(await count(`((${computed}) EXCEPT ALL (${stored}))`)).toBe(0);
    }
  });
});
