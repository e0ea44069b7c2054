import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { quiet } from '../../../contract/context.ts';
import { type Connection, type Database, openDatabase } from '../../engine/database.ts';
import { runAnalysis } from '../run-analysis.ts';
import type { ComparisonResult } from './spec.ts';

let database: Database;
let connection: Connection;

// 400 rows; who is older gets the drug more often and has the event more often.
beforeAll(async () => {
  database = await openDatabase();
  connection = await database.connect();
  await connection.run(`
    CREATE TABLE drawn AS SELECT i AS pid, 40 + (i * 17) % 40 AS age, (hash(i) % 1000) / 1000.0 AS u, (hash(i + 1000) % 1000) / 1000.0 AS v,
      ['red', 'green', 'blue'][1 + i % 3] AS colour FROM range(400) t(i);
    CREATE TABLE trial AS SELECT pid, age, CASE WHEN u < (age - 37) / 46.0 THEN 'drug' ELSE 'none' END AS arm,
      CASE WHEN i % 7 = 0 THEN NULL ELSE v * 10 END AS marker, colour, 5 AS constant, NULL::DOUBLE AS empty, 'note ' || i AS note,
      (1 + hash(i + 7) % 900)::INT AS days, v < 0.3 + (age - 40) / 100.0 AS died, (v < 0.4)::INT + 1 AS coded FROM (SELECT *, pid AS i FROM drawn);
    CREATE TABLE odd AS SELECT *, days - 100 AS negative, age > 60 AS old, (age > 60)::INT * 10 + (pid % 7) AS told, arm = 'drug' AS copy, (arm = 'drug') <> (pid % 14 = 0) AS nearly,
      pid % 3 AS three, 'only' AS one, 0 AS never, (arm = 'drug' AND died)::INT AS lopsided, CASE WHEN pid < 15 THEN 'a' ELSE 'b' END AS small,
      CASE WHEN pid < 50 THEN NULL ELSE arm END AS some FROM trial;
  `);
});
afterAll(() => {
  connection.close();
  database.close();
});

const compare = async (table: string, params: Record<string, unknown>) => {
  const { result, sentence } = await runAnalysis('treatment-comparison', {
    params: { treatment: 'arm', event: 'died', time: 'days', propensity: 'logistic-only', ...params },
    input: { kind: 'table', table },
    connection,
    context: quiet,
  });
  return { ...(result as ComparisonResult), sentence };
};

