import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { quiet } from '../../../contract/context.ts';
import { type RiskReport, riskQuestion } from '../../../contract/risk.ts';
import { type Connection, type Database, openDatabase } from '../../engine/database.ts';
import { literal } from '../../engine/sql-text.ts';
import { assessRisk } from './assess.ts';

let database: Database;
let connection: Connection;
beforeAll(async () => {
  database = await openDatabase();
  connection = await database.connect();
});
afterAll(() => {
  connection.close();
  database.close();
});

type Cell = string | number | null;
const names = ['age', 'sex', 'zip', 'town'];

async function fill(rows: readonly (readonly Cell[])[], columns = names): Promise<void> {
  const values = rows.map((row) => `(${row.map(literal).join(', ')})`).join(', ');
  await connection.run(`CREATE OR REPLACE TABLE t AS SELECT * FROM (VALUES ${values}) AS v(${columns.join(', ')})`);
}
const ask = (question: object = {}): Promise<RiskReport> =>
  assessRisk({ connection, from: 't', source: 't', question: riskQuestion.parse(question), context: quiet });

/** k-anonymity and uniques as one would count them by hand, row by row. */
function byHand(rows: readonly (readonly Cell[])[], places: readonly number[], wildcard: boolean) {
  const present = rows.filter((row) => places.some((c) => row[c] !== null));
  const agrees = (a: Cell, b: Cell) => a === b || (wildcard && (a === null || b === null));
  const sizes = present.map((row) => present.filter((other) => places.every((c) => agrees(row[c]!, other[c]!))).length);
  return {
    rows: present.length,
    k: sizes.length ? Math.min(...sizes) : 0,
    largest: sizes.length ? Math.max(...sizes) : 0,
    uniques: sizes.filter((size) => size === 1).length,
    risk: sizes.length ? sizes.reduce((sum, size) => sum + 1 / size, 0) / sizes.length : 0,
    sizes: rows.map((row) => sizes[present.indexOf(row)]),
  };
}

const cell = (values: number) =>
  fc.option(
    fc.integer({ min: 0, max: values }).map((n) => `v${n}`),
    { freq: 4 },
  );
const table = fc.array(fc.tuple(cell(9), cell(1), cell(3), cell(2)), { minLength: 1, maxLength: 40 });

describe('against a count by hand', () => {
  it('every set, both readings of missing values', async () => {
    await fc.assert(
      fc.asyncProperty(table, async (rows) => {
        // A first row without gaps, so that no column is wholly empty.
        const all = [['v0', 'v0', 'v0', 'v0'], ...rows];
        await fill(all);
        const report = await ask({ quasiIdentifiers: names });
        expect(report.subsets.length).toBe(14);
        for (const set of [...report.subsets, report.whole]) {
          const places = set.columns.map((name) => names.indexOf(name));
          for (const [measures, wildcard] of [
            [set.own, false],
            [set.wildcard ?? set.own, true],
          ] as const) {
            const hand = byHand(all, places, wildcard);
            expect(measures).toMatchObject({
              rows: hand.rows,
              k: hand.k,
              largest: hand.largest,
              uniques: hand.uniques,
            });
            expect(measures.averageRisk).toBeCloseTo(hand.risk, 12);
          }
          expect(set.withoutValue).toBe(all.length - set.own.rows);
        }
      }),
      { numRuns: 12 },
    );
  });

  it('rows that drive the risk: class sizes and minimal unique sets', async () => {
    await fc.assert(
      fc.asyncProperty(table, async (rows) => {
        const all = [['v0', 'v0', 'v0', 'v0'], ...rows];
        await fill(all);
        const { drivers, subsets } = await ask({ quasiIdentifiers: names });
        const whole = byHand(all, [0, 1, 2, 3], false);
        const small = whole.sizes.filter((size) => size !== undefined && size < 5).length;
        expect(drivers.rows.length + drivers.more).toBe(small);
        const sets = subsets.map(({ columns }) => columns.map((name) => names.indexOf(name)));
        const isUnique = (row: number, set: readonly number[]) =>
          byHand(all, set, false).sizes[row] === 1 && set.some((c) => all[row]![c] !== null);
        for (const { row, classSize, minimalSets } of drivers.rows.slice(0, 3)) {
          expect(whole.sizes[row - 1]).toBe(classSize);
          const unique = sets.filter((set) => isUnique(row - 1, set));
          const minimal = unique.filter(
            (set) => !unique.some((other) => other.length < set.length && other.every((c) => set.includes(c))),
          );
          expect(minimalSets).toBe(minimal.length);
        }
      }),
      { numRuns: 8 },
    );
  });
});

