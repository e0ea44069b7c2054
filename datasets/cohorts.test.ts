import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkExpression, parseExpression } from '../core/cohort/check.ts';
import { generateCohorts } from '../core/cohort/run.ts';
import { openDatabase } from '../core/engine/database.ts';

const folder = join(import.meta.dirname, 'cohorts');
const sample = join(import.meta.dirname, 'sample');
const database = await openDatabase();
const connection = await database.connect();

beforeAll(async () => {
  await connection.run('CREATE SCHEMA cdm');
  for (const file of readdirSync(sample)) {
    await connection.run(`CREATE VIEW cdm."${file.replace('.parquet', '')}" AS FROM '${join(sample, file)}'`);
  }
  await connection.run(
    'CREATE TABLE cohort (cohort_name VARCHAR, subject_id BIGINT, cohort_start_date DATE, cohort_end_date DATE)',
  );
});
afterAll(() => {
  connection.close();
  database.close();
});

const definition = (name: string): unknown => JSON.parse(readFileSync(join(folder, `${name}.json`), 'utf8'));

/** Persons in and left of the cohorts on the committed sample: the numbers of the README. */
const persons: Readonly<Record<string, readonly [entry: number, final: number]>> = {
  'Type 2 diabetes': [1196, 916],
  'New users of metformin': [322, 305],
  'New users of an SGLT2 inhibitor': [235, 208],
  'New users of a sulfonylurea': [320, 296],
  'Reduced kidney function': [235, 235],
  'Heart failure hospitalisation': [180, 180],
  'End-stage kidney disease': [64, 64],
  Death: [242, 242],
};

describe('the cohorts of the sample', () => {
  it('are all listed here', () => {
    const files = readdirSync(folder).filter((file) => file.endsWith('.json'));
    expect(files.map((file) => file.replace('.json', '')).sort()).toEqual(Object.keys(persons).sort());
  });

  it.each(Object.entries(persons))('%s is understood whole and finds its persons', async (name, [entry, final]) => {
    expect(checkExpression(definition(name)).problems).toEqual([]);
    const [run] = await generateCohorts(connection, [{ name, expression: parseExpression(definition(name)) }], {
      into: 'cohort',
    });
    expect(run!.failure).toBeUndefined();
    expect(run!.attrition.persons).toEqual({ entry, final });
  });

  it('find those whom plain SQL finds', async () => {
    const written = await connection.rows(`SELECT d.person_id AS subject_id, min(drug_era_start_date) AS start
      FROM cdm.drug_era d JOIN cdm.observation_period p USING (person_id) LEFT JOIN (
        SELECT person_id, min(condition_start_date) AS failure FROM cdm.condition_occurrence WHERE condition_concept_id = 316139 GROUP BY 1) h USING (person_id)
      WHERE drug_concept_id IN (45774751, 44785829) GROUP BY 1
      HAVING start >= min(observation_period_start_date) + 180 AND coalesce(min(failure) >= start, true)
        AND NOT EXISTS (FROM cdm.drug_era s WHERE s.person_id = d.person_id AND s.drug_concept_id IN (1560171, 1597756)
          AND s.drug_era_start_date < min(d.drug_era_start_date)) ORDER BY 1`);
    const found = await connection.rows(
      `SELECT subject_id, cohort_start_date AS start FROM cohort WHERE cohort_name = 'New users of an SGLT2 inhibitor' ORDER BY 1`,
    );
    expect(found).toEqual(written);
  });
});
