import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { quiet } from '../../contract/context.ts';
import { type Decision, datasetManifest } from '../../contract/data.ts';
import { openDatabase } from '../engine/database.ts';
import { literal } from '../engine/sql-text.ts';
import { importDataset, inspectPaths } from './import-dataset.ts';
import { scratch } from './testing/scratch.ts';

const { root, dataDir, source, write, load: loadWith, left, query } = scratch();
const persons = 'person_id,gender_concept_id,year_of_birth\n1,8507,1960\n2,8532,1971\n3,8507,1982\n';
const load = (decisions: Decision[] = [], name = 'd') => loadWith({ decisions, name });

describe('an import', () => {
  it('gives a folder with a database and a manifest that says what is in it', async () => {
    write('person.csv', persons);
    write('death.csv', 'person_id,death_date\n1,2001-05-06\n2,2003-01-01\n');
    const { manifest, result } = await load();
    expect(readdirSync(dataDir)).toEqual(['d']);
    expect(readdirSync(join(dataDir, 'd')).sort()).toEqual(['dataset.duckdb', 'manifest.json']);
    expect(datasetManifest.parse(JSON.parse(readFileSync(join(dataDir, 'd', 'manifest.json'), 'utf8')))).toEqual(
      manifest,
    );
    expect(result).toMatchObject({ dataset: 'd', format: 'omop', persons: 3 });
    expect(manifest.tables.find((table) => table.name === 'death')).toMatchObject({
      rows: 2,
      years: [2001, 2003],
      density: [1, 0, 1],
    });
    expect(manifest.absent).toContain('measurement');
    expect(manifest.sources.map((s) => s.file)).toEqual(['death.csv', 'person.csv']);
    expect(await query('SELECT count(*) AS n FROM cdm.main.measurement')).toEqual([{ n: 0 }]);
  });

  it('keeps source order, extra columns and both names of a renamed column', async () => {
    write('person.csv', persons);
    write(
      'VISIT_OCCURRENCE.csv',
      'Visit_Occurrence_ID,person_id,visit_start_date,admitting_source_concept_id,Ward\n9,2,2001-01-01,8870,b\n4,1,2000-01-01,,a\n',
    );
    await load();
    expect(
      await query(
        'SELECT visit_occurrence_id, admitted_from_concept_id, admitting_source_concept_id, ward FROM cdm.main.visit_occurrence',
      ),
    ).toEqual([
      { visit_occurrence_id: 9, admitted_from_concept_id: 8870, admitting_source_concept_id: 8870, Ward: 'b' },
      { visit_occurrence_id: 4, admitted_from_concept_id: null, admitting_source_concept_id: null, Ward: 'a' },
    ]);
  });

  it('keeps every digit of long keys, takes no half for a whole number and no word for a date', async () => {
    write('person.csv', 'person_id,year_of_birth\n9007199254740993,1960\n2,1961\n');
    write('death.csv', 'person_id,death_date\n2.5,2001-01-01\n2.0,2001-01-02\n3,epoch\n4,infinity\n');
    await load();
    const keys = 'SELECT count(*) AS n FROM cdm.main.person WHERE person_id = 9007199254740993';
    expect(await query(keys)).toEqual([{ n: 1 }]);
    expect(await query('SELECT person_id, death_date FROM cdm.main.death')).toEqual([
      { person_id: 2, death_date: '2001-01-02' },
    ]);
    expect(await query('SELECT line FROM cdm.rejected.death ORDER BY line')).toEqual([
      { line: 2 },
      { line: 4 },
      { line: 5 },
    ]);
  });

  it('reads gzip, tabs, quotes, Athena dates and pandas whole numbers', async () => {
    write('person.csv.gz', gzipSync('"PERSON_ID";"YEAR_OF_BIRTH"\r\n"1";"1960.0"\r\n"2";""\r\n'));
    write(
      'CONCEPT.csv',
      'concept_id\tconcept_name\tvalid_start_date\tinvalid_reason\n7\t5" "needle\t19700101\t\n8\t"half\t20991231\tD\n',
    );
    await load();
    expect(await query('SELECT person_id, year_of_birth FROM cdm.main.person')).toEqual([
      { person_id: 1, year_of_birth: 1960 },
      { person_id: 2, year_of_birth: null },
    ]);
    expect(await query('SELECT concept_name, valid_start_date, invalid_reason FROM cdm.main.concept')).toEqual([
      { concept_name: '5" "needle', valid_start_date: '1970-01-01', invalid_reason: null },
      { concept_name: '"half', valid_start_date: '2099-12-31', invalid_reason: 'D' },
    ]);
  });

  it('turns an empty invalid_reason of a Parquet file into NULL', async () => {
    write('person.csv', persons);
    const database = await openDatabase();
    await (await database.connect()).run(
      `COPY (SELECT 5 AS concept_id, '' AS invalid_reason, '' AS standard_concept) TO ${literal(join(source(), 'concept.parquet'))}`,
    );
    database.close();
    await load();
    expect(await query('SELECT invalid_reason, standard_concept FROM cdm.main.concept')).toEqual([
      { invalid_reason: null, standard_concept: null },
    ]);
  });

  it('reads a folder of Parquet parts in order, and a DuckDB file', async () => {
    mkdirSync(join(source(), 'person'));
    const database = await openDatabase({ path: join(root, 'made.duckdb') });
    const connection = await database.connect();
    for (const part of [10, 2, 1]) {
      const path = join(source(), 'person', `part-${part}.parquet`);
      await connection.run(`COPY (SELECT ${part} AS person_id, 1950 AS year_of_birth) TO ${literal(path)}`);
    }
    await load([], 'parts');
    expect(await query('SELECT person_id FROM cdm.main.person', 'parts')).toEqual([
      { person_id: 1 },
      { person_id: 2 },
      { person_id: 10 },
    ]);
    await connection.run('CREATE SCHEMA cdm; CREATE TABLE cdm.PERSON AS SELECT 4 AS PERSON_ID, 1950 AS year_of_birth');
    database.close();
    await importDataset({ paths: [join(root, 'made.duckdb')], decisions: [], dataDir });
    expect(await query('SELECT person_id FROM cdm.main.person', 'made')).toEqual([{ person_id: 4 }]);
  });

  it('survives names with quotes, line feeds and pattern characters', async () => {
    mkdirSync(join(source(), "o'hara [1]*"));
    write("o'hara [1]*/person.csv", 'person_id,"odd ""name\'",year_of_birth\n1,x,1960\n');
    write("o'hara [1]*/line\nfeed.csv", 'a,b\n1,2\n');
    const { manifest } = await load();
    expect(manifest.persons).toBe(1);
    expect(manifest.tables[0]?.columns.map((column) => column.name)).toContain('odd "name\'');
  });
});

