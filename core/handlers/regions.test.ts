import { afterEach, beforeEach, expect, it } from 'vitest';
import { quiet } from '../../contract/context.ts';
import { type Connection, type Database, openDatabase } from '../engine/database.ts';
import { generateEach, resultOf } from './cohort-generate.ts';

let database: Database;
let connection: Connection;
afterEach(() => {
  connection.close();
  database.close();
});

beforeEach(async () => {
  database = await openDatabase();
  connection = await database.connect();
  await connection.run(`ATTACH ':memory:' AS cdm`);
  await connection.run(`
    CREATE TABLE cdm.concept (concept_id BIGINT, invalid_reason VARCHAR);
    INSERT INTO cdm.concept VALUES (7, NULL);
    CREATE TABLE cdm.observation_period AS SELECT 1::BIGINT AS observation_period_id, 0::BIGINT AS period_type_concept_id,
      1::BIGINT AS person_id, DATE '2000-01-01' AS observation_period_start_date,
      DATE '2009-12-31' AS observation_period_end_date;
    CREATE TABLE cdm.location_history AS SELECT 1::BIGINT AS location_history_id, 1::BIGINT AS location_id,
      'PERSON' AS domain_id, 1::BIGINT AS entity_id, DATE '2001-01-01' AS start_date, NULL::DATE AS end_date`);
});

const definition = (criterion: object) => ({
  name: 'x',
  expression: {
    ConceptSets: [{ id: 0, name: 'r', expression: { items: [{ concept: { CONCEPT_ID: 7 } }] } }],
    PrimaryCriteria: { CriteriaList: [criterion], ObservationWindow: { PriorDays: 0, PostDays: 0 } },
  },
});
const region = definition({ LocationRegion: { CodesetId: 0 } });
const path = '$.PrimaryCriteria.CriteriaList[0].LocationRegion';

async function generated(asked = region) {
  const [one] = await generateEach(connection, [asked], quiet);
  return one?.kind === 'made' ? resultOf(one.made, one.entry) : one;
}

it('a region is found where locations have one', async () => {
  await connection.run('CREATE TABLE cdm.location AS SELECT 1::BIGINT AS location_id, 7::BIGINT AS region_concept_id');
  expect(await generated()).toMatchObject({ persons: 1, warnings: [] });
});

it('a table of locations as CDM 5.4 has it is refused, with the place in the definition', async () => {
  await connection.run('CREATE TABLE cdm.location AS SELECT 1::BIGINT AS location_id, 7::BIGINT AS country_concept_id');
  expect(await generated()).toMatchObject({
    kind: 'refused',
    failure: {
      code: 'not_found',
      message: expect.stringMatching(/no region_concept_id.*LocationRegion.*country_concept_id.*not the same/),
      details: { path },
    },
  });
});

it('locations of which none has a region are said to have none', async () => {
  await connection.run(
    'CREATE TABLE cdm.location AS SELECT 1::BIGINT AS location_id, NULL::BIGINT AS region_concept_id',
  );
  expect(await generated()).toMatchObject({
    persons: 0,
    warnings: [{ path, message: expect.stringMatching(/No location has a region/) }],
  });
});

it('a definition that asks for no region does not mind', async () => {
  await connection.run('CREATE TABLE cdm.location AS SELECT 1::BIGINT AS location_id');
  expect(await generated(definition({ ObservationPeriod: {} }))).toMatchObject({ persons: 1, warnings: [] });
});
