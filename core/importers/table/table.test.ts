import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { quiet } from '../../../contract/context.ts';
import { openDatabase } from '../../engine/database.ts';
import { readTable } from '../../engine/read-table.ts';
import { literal } from '../../engine/sql-text.ts';
import { scratch } from '../testing/scratch.ts';
import { codesOf } from './dictionary.ts';
import { unitOf } from './guess-meaning.ts';
import { guessTypes } from './guess-types.ts';
import { plainFiles, tableName } from './table-files.ts';

const { dataDir, write, load, left, query } = scratch();

const cell = (reference: string, type: string, value: string) => `<c r="${reference}"${type}><v>${value}</v></c>`;
const workbook = (rows: string, more: Record<string, Uint8Array> = {}) =>
  zipSync({
    'xl/workbook.xml': strToU8(
      '<workbook><sheets><sheet name="Visit list" sheetId="1" r:id="rId1"/></sheets></workbook>',
    ),
    'xl/_rels/workbook.xml.rels': strToU8(
      '<Relationships><Relationship Id="rId1" Type="x" Target="worksheets/sheet1.xml"/></Relationships>',
    ),
    'xl/sharedStrings.xml': strToU8(
      '<sst><si><t>subject_id</t></si><si><t>seen</t></si><si><r><t>a &amp; </t></r><r><t>b</t></r></si></sst>',
    ),
    'xl/styles.xml': strToU8('<styleSheet><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>'),
    'xl/worksheets/sheet1.xml': strToU8(`<worksheet><sheetData>${rows}</sheetData></worksheet>`),
    ...more,
  });
const sheet = `<row r="1">${cell('A1', ' t="s"', '0')}${cell('B1', ' t="s"', '1')}<c r="D1" t="inlineStr"><is><t>note</t></is></c></row>
  <row r="2">${cell('A2', '', '1')}${cell('B2', ' s="1"', '45292')}${cell('D2', ' t="s"', '2')}</row>
  <row r="3"/><row r="4">${cell('A4', '', '2')}${cell('B4', ' s="1"', '45293.5')}${cell('D4', ' t="e"', '#N/A')}</row>`;