describe('rows that do not fit', () => {
  it('are rejected with reason and line; read = loaded + rejected', async () => {
    write('person.csv', persons);
    const lines = [
      'condition_occurrence_id,person_id,condition_concept_id,condition_start_date,condition_source_value',
      '1,1,201826,2001-01-01,a',
      '2,,201826,2001-01-02,b',
      '3,1,abc,2001-01-03,c',
      '4,1,201826,2001-13-45,d',
      '5,1,201826',
      '6,1,201826,2001-01-06,"two',
      'lines"',
      '7,1,12.5,,g',
      '8,1,201826,2001-01-08,"x"y',
      '9,1,201826,2001-01-09,i',
      '10,1,201826,2001-01-10,j,k',
      '11,1,201826,not a date,l',
    ];
    write('condition_occurrence.csv', `${lines.join('\n')}\n`);
    const { result } = await load();
    expect(result.tables.find((table) => table.name === 'condition_occurrence')).toEqual({
      name: 'condition_occurrence',
      rows: 3,
      rejected: 8,
    });
    expect(await query('SELECT line, reason FROM cdm.rejected.condition_occurrence ORDER BY line')).toEqual([
      { line: 3, reason: 'person_id is missing' },
      { line: 4, reason: 'condition_concept_id is not a whole number' },
      { line: 5, reason: 'condition_start_date is not a date as YYYY-MM-DD or YYYYMMDD' },
      { line: 6, reason: 'too few fields' },
      { line: 9, reason: 'condition_concept_id is not a whole number; condition_start_date is missing' },
      { line: 10, reason: 'a quote is not closed' },
      { line: 12, reason: 'too many fields' },
      { line: 13, reason: 'condition_start_date is not a date as YYYY-MM-DD or YYYYMMDD' },
    ]);
    expect(await query('SELECT "row" FROM cdm.rejected.condition_occurrence WHERE line = 13')).toEqual([
      {
        row: '{"condition_occurrence_id":"11","person_id":"1","condition_concept_id":"201826","condition_start_date":"not a date","condition_source_value":"l"}',
      },
    ]);
  });

  it('lose its own line only to an open quote, not what follows', async () => {
    const rows = Array.from({ length: 20 }, (_, i) => `${i + 1},n${i + 1},"q"`);
    rows[9] = '10,"n10,q';
    rows[15] = '16';
    write('person.csv', `person_id,person_source_value,x\n${rows.join('\n')}\n`);
    const { result } = await load();
    expect(result.tables).toEqual([{ name: 'person', rows: 18, rejected: 2 }]);
    expect(await query('SELECT line, reason FROM cdm.rejected.person ORDER BY line')).toEqual([
      { line: 11, reason: 'a quote is not closed' },
      { line: 17, reason: 'too few fields' },
    ]);
  });

  it('keep values over several lines where more lines would be lost without them', async () => {
    const rows = Array.from({ length: 20 }, (_, i) => `${i + 1},"over\ntwo lines",q`);
    rows[19] = '20,"never closed,q';
    write('person.csv', `person_id,person_source_value,x\n${rows.join('\n')}\n`);
    const { result } = await load();
    expect(result.tables).toEqual([{ name: 'person', rows: 19, rejected: 1 }]);
  });

  it('keep their lines, and the others their order, in a file that is read in several pieces', async () => {
    const expected: number[] = [];
    const rows = Array.from({ length: 400_000 }, (_, i) => {
      const isBad = i % 70_001 === 70_000;
      if (isBad) expected.push(i + 2);
      return `${i + 1},${isBad ? 'then' : 1960},${'x'.repeat(60)}`;
    });
    write('person.csv', `person_id,year_of_birth,ethnicity_source_value\n${rows.join('\n')}\n`);
    await load();
    const lines = await query('SELECT line FROM cdm.rejected.person ORDER BY line');
    expect(lines.map(({ line }) => line)).toEqual(expected);
    const misplaced = `SELECT count(*) AS n FROM (
      SELECT person_id, lag(person_id) OVER (ORDER BY rowid) AS before FROM cdm.main.person) WHERE person_id <= before`;
    expect(await query(misplaced)).toEqual([{ n: 0 }]);
  });

  it('of a Parquet file are rejected by row number', async () => {
    const database = await openDatabase();
    await (await database.connect()).run(
      `COPY (SELECT * FROM (VALUES (1, 1960.0), (NULL, 1961.0), (3, 1962.5)) t(person_id, year_of_birth))
       TO ${literal(join(source(), 'person.parquet'))}`,
    );
    database.close();
    const { result } = await load();
    expect(result.tables).toEqual([{ name: 'person', rows: 1, rejected: 2 }]);
    expect(await query('SELECT file, line, reason FROM cdm.rejected.person ORDER BY line')).toEqual([
      { file: 'person.parquet', line: 2, reason: 'person_id is missing' },
      { file: 'person.parquet', line: 3, reason: 'year_of_birth is not a whole number of at most 9 digits' },
    ]);
  });
});

