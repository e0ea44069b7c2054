import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { quiet } from '../../../contract/context.ts';
import { Failure } from '../../../contract/failure.ts';
import { type Connection, type Database, openDatabase } from '../../engine/database.ts';
import { runAnalysis } from '../run-analysis.ts';
import { type SurvivalResult, spec } from './spec.ts';

let database: Database;
let connection: Connection;

beforeAll(async () => {
  database = await openDatabase();
  connection = await database.connect();
  // Freireich's leukaemia trial (Kalbfleisch and Prentice, table 1.1): 6-MP against placebo, weeks in remission.
  await connection.run(`
    CREATE TABLE trial AS
    SELECT weeks, relapse, 'mp' AS arm FROM (VALUES (6,1),(6,1),(6,1),(6,0),(7,1),(9,0),(10,1),(10,0),(11,0),(13,1),(16,1),
      (17,0),(19,0),(20,0),(22,1),(23,1),(25,0),(32,0),(32,0),(34,0),(35,0)) AS t(weeks, relapse)
    UNION ALL
    SELECT weeks, 1, 'placebo' FROM (VALUES (1),(1),(2),(2),(3),(4),(4),(5),(5),(8),(8),(8),(8),(11),(11),(12),(12),(15),(17),(22),(23)) AS t(weeks);
    CREATE TABLE gaps AS SELECT * FROM trial UNION ALL VALUES (NULL, 1, 'mp'), (5, NULL, 'mp'), (5, 1, NULL);
    CREATE TABLE odd AS SELECT weeks, relapse + 1 AS r_coded, relapse = 1 AS truth, relapse * 2 AS twice, 0 AS never, 1 AS always,
      -weeks AS negative, arm, 'only' AS one, row_number() OVER () AS many, CAST(relapse AS VARCHAR) AS words, weeks AS "s" FROM trial;
  `);
});

afterAll(() => {
  connection.close();
  database.close();
});

const analyse = async (table: string, params: Record<string, unknown>) => {
  const answer = await runAnalysis('survival', { params, input: { kind: 'table', table }, connection, context: quiet });
  return { ...answer, result: answer.result as SurvivalResult };
};

const refusal = async (table: string, params: Record<string, unknown>) => {
  const error = await analyse(table, params).catch((caught: unknown) => caught);
  expect(error).toBeInstanceOf(Failure);
  return error as Failure;
};