describe('plain tables', () => {
  it('come in as they are: types by all values, units, codes, keys, and a dictionary', async () => {
    write('patients.csv', 'patient_id,sex,height_cm,born\n1,f,170,1960\n2,m,181.5,1971\n3,f,,1980\n');
    write(
      'labs.tsv',
      'patient_id\tloinc\tvalue\ttaken\tward\n1\t718-7\t13.5\t2001-01-05\t007\n1\t2345-7\tNA\t2001-01-06\t007\n2\t4548-4\t6,1\t2001-02-01\t008\n9\t718-7\t12\t2001-02-03\t008\n',
    );
    write(
      'visits.jsonl.gz',
      gzipSync('{"patient_id":1,"at":"2001-01-05T10:00:00Z","bed":{"no":1}}\nnot json\n{"patient_id":2,"new":true}\n'),
    );
    const { manifest, result } = await load();
    expect(result).toMatchObject({ format: 'table', persons: 4 });
    expect(result.tables).toEqual([
      { name: 'labs', rows: 4, rejected: 0 },
      { name: 'patients', rows: 3, rejected: 0 },
      { name: 'visits', rows: 2, rejected: 1 },
      { name: 'data_dictionary', rows: 13, rejected: 0 },
    ]);
    expect(
      await query(
        'SELECT column_name AS c, type AS t, role AS r, unit AS u, code_system AS s, refers_to AS k FROM cdm.main.data_dictionary',
      ),
    ).toEqual([
      { c: 'patient_id', t: 'BIGINT', r: 'number', u: null, s: null, k: null },
      { c: 'loinc', t: 'VARCHAR', r: 'code', u: null, s: 'LOINC', k: null },
      { c: 'value', t: 'VARCHAR', r: 'text', u: null, s: null, k: null },
      { c: 'taken', t: 'DATE', r: 'date', u: null, s: null, k: null },
      { c: 'ward', t: 'VARCHAR', r: 'text', u: null, s: null, k: null },
      { c: 'patient_id', t: 'BIGINT', r: 'key', u: null, s: null, k: null },
      { c: 'sex', t: 'VARCHAR', r: 'text', u: null, s: null, k: null },
      { c: 'height_cm', t: 'DOUBLE', r: 'number', u: 'cm', s: null, k: null },
      { c: 'born', t: 'BIGINT', r: 'number', u: null, s: null, k: null },
      { c: 'patient_id', t: 'BIGINT', r: 'key', u: null, s: null, k: 'patients.patient_id' },
      { c: 'at', t: 'TIMESTAMP', r: 'date', u: null, s: null, k: null },
      { c: 'bed', t: 'VARCHAR', r: 'text', u: null, s: null, k: null },
      { c: 'new', t: 'BOOLEAN', r: 'category', u: null, s: null, k: null },
    ]);
    expect(await query('SELECT line, reason FROM cdm.rejected.visits')).toEqual([
      { line: 2, reason: 'not a JSON object' },
    ]);
    expect(manifest.warnings.join(' ')).toMatch(/height_cm: in cm/);
    expect(await query('SELECT count(*) AS n FROM cdm.main.person')).toEqual([{ n: 0 }]);
  });

  it.each([
    [
      'codebook.csv',
      'Table,Variable,Label,Type,Units,Choices\nlabs,value,Haemoglobin,number,g/dL,\n,ward,Where,text,,"007=East; 008=West"\n',
    ],
    [
      'data_dictionary.json',
      JSON.stringify({
        value: { label: 'Haemoglobin', unit: 'g/dL' },
        ward: { label: 'Where', type: 'text', codes: { '007': 'East', '008': 'West' } },
      }),
    ],
  ])('are described by a dictionary beside them (%s)', async (name, dictionary) => {
    write('labs.csv', 'patient_id,value,ward\n1,13.5,7\n2,14.5,8\n');
    write(name, dictionary);
    const { manifest, result } = await load();
    expect(result.tables.map((table) => table.name)).toEqual(['data_dictionary_given', 'labs', 'data_dictionary']);
    expect(
      await query(`SELECT column_name AS c, type AS t, role AS r, unit AS u, label AS l, codes AS k
        FROM cdm.main.data_dictionary WHERE table_name = 'labs'`),
    ).toEqual([
      { c: 'patient_id', t: 'BIGINT', r: 'key', u: null, l: null, k: null },
      { c: 'value', t: 'DOUBLE', r: 'number', u: 'g/dL', l: 'Haemoglobin', k: null },
      { c: 'ward', t: 'VARCHAR', r: 'category', u: null, l: 'Where', k: '007 = East; 008 = West' },
    ]);
    expect(manifest.warnings.join(' ')).toMatch(/The data dictionary describes 2 of 3 columns/);
  });

  it('take what a decision left of their dictionary', async () => {
    write('labs.csv', 'patient_id,value\n1,13.5\n2,14.5\n');
    write('codebook.csv', 'variable,label,unit\nvalue,Asked of Ada,g/dL\n');
    await load({ decisions: [{ table: 'data_dictionary_given', column: 'label', action: 'drop', reason: '' }] });
    expect(
      await query("SELECT label AS l, unit AS u FROM cdm.main.data_dictionary WHERE column_name = 'value'"),
    ).toEqual([{ l: null, u: 'g/dL' }]);
    expect(readFileSync(join(dataDir, 'd', 'dataset.duckdb')).includes('Asked of Ada')).toBe(false);
  });

  it.each([
    [
      '1, Male | 2, Female',
      [
        ['1', 'Male'],
        ['2', 'Female'],
      ],
    ],
    [
      'm: male, f: female',
      [
        ['m', 'male'],
        ['f', 'female'],
      ],
    ],
    [
      '1=yes\n0=no',
      [
        ['1', 'yes'],
        ['0', 'no'],
      ],
    ],
    ['any number', []],
    ['', []],
  ])('reads %j as codes', (text, codes) => expect(codesOf(text)).toEqual(codes));

  it('take workbooks: shared and inline texts, dates by style, gaps, errors as nothing', async () => {
    write('book.xlsx', workbook(sheet));
    const { result } = await load();
    expect(result.tables[0]).toEqual({ name: 'book', rows: 2, rejected: 0 });
    expect(await query('SELECT subject_id, seen, note FROM cdm.main.book')).toEqual([
      { subject_id: 1, seen: '2024-01-01 00:00:00', note: 'a & b' },
      { subject_id: 2, seen: '2024-01-02 12:00:00', note: null },
    ]);
  });

  it('can be read by name once imported, as any table that an analysis or the model takes', async () => {
    write('labs.csv', 'patient_id,value\n1,2.5\n2,3.5\n');
    await load();
    const database = await openDatabase();
    const connection = await database.connect();
    const path = join(dataDir, 'd', 'dataset.duckdb');
    await readTable(connection, `${path}#labs`, 'source', quiet);
    expect(await connection.rows('SELECT sum(value) AS s FROM source')).toEqual([{ s: 6 }]);
    await expect(readTable(connection, `${path}#other`, 'source', quiet)).rejects.toMatchObject({ code: 'not_found' });
    await expect(readTable(connection, `${path}x#labs`, 'source', quiet)).rejects.toMatchObject({ code: 'not_found' });
    database.close();
  });

  it('meet the gate', async () => {
    write('people.csv', 'id,ssn\n1,078-05-1123\n2,219-09-9998\n');
    await expect(load()).rejects.toMatchObject({ code: 'gate', message: expect.stringMatching(/people\.ssn/) });
  });

  it('do not stand where the CDM’s tables are looked for, and never take the place of another', () => {
    expect(tableName('Lab Results (2024)')).toBe('lab_results_2024');
    const files = ['a/x.csv', 'b/X.csv', 'labs/part-1.parquet', 'labs/part-2.parquet', 'y.pdf'].map((name) => ({
      path: `/${name}`,
      name,
      bytes: 1,
      modifiedMs: 0,
    }));
    const { tables, ignored } = plainFiles(files);
    expect(tables.map((table) => [table.name, table.files.length])).toEqual([
      ['x', 1],
      ['x_2', 1],
      ['labs', 2],
    ]);
    expect(ignored.map((file) => file.name)).toEqual(['y.pdf']);
  });

  it.each([
    ['weight (kg)', 'kg'],
    ['Glucose [mg/dL]', 'mg/dL'],
    ['hba1c_mmol_mol', 'mmol/mol'],
    ['height_cm', 'cm'],
    ['sex', null],
  ])('the unit of %s is %s', (column, unit) => expect(unitOf(column)).toBe(unit));
});