describe('dates in another form', () => {
  const visits = (...dates: string[]) =>
    `visit_occurrence_id,person_id,visit_start_date\n${dates.map((date, i) => `${i},1,${date}`).join('\n')}\n`;

  it('are read where only one form fits, and the manifest says which', async () => {
    write('person.csv', persons);
    write('visit_occurrence.csv', visits('05/06/2001', '31/12/2001'));
    const { manifest } = await load();
    expect(manifest.warnings).toEqual(['visit_occurrence: Dates in visit_start_date are read as day/month/year.']);
    expect(await query('SELECT visit_start_date AS d FROM cdm.main.visit_occurrence')).toEqual([
      { d: '2001-06-05' },
      { d: '2001-12-31' },
    ]);
  });

  it('are refused where day and month cannot be told apart', async () => {
    write('person.csv', persons);
    write('visit_occurrence.csv', visits('05/06/2001', '07/08/2001'));
    await expect(load()).rejects.toMatchObject({
      code: 'invalid_input',
      message: expect.stringMatching(/visit_occurrence\.visit_start_date/),
    });
  });

  it('keep the clock time as it was written, whatever the offset', async () => {
    write('person.csv', 'person_id,birth_datetime\n1,1960-01-01T00:30:00+02:00\n2,1970-05-05 10:00:00Z\n');
    await load();
    expect(await query('SELECT birth_datetime AS t FROM cdm.main.person')).toEqual([
      { t: '1960-01-01 00:30:00' },
      { t: '1970-05-05 10:00:00' },
    ]);
  });
});