describe('the least generalisation', () => {
  it('is the one that trying every combination finds', async () => {
    const ladders = {
      age: [{ kind: 'band', width: 5 }, { kind: 'band', width: 20 }, { kind: 'all' }],
      zip: [{ kind: 'prefix', length: 2 }, { kind: 'prefix', length: 1 }, { kind: 'all' }],
      sex: [{ kind: 'all' }],
    };
    const band = (width: number) => (v: Cell) => (v === null ? null : Math.floor((v as number) / width));
    const left = (n: number) => (v: Cell) => (v === null ? null : (v as string).slice(0, n));
    const same = (v: Cell) => v;
    const one = () => '*';
    const maps = [
      [same, band(5), band(20), one],
      [same, one],
      [same, left(2), left(1), one],
    ];
    const person = fc.tuple(
      fc.option(fc.integer({ min: 20, max: 70 }), { freq: 9 }),
      fc.constantFrom('f', 'm'),
      fc.option(fc.integer({ min: 100, max: 399 }).map(String), { freq: 9 }),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(person, { minLength: 12, maxLength: 60 }),
        fc.constantFrom(0, 0.1),
        async (rows, share) => {
          await fill([[20, 'f', '100'], ...rows], ['age', 'sex', 'zip']);
          const all: Cell[][] = [[20, 'f', '100'], ...rows.map((row) => [...row])];
          const question = { quasiIdentifiers: ['age', 'sex', 'zip'], ladders, search: { k: 3, suppression: share } };
          const { optimal } = await ask(question);
          let least = Number.POSITIVE_INFINITY;
          for (let a = 0; a < 4; a++)
            for (let s = 0; s < 2; s++)
              for (let z = 0; z < 4; z++) {
                const keys = all.map((row) =>
                  [maps[0]![a]!(row[0]!), maps[1]![s]!(row[1]!), maps[2]![z]!(row[2]!)].join('|'),
                );
                const small = keys.filter((key) => keys.filter((other) => other === key).length < 3).length;
                if (small <= Math.floor(share * all.length)) least = Math.min(least, (a / 3 + s + z / 3) / 3);
              }
          expect(optimal!.nodes).toBe(32);
          expect(optimal!.evaluated).toBeLessThan(32);
          expect(optimal!.best!.loss).toBeCloseTo(least, 12);
          expect(optimal!.best!.after.k).toBeGreaterThanOrEqual(3);
        },
      ),
      { numRuns: 8 },
    );
  });

  it('says so where not even the top is enough', async () => {
    await fill([
      [1, 'a', 'b', 'c'],
      [2, 'a', 'b', 'c'],
    ]);
    const { optimal } = await ask({ quasiIdentifiers: ['age'], search: { k: 3 } });
    expect(optimal).toMatchObject({ best: null, nodes: 2 });
  });
});

it('steps: what one rung of each ladder buys, on a table small enough to see', async () => {
  // Ages pair up within tens; by town everybody is told apart anyway.
  await fill([
    [21, 'f', '10115', 'p'],
    [24, 'f', '10117', 'q'],
    [33, 'f', '10115', 'r'],
    [38, 'f', '10117', 's'],
  ]);
  const { steps, whole } = await ask({
    quasiIdentifiers: ['age', 'sex'],
    ladders: { age: [{ kind: 'band', width: 10 }, { kind: 'all' }] },
  });
  expect(whole.own).toMatchObject({ k: 1, uniques: 4, averageRisk: 1 });
  expect(steps[0]).toMatchObject({ column: 'age', removed: true, after: { k: 4, averageRisk: 0.25 } });
  expect(steps[1]).toMatchObject({ column: 'age', to: 'bands of 10', after: { k: 2, uniques: 0, averageRisk: 0.5 } });
  expect(steps.find(({ column }) => column === 'sex')).toMatchObject({ after: { k: 1, uniques: 4 } });
});

