import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeEach, expect, it } from 'vitest';
import { Failure } from '../../../contract/failure.ts';
import { openDatabase } from '../../engine/database.ts';
import { literal } from '../../engine/sql-text.ts';
import { importDataset } from '../import-dataset.ts';

const root = mkdtempSync(join(tmpdir(), 'stillroom-hostile-'));
const dataDir = join(root, 'data');
let source = '';
let n = 0;
beforeEach(() => {
  source = join(root, `source-${n++}`);
  mkdirSync(source, { recursive: true });
  rmSync(dataDir, { recursive: true, force: true });
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

const write = (name: string, content: string | Buffer) => writeFileSync(join(source, name), content);
const load = () => importDataset({ paths: [source], name: 'd', decisions: [], dataDir });
const left = () => (existsSync(dataDir) ? readdirSync(dataDir) : []);

it('mixed line ends, bad bytes and a cell of 3 MB cost their own rows at most', async () => {
  write(
    'person.csv',
    Buffer.concat([
      Buffer.from('person_id,year_of_birth,ward\r\n1,1960,a\n2,1961,b\r\n3,1962,'),
      Buffer.from([0xff, 0xfe]),
      Buffer.from('\n4,1963,'),
      Buffer.from('x'.repeat(3_000_000)),
      Buffer.from(`\n${Array.from({ length: 60 }, (_, i) => `${i + 5},1964,c`).join('\r\n')}\n`),
    ]),
  );
  const { result } = await load();
  expect(result.tables).toEqual([{ name: 'person', rows: 62, rejected: 2 }]);
  const database = await openDatabase();
  const connection = await database.connect();
  await connection.run(`ATTACH ${literal(join(dataDir, 'd', 'dataset.duckdb'))} AS cdm (READ_ONLY)`);
  expect(await connection.rows('SELECT line, reason FROM cdm.rejected.person ORDER BY line')).toEqual([
    { line: 4, reason: 'not UTF-8' },
    { line: 5, reason: 'line too long' },
  ]);
  database.close();
});

it.each([
  ['UTF-16', Buffer.from('\ufeffperson_id,year_of_birth\n1,1960\n', 'utf16le'), 'unsupported', /UTF-16/],
  ['Latin-1', Buffer.from('person_id,ward\n1,Süd\n2,Köln\n', 'latin1'), 'unsupported', /Latin-1/],
  ['a header without an end', Buffer.from('person_id,'.repeat(30_000)), 'unsupported', /first line/],
  ['nothing', Buffer.alloc(0), 'unreadable', /person\.csv/],
] as const)('%s is refused, said clearly, and leaves nothing', async (_, bytes, code, message) => {
  write('person.csv', bytes);
  await expect(load()).rejects.toMatchObject({ code, message: expect.stringMatching(message) });
  expect(left()).toEqual([]);
});

it('cut or changed at any byte, a packed file gives a whole dataset or a Failure without any value', async () => {
  const text = `person_id,year_of_birth,ward\n${Array.from({ length: 40 }, (_, i) => `${i + 1},1960,"ward ${i}"`).join('\n')}\n`;
  const whole = gzipSync(text);
  let seed = 7;
  const draw = (below: number) => {
    seed = (seed * 48_271) % 2_147_483_647;
    return seed % below;
  };
  let refused = 0;
  for (let i = 0; i < 24; i++) {
    const isPacked = i % 4 < 2;
    const bytes = Buffer.from(isPacked ? whole : text);
    const damaged = i % 2 ? bytes.subarray(0, 1 + draw(bytes.length - 1)) : bytes;
    if (i % 2 === 0) damaged[draw(damaged.length)] = draw(256);
    rmSync(source, { recursive: true, force: true });
    mkdirSync(source);
    rmSync(dataDir, { recursive: true, force: true });
    write(isPacked ? 'person.csv.gz' : 'person.csv', damaged);
    try {
      const { result } = await load();
      expect(result.tables[0]!.rows + result.tables[0]!.rejected).toBeLessThanOrEqual(42);
      expect(left()).toEqual(['d']);
    } catch (error) {
      const { code, message } = Failure.from(error);
      expect(code).toMatch(/^(unreadable|unsupported|invalid_input|gate)$/);
      expect(message).not.toMatch(/ward \d/);
      expect(left()).toEqual([]);
      refused++;
    }
  }
  expect(refused).toBeGreaterThan(6);
});