describe('bad input leaves the study as it was', () => {
  const unchanged = () => expect(left()).toEqual([]);

  it('a folder without person', async () => {
    write('condition_occurrence.csv', 'condition_occurrence_id,person_id,condition_start_date\n1,1,2001-01-01\n');
    await expect(load()).rejects.toMatchObject({
      code: 'unsupported',
      message: expect.stringMatching(/no person table.*condition_occurrence/),
    });
    unchanged();
  });

  it('a folder of something else, and an empty one', async () => {
    await expect(load()).rejects.toMatchObject({ code: 'unsupported' });
    write('holiday.jpg', 'x');
    await expect(load()).rejects.toMatchObject({ code: 'unsupported', message: expect.stringMatching(/holiday\.jpg/) });
    unchanged();
  });

  it('a Parquet file cut short', async () => {
    const path = join(source(), 'person.parquet');
    const database = await openDatabase();
    await (await database.connect()).run(`COPY (SELECT range AS person_id FROM range(5000)) TO ${literal(path)}`);
    database.close();
    write('person.parquet', readFileSync(path).subarray(0, 3000));
    await expect(load()).rejects.toMatchObject({
      code: 'unreadable',
      message: expect.stringMatching(/person\.parquet/),
    });
    unchanged();
  });

  it('a gzip file cut short', async () => {
    const rows = Array.from({ length: 5000 }, (_, i) => `${i},1960`).join('\n');
    write('person.csv.gz', gzipSync(`person_id,year_of_birth\n${rows}\n`).subarray(0, 9000));
    await expect(load()).rejects.toMatchObject({
      code: 'unreadable',
      message: expect.stringMatching(/person\.csv\.gz/),
    });
    unchanged();
  });

  it('a link that leads out of the folder', async () => {
    writeFileSync(join(root, 'outside.csv'), persons);
    symlinkSync(join(root, 'outside.csv'), join(source(), 'person.csv'));
    await expect(load()).rejects.toMatchObject({
      code: 'invalid_input',
      message: expect.stringMatching(/leads out of the folder/),
    });
    unchanged();
  });

  it('a table without a column it cannot do without, a table twice, a bad name, a wrong format', async () => {
    write('person.csv', 'id,year_of_birth\n1,1960\n');
    await expect(load()).rejects.toMatchObject({
      code: 'unsupported',
      message: expect.stringMatching(/no column person_id/),
    });
    write('person.csv', persons);
    write('person.parquet', 'PAR1');
    await expect(load()).rejects.toMatchObject({
      code: 'invalid_input',
      message: expect.stringMatching(/there twice/),
    });
    await expect(load([], 'No Good')).rejects.toMatchObject({
      code: 'invalid_input',
      message: expect.stringMatching(/no-good/),
    });
    await expect(importDataset({ paths: [source()], format: 'x', decisions: [], dataDir })).rejects.toMatchObject({
      code: 'invalid_input',
    });
    unchanged();
  });

  it('a cancel', async () => {
    write('person.csv', persons);
    const abort = new AbortController();
    const context = { signal: abort.signal, progress: () => abort.abort() };
    await expect(importDataset({ paths: [source()], decisions: [], dataDir }, context)).rejects.toMatchObject({
      code: 'cancelled',
    });
    unchanged();
  });

  it('a taken name keeps the dataset that has it', async () => {
    write('person.csv', persons);
    const { manifest } = await load();
    await expect(load()).rejects.toMatchObject({ code: 'conflict' });
    expect(JSON.parse(readFileSync(join(dataDir, 'd', 'manifest.json'), 'utf8'))).toEqual(manifest);
  });

  it('a kill: what it left is swept by the next import', async () => {
    mkdirSync(join(dataDir, '.importing-0123456789ab'), { recursive: true });
    writeFileSync(join(dataDir, '.importing-0123456789ab', 'dataset.duckdb'), 'half');
    write('person.csv', persons);
    await load();
    expect(readdirSync(dataDir)).toEqual(['d']);
  });
});