describe('a plain table', () => {
  it('adjusts for what it can, and says what it left out', async () => {
    const result = await compare('trial', {});
    expect(result.arms.treated.name).toBe('arm = none');
    expect(result.skipped.map(({ column }) => column)).toEqual(['pid', 'note', 'constant', 'empty']);
    expect(result.skipped.at(-2)!.reason).toBe('is the same in everybody');
    expect(result.balance.map(({ label }) => label)).toEqual([
      'age',
      'marker',
      'Missing: marker',
      'colour: blue',
      'colour: green',
      'coded',
    ]);
    expect(result.notes.join()).toContain('Missing values of one covariate were replaced by the median');
    expect(Math.abs(result.balance[0]!.before!)).toBeGreaterThan(0.4);
    expect(Math.abs(result.balance[0]!.after[0]!.smd!)).toBeLessThan(0.02);
    expect(result.sentence).toMatch(/^Hypothesis-generating: hazard ratio of “died” \d\.\d\d/);
  });

  it('turns the question round', async () => {
    const [one, other] = [await compare('trial', {}), await compare('trial', { treated: 'earlier' })];
    expect(other.arms.treated.name).toBe('arm = drug');
    const of = (result: ComparisonResult) => result.effects.find(({ leads }) => leads)!.measures[0]!;
    expect(of(other).estimate).toBeCloseTo(1 / of(one).estimate, 3);
    expect(of(other).error).toBeCloseTo(of(one).error, 4);
  });

  it('without a time compares risks, of 1 and 2 as well', async () => {
    const result = await compare('trial', { time: undefined, event: 'coded', covariates: ['age', 'marker'] });
    expect(result.eventReading).toBe('2 is the event, 1 is censored');
    const lead = result.effects.find(({ leads }) => leads)!;
    expect(lead.measures.map(({ measure }) => measure)).toEqual(['risk-difference', 'risk-ratio']);
    expect(lead.measures[0]!.estimate).toBeCloseTo(lead.risks!.treated - lead.risks!.comparator, 12);
    expect(result.sentence).toContain(' percentage points (95 % CI ');
  });

  it('gives the same pairs for the same seed, and others for another', async () => {
    const of = async (seed: number) =>
      (await compare('trial', { adjust: 'match', seed })).effects[1]!.measures[0]!.estimate;
    const [first, again, other] = [await of(1), await of(1), await of(2)];
    expect(again).toBe(first);
    expect(other).not.toBe(first);
  });

  it('tells the effect apart by declared groups, except where they are small', async () => {
    const { subgroups } = await compare('trial', {
      covariates: ['age', 'colour', 'marker'],
      subgroups: ['colour', 'age', 'marker'],
    });
    expect(subgroups.map(({ levels }) => levels.map(({ name }) => name))).toEqual([
      ['up to 59.5', 'over 59.5'],
      ['blue', 'green', 'red'],
      [expect.stringMatching(/^up to/), expect.stringMatching(/^over/), 'not known'],
    ]);
    const missing = subgroups[2]!.levels[2]!;
    expect(missing.arms.treated.n + missing.arms.comparator.n).toBeLessThan(60);
    const few = subgroups.flatMap(({ levels }) => levels).filter(({ measure }) => !measure);
    for (const { arms, reason } of few) {
      expect(Math.min(arms.treated.n, arms.comparator.n)).toBeLessThan(20);
      expect(reason).toBe('fewer than 20 in an arm');
    }
    expect(subgroups[1]!.interaction!.df).toBe(2);
  });

  it('points at what nearly tells the treatment', async () => {
    const { notes } = await compare('odd', { covariates: ['age', 'nearly'] });
    expect(notes.join()).toContain('By itself nearly tells the treatment: “nearly”');
  });

  it('names no effect where an arm has no event', async () => {
    const result = await compare('odd', { event: 'lopsided', covariates: ['age'] });
    expect(result.effects.every(({ measures, reason }) => measures.length === 0 && reason !== null)).toBe(true);
    expect(result.sentence).toContain('too few events');
  });

  it('counts rows that lack the treatment', async () => {
    const result = await compare('odd', { treatment: 'some', covariates: ['age'] });
    expect(result.excluded).toEqual([{ reason: 'treatment, outcome or time missing', n: 50 }]);
  });

  it('trims by the common support, by 0.1 to 0.9, or not at all', async () => {
    const sizes = await Promise.all(
      ['none', 'common', 'crump'].map(async (trim) => {
        const { arms } = await compare('trial', { trim });
        return arms.treated.analysed + arms.comparator.analysed;
      }),
    );
    expect(sizes[0]).toBe(400);
    expect(sizes[1]).toBeLessThan(400);
    expect(sizes[2]).toBeLessThan(400);
  });
});

describe('bad input', () => {
  it('a cancelled run ends as one', async () => {
    const signal = AbortSignal.abort();
    const call = {
      params: { treatment: 'arm', event: 'died', propensity: 'logistic-only' },
      input: { kind: 'table' as const, table: 'trial' },
      connection,
      context: { ...quiet, signal },
    };
    await expect(runAnalysis('treatment-comparison', call)).rejects.toMatchObject({ code: 'cancelled' });
  });

  it.each([
    ['no treatment', { treatment: undefined }, 'Parameter “treatment” is needed'],
    ['a treatment of three values', { treatment: 'three' }, 'more than two values'],
    ['a treatment of one value', { treatment: 'one' }, 'only one value'],
    ['a treatment that is the outcome', { treatment: 'died' }, 'different columns'],
    ['an outcome of many values', { event: 'age' }, 'other codes than 0 and 1'],
    ['an outcome nobody has', { event: 'never' }, 'nobody in either arm'],
    ['a time that is a word', { time: 'colour' }, 'a follow-up time must be a number'],
    ['a time below zero', { time: 'negative' }, 'below zero in'],
    ['an arm of a few', { treatment: 'small', covariates: ['age'] }, 'fewer than 20 rows'],
    ['only what does not vary', { covariates: ['constant', 'empty'] }, 'no covariate to adjust for'],
    ['the outcome among the covariates', { covariates: ['age', 'died'] }, 'cannot be adjusted for'],
    ['a column that is not there', { covariates: ['shoe'] }, 'no column “shoe”'],
    ['perfect separation', { treatment: 'old', covariates: ['told', 'marker'] }, 'By itself it is told by “told”'],
    ['a copy of the treatment', { covariates: ['age', 'copy'] }, 'By itself it is told by “copy”'],
    [
      'a caliper that nobody meets',
      { adjust: 'match', caliper: 1e-9, covariates: ['age', 'marker'] },
      'within the caliper',
    ],
    ['a subgroup that is not adjusted for', { covariates: ['age'], subgroups: ['colour'] }, 'not among the covariates'],
  ])('%s is refused, and why is said', async (_, params, message) => {
    await expect(compare('odd', params)).rejects.toThrow(message);
  });
});