describe('survival on a table', () => {
  it('answers with medians, their limits and the test', async () => {
    const { result, sentence, sql } = await analyse('trial', {
      time: 'weeks',
      event: 'relapse',
      strata: 'arm',
      timeUnit: 'weeks',
    });
    expect(result.strata.map(({ name, n, events, median }) => [name, n, events, median.estimate])).toEqual([
      ['mp', 21, 9, 23],
      ['placebo', 21, 21, 8],
    ]);
    expect(result.logRank!.chisq).toBeCloseTo(16.79, 2);
    expect(sentence).toBe(
      'Median survival 23 weeks (95 % CI 13–not reached) in mp, 8 (4–11) in placebo; log-rank p < 0.0001.',
    );
    expect(sql.join('\n')).toContain('GROUP BY ALL');
  });

  it('leaves out rows that lack something and counts them', async () => {
    const { result } = await analyse('gaps', { time: 'weeks', event: 'relapse', strata: 'arm' });
    expect(result.n).toBe(42);
    expect(result.excluded).toEqual([{ reason: 'time, event or group missing', n: 3 }]);
  });

  it('reads true/false and 1/2 as it reads 0/1, and says so', async () => {
    const plain = await analyse('odd', { time: 'weeks', event: 'truth' });
    const coded = await analyse('odd', { time: 'weeks', event: 'r_coded' });
    expect(coded.result.strata).toEqual(plain.result.strata);
    expect(plain.result.eventReading).toBe('true is the event, false is censored');
    expect(coded.result.eventReading).toBe('2 is the event, 1 is censored');
  });

  it('finds columns in another letter case and keeps names apart from its own', async () => {
    const { result } = await analyse('odd', { time: 'S', event: 'TRUTH', strata: 'Arm' });
    expect(result.strataBy).toBe('arm');
    expect(result.strata).toHaveLength(2);
  });

  it('reads the curve at the times asked for, in order', async () => {
    const { result } = await analyse('trial', { time: 'weeks', event: 'relapse', strata: 'arm', times: [10, 6, 50] });
    expect(result.strata[0]!.atTimes.map(({ time, nRisk, nEvent }) => [time, nRisk, nEvent])).toEqual([
      [6, 21, 3],
      [10, 15, 2],
      [50, 0, 4],
    ]);
    expect(result.strata[0]!.atTimes[2]!.survival).toBeNull();
    expect(result.strata[1]!.atTimes[2]!.survival).toBe(0);
  });

  it('says how many are left where no group reaches its median', async () => {
    const table = `(SELECT * FROM trial WHERE arm = 'mp' AND weeks NOT IN (22, 23))`;
    const { sentence } = await analyse(table, {
      time: 'weeks',
      event: 'relapse',
      timeUnit: 'weeks',
      times: [5, 10, 15],
    });
    expect(sentence).toBe('Surviving after 10 weeks: 72.6 % of all 19 rows. The median is not reached.');
  });

  it('has no test without groups', async () => {
    const { result } = await analyse('trial', { time: 'weeks', event: 'relapse' });
    expect(result.logRank).toBeNull();
    expect(result.strata[0]!.name).toBe('all');
  });

  it.each([
    ['a column that is not there', 'trial', { time: 'week', event: 'relapse' }, 'time'],
    ['a time that is text', 'trial', { time: 'arm', event: 'relapse' }, 'time'],
    ['a negative time', 'odd', { time: 'negative', event: 'truth' }, 'time'],
    ['an event that is text', 'odd', { time: 'weeks', event: 'words' }, 'event'],
    ['an event coded 0 and 2', 'odd', { time: 'weeks', event: 'twice' }, 'event'],
    ['nobody with the event', 'odd', { time: 'weeks', event: 'never' }, 'event'],
    ['a single group', 'odd', { time: 'weeks', event: 'truth', strata: 'one' }, 'strata'],
    ['more than twenty groups', 'odd', { time: 'weeks', event: 'truth', strata: 'many' }, 'strata'],
    ['no rows at all', '(SELECT * FROM trial WHERE false)', { time: 'weeks', event: 'relapse' }, 'time'],
    ['a parameter nobody knows', 'trial', { time: 'weeks', event: 'relapse', stratum: 'arm' }, 'stratum'],
    ['a confidence of 95', 'trial', { time: 'weeks', event: 'relapse', confidence: 95 }, 'confidence'],
    ['no time', 'trial', { event: 'relapse' }, 'time'],
  ])('refuses %s and names the parameter', async (_, table, params, named) => {
    const failure = await refusal(table, params);
    expect(failure.code).toBe('invalid_input');
    expect(failure.message).toContain(named);
  });
});

describe('what may leave', () => {
  it('ties events to persons, and medians to steps of the curve', async () => {
    const { result } = await analyse('trial', { time: 'weeks', event: 'relapse', strata: 'arm' });
    const { tables, curves } = spec.release(result);
    expect(tables.map(({ id }) => id)).toEqual(['survival-summary', 'survival-log-rank']);
    expect(tables[0]!.columns.map(({ label }) => label).slice(0, 4)).toEqual(['Group', 'Persons', 'Events', 'Median']);
    expect(tables[0]!.relations[0]).toEqual({
      kind: 'chain',
      cells: [
        [0, 1],
        [0, 2],
      ],
    });
    expect(tables[0]!.rows[0]!.slice(3).map((cell) => (cell.kind === 'statistic' ? cell.step : null))).toEqual(
      Array.from({ length: 3 }, () => ({ curve: 'survival-curve', series: 0 })),
    );
    // Nine events in one group: the test rests on them.
    expect(tables[1]!.rows[0]![0]).toMatchObject({ basis: 9 });
    expect(curves[0]!.series[0]!.ends!.slice(0, 3)).toEqual([23, 13, 0]);
    const points = curves[0]!.series[0]!.points;
    expect(points[0]).toMatchObject({ time: 0, atRisk: 21, events: 0, estimate: 1 });
    expect(points[1]).toMatchObject({ time: 6, atRisk: 21, events: 3, censored: 1 });
    expect(points.reduce((sum, point) => sum + point.events + point.censored, 0)).toBe(21);
  });
});
