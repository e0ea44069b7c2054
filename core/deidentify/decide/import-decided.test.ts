import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import type { Decision } from '../../../contract/data.ts';
import { Failure } from '../../../contract/failure.ts';
import { openDatabase, type Row } from '../../engine/database.ts';
import { literal } from '../../engine/sql-text.ts';
import { importDataset } from '../../importers/import-dataset.ts';

const root = mkdtempSync(join(tmpdir(), 'stillroom-decided-'));
const dataDir = join(root, 'study', 'data');
const source = join(root, 'source');
mkdirSync(source);
afterAll(() => rmSync(root, { recursive: true, force: true }));

const ids = Array.from({ length: 12 }, (_, i) => i + 1);
const planted = [...ids.map((i) => `Zyxw${i}`), ...ids.map((i) => `0213${i % 10}-44`), 'Quercus', '1999-02-30'];
const file = (name: string, header: string, rows: readonly string[]) =>
  writeFileSync(join(source, name), `${[header, ...rows].join('\n')}\n`);
file(
  'person.csv',
  'person_id,gender_concept_id,year_of_birth,race_concept_id,ethnicity_concept_id,mrn,zip,nurse_comment',
  ids.map(
    (i) => `${i},8507,19${50 + i},0,0,Zyxw${i},0213${i % 10}-44${10 + i},Quercus walked the long way home on day ${i}`,
  ),
);
file(
  'visit_occurrence.csv',
  'visit_occurrence_id,person_id,visit_concept_id,visit_start_date,visit_end_date,visit_type_concept_id',
  [
    ...ids.map((i) => `${i},${i},9201,2011-03-${10 + i},2011-04-${10 + i},32817`),
    '99,1,9201,1999-02-30,2011-01-01,32817',
  ],
);

const decision = (column: string, rest: Partial<Decision>, table = 'person'): Decision => ({
  table,
  column,
  action: 'drop',
  reason: '',
  ...rest,
});
const decisions = [
  decision('mrn', { action: 'hash' }),
  decision('zip', { action: 'generalise', to: 'zip3' }),
  decision('nurse_comment', { action: 'quarantine' }),
  decision('*', { action: 'shift' }, '*'),
];

async function query(sql: string): Promise<Row[]> {
  const database = await openDatabase();
  const connection = await database.connect();
  await connection.run(`ATTACH ${literal(join(dataDir, 'd', 'dataset.duckdb'))} AS cdm (READ_ONLY)`);
  const rows = await connection.rows(sql);
  database.close();
  return rows;
}

it('changes what is decided on the way in; nothing of it is in the dataset, and rejected rows are changed too', async () => {
  const { manifest } = await importDataset({ paths: [source], name: 'd', decisions, dataDir });
  const [person] = await query('SELECT mrn, zip, nurse_comment FROM cdm.main.person ORDER BY person_id');
  expect(person).toMatchObject({
    zip: '021',
    nurse_comment: expect.stringMatching(/^\[text withheld, \d+ characters\]$/),
  });
  expect(person!.mrn).toMatch(/^[0-9a-f]{32}$/);
  const stays = await query(
    `SELECT count(*) AS n, count(DISTINCT visit_end_date - visit_start_date) AS spans, min(visit_end_date - visit_start_date) AS days,
       count(*) FILTER (month(visit_start_date) = 3 AND year(visit_start_date) = 2011) AS unmoved FROM cdm.main.visit_occurrence`,
  );
  expect(stays[0]).toMatchObject({ n: 12, spans: 1, days: 31 });
  expect(Number(stays[0]!.unmoved)).toBeLessThan(6);
  expect(await query('SELECT count(*) AS n FROM cdm.rejected.visit_occurrence')).toEqual([{ n: 1 }]);
  expect(manifest.regime).toMatch(/shifted by a secret number of days/);
  expect(manifest.decisions).toEqual(decisions);
  const study = join(root, 'study');
  for (const entry of readdirSync(study, { recursive: true, withFileTypes: true }).filter((one) => one.isFile())) {
    const content = readFileSync(join(entry.parentPath, entry.name));
    for (const value of planted) expect(content.includes(value), `${value} in ${entry.name}`).toBe(false);
  }
});

it('names what a decision lacks, and repeats no value in any failure', async () => {
  const attempt = (...list: Decision[]) =>
    importDataset({ paths: [source], name: 'e', decisions: list, dataDir }).then(() => null, Failure.from);
  const failures = [
    await attempt(),
    await attempt(decision('zip', { action: 'generalise' })),
    await attempt(decision('nowhere', {})),
    await attempt(decision('zip', { action: 'attest' })),
    await attempt(...decisions, decision('zip', {})),
  ];
  expect(failures.map((failure) => failure?.code)).toEqual(['gate', ...Array(4).fill('invalid_input')]);
  expect(failures[1]?.message).toMatch(/"zip3"/);
  const said = JSON.stringify(failures.map((failure) => failure?.toWire()));
  for (const value of planted) expect(said.includes(value)).toBe(false);
});