describe('the gate', () => {
  const planted =
    'person_id,ssn,patient_name,nickname_of_pet\n1,078-05-1123,Ada Byron,Rex\n2,219-09-9998,Mary Shelley,Tom\n';
  const inspect = async () => {
    const database = await openDatabase();
    const plan = await inspectPaths({ paths: [source()] }, await database.connect(), quiet);
    database.close();
    return plan;
  };

  it('blocks, names the columns and the ways out, and shows no value', async () => {
    write('person.csv', planted);
    const failure = await load().then(
      () => expect.unreachable(),
      (error: Error & { details?: unknown }) => error,
    );
    expect(failure).toMatchObject({
      code: 'gate',
      message: expect.stringMatching(/person\.ssn: G .*person\.patient_name: A .*drop.*attest/),
    });
    expect(failure.message + JSON.stringify(failure.details)).not.toMatch(/078-05|Byron|Shelley/);
    expect(left()).toEqual([]);
  });

  it('lets decisions resolve it: a dropped column is gone, an attested one stays, both are recorded', async () => {
    write('person.csv', planted);
    const decisions: Decision[] = [
      { table: 'person', column: 'ssn', action: 'drop', reason: '' },
      { table: 'person', column: 'patient_name', action: 'attest', reason: 'made-up persons' },
    ];
    const { manifest } = await load(decisions);
    const columns = manifest.tables[0]!.columns.map((column) => column.name);
    expect(columns).toContain('patient_name');
    expect(columns).not.toContain('ssn');
    expect(manifest).toMatchObject({ verdict: 'review', decisions });
    expect(readFileSync(join(dataDir, 'd', 'dataset.duckdb')).includes('078-05-1123')).toBe(false);
  });

  it('loads a dropped column of the CDM as NULL', async () => {
    write('person.csv', persons);
    write('location.csv', 'location_id,zip,state\n1,02139,MA\n2,10001,NY\n');
    await load([{ table: 'location', column: 'zip', action: 'drop', reason: '' }]);
    expect(await query('SELECT zip, state FROM cdm.main.location')).toEqual([
      { zip: null, state: 'MA' },
      { zip: null, state: 'NY' },
    ]);
  });

  it('refuses an attestation without a reason and a decision about nothing', async () => {
    write('person.csv', planted);
    const attest = (column: string, reason: string): Decision => ({
      table: 'person',
      column,
      action: 'attest',
      reason,
    });
    await expect(load([attest('ssn', ' ')])).rejects.toMatchObject({
      code: 'invalid_input',
      message: expect.stringMatching(/reason/),
    });
    await expect(load([attest('sssn', 'x')])).rejects.toMatchObject({
      code: 'invalid_input',
      message: expect.stringMatching(/sssn/),
    });
  });

  it('reports the same plan without loading', async () => {
    write('person.csv', planted);
    const plan = await inspect();
    expect(plan.verdict).toBe('blocked');
    expect(
      plan.tables[0]?.columns.map(({ name, mapsTo, identifiers }) => [name, mapsTo, identifiers[0]?.category]),
    ).toEqual([
      ['person_id', 'person_id', undefined],
      ['ssn', null, 'G'],
      ['patient_name', null, 'A'],
      ['nickname_of_pet', null, undefined],
    ]);
    expect(plan.tables[0]?.columns[1]?.identifiers[0]).toEqual({
      category: 'G',
      label: 'Social Security number',
      evidence: 'name and value',
      strength: 'strong',
      rate: 1,
    });
  });
});