it.each([
  ['+16175550123\n+4930123456', 'VARCHAR'],
  ['+5\n-3', 'BIGINT'],
  ['007\n008', 'VARCHAR'],
  ['1\n2.0', 'BIGINT'],
  ['1.5\nNA', 'DOUBLE'],
  ['1,5\n2', 'DOUBLE'],
  ['1,234\n2', 'VARCHAR'],
  ['12345678901234567890\n1', 'VARCHAR'],
  ['2001-02-03\n2001-02-30', 'VARCHAR'],
  ['31.12.2001\n1.1.2002', 'DATE'],
  ['12/31/2001\n01/02/2002', 'DATE'],
  ['01/02/2001\n03/04/2002', 'VARCHAR'],
  ['true\nFALSE', 'BOOLEAN'],
])('%j is read as %s', async (values, type) => {
  const database = await openDatabase();
  const connection = await database.connect();
  const rows = values.split('\n').map((value) => `(${literal(value)})`);
  const [guess] = await guessTypes(`(SELECT * FROM (VALUES ${rows.join(', ')}) AS t(v))`, ['v'], connection, quiet);
  database.close();
  expect(guess?.type).toBe(type);
});

describe('bad tables are refused and leave nothing', () => {
  const refused = async (code: string, message: RegExp) => {
    await expect(load()).rejects.toMatchObject({ code, message: expect.stringMatching(message) });
    expect(left()).toEqual([]);
  };

  it('a workbook that would unpack to a multiple of its size', async () => {
    write('bomb.xlsx', workbook(sheet, { 'xl/worksheets/sheet2.xml': new Uint8Array(20_000_000) }));
    await refused('unsupported', /bomb\.xlsx.*far larger/);
  });

  it('a workbook cut short, and one that is none', async () => {
    const whole = workbook(sheet);
    for (const cut of [1, 40, Math.floor(whole.length / 2), whole.length - 1]) {
      write('book.xlsx', whole.subarray(0, cut));
      await refused('unreadable', /book\.xlsx/);
    }
  });

  it('a file in UTF-16 or Latin-1, a header without an end, an empty file', async () => {
    write('a.csv', Buffer.from('\ufeffa,b\n1,2\n', 'utf16le'));
    await refused('unsupported', /UTF-16/);
    write('a.csv', Buffer.from('a,b\n1,2\n', 'utf16le'));
    await refused('unsupported', /UTF-16/);
    write('a.csv', Buffer.from('name;ort\nMüller;Köln\nGrün;Düren\n', 'latin1'));
    await refused('unsupported', /Latin-1/);
    write('a.csv', `${'column,'.repeat(200_000)}\n`);
    await refused('unsupported', /first line/);
    write('a.csv', '');
    await refused('unreadable', /a\.csv/);
  });
});