describe('input that cannot be answered', () => {
  beforeAll(() =>
    fill([
      [21, 'f', null, 'Springfield-secret'],
      [24, 'm', null, 'q'],
    ]),
  );

  it.each([
    ['a column that is not there', { quasiIdentifiers: ['agee'] }, 'no column “agee”. It has age, sex'],
    ['a column without any value', { quasiIdentifiers: ['sex', 'zip'] }, '“zip” has no value in any row'],
    ['a sensitive column that is not there', { sensitive: [{ column: 'x' }] }, 'no column “x”'],
    [
      'a ladder of another column',
      { quasiIdentifiers: ['sex'], ladders: { age: [{ kind: 'all' }] } },
      'no column “age”',
    ],
    [
      'a ladder that is none',
      {
        quasiIdentifiers: ['age'],
        ladders: {
          age: [
            { kind: 'band', width: 5 },
            { kind: 'band', width: 8 },
          ],
        },
      },
      'The ladder of “age” is no ladder: “bands of 8” tells apart what “bands of 5” has put together',
    ],
    [
      'bands of text',
      { quasiIdentifiers: ['town'], ladders: { town: [{ kind: 'band', width: 2 }] } },
      'The ladder of “town” has bands of 2, which need numbers',
    ],
  ])('%s', async (_, question, message) => {
    const failure = await ask(question).then(
      () => null,
      (error: Error) => error,
    );
    expect(failure).toMatchObject({ code: 'invalid_input' });
    expect(failure?.message).toContain(message);
    expect(failure?.message).not.toContain('secret');
  });

  it('no name that sounds like a quasi-identifier; far too many; no rows', async () => {
    await connection.run('CREATE OR REPLACE TABLE t AS SELECT 1 AS haemoglobin, 2 AS source_sex_value');
    await expect(ask()).rejects.toThrow('No column’s name'.replace('’', "'"));
    const many = Array.from({ length: 500 }, (_, i) => `${i} AS f${i}`);
    await connection.run(`CREATE OR REPLACE TABLE t AS SELECT ${many.join(', ')}`);
    await expect(ask({ quasiIdentifiers: many.map((_, i) => `f${i}`) })).rejects.toThrow(
      '500 quasi-identifiers are too many',
    );
    await connection.run('CREATE OR REPLACE TABLE t (age INTEGER)');
    await expect(ask()).rejects.toThrow('has no rows');
  });

  it('one row is unique, and said to be', async () => {
    await fill([[21, 'f', 'b', 'c']]);
    const report = await ask({ population: 100 });
    expect(report).toMatchObject({ verdict: 'blocked', rows: 1, population: { share: 1 } });
    expect(report.whole.own).toMatchObject({ k: 1, uniques: 1, averageRisk: 1 });
    expect(report.quasiIdentifiers.map(({ name }) => name)).toEqual(['age', 'sex', 'zip', 'town']);
  });

  it('nothing is left behind in the connection, and a cancel stops it', async () => {
    await fill([[21, 'f', 'b', 'c']]);
    await expect(ask({ quasiIdentifiers: ['nope'] })).rejects.toThrow();
    await ask();
    expect(await connection.rows("SELECT table_name FROM duckdb_tables() WHERE table_name LIKE 'risk%'")).toEqual([]);
    const stopped = { signal: AbortSignal.abort(), progress: () => {} };
    const question = riskQuestion.parse({});
    await expect(assessRisk({ connection, from: 't', source: 't', question, context: stopped })).rejects.toMatchObject({
      code: 'cancelled',
    });
  });
});

it('l-diversity and t-closeness of a table worked out by hand', async () => {
  // Two classes of three: {a, a, b} and {b, b, b}; the table has a third a.
  await fill(
    [
      ['x', 'a', 1],
      ['x', 'a', 2],
      ['x', 'b', 3],
      ['y', 'b', 1],
      ['y', 'b', 2],
      ['y', 'b', 3],
    ],
    ['class', 'disease', 'score'],
  );
  const { whole } = await ask({
    quasiIdentifiers: ['class'],
    sensitive: [{ column: 'disease' }, { column: 'score', distance: 'ordered' }],
  });
  const entropy = Math.exp(-(2 / 3) * Math.log(2 / 3) - (1 / 3) * Math.log(1 / 3));
  expect(entropy).toBeGreaterThan(1);
  expect(whole.diversity[0]).toMatchObject({ distinctL: 1, entropyL: 1, classesOfOneValue: 1, rowsOfOneValue: 3 });
  expect(whole.diversity[0]!.t).toBeCloseTo(1 / 3, 12);
  expect(whole.diversity[1]).toMatchObject({ distinctL: 3, classesOfOneValue: 0 });
  expect(whole.diversity[1]!.entropyL).toBeCloseTo(3, 12);
  expect(whole.diversity[1]!.t).toBeCloseTo(0, 12);
});
