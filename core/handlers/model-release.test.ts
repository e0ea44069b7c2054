import { describe, expect, it } from 'vitest';
import type { RowJoin } from '../../contract/findings.ts';
import type { ModelSource } from '../../contract/model.ts';
import type { ClassEvaluation, NumberEvaluation } from '../../contract/model-results.ts';
import { joinRelease } from '../coarser/join-rows.ts';
import { coarserProposals } from '../coarser/proposals.ts';
import { checkRelease } from '../disclosure/check.ts';
import { checkSolved } from '../disclosure/check-solved.ts';
import { evaluationRelease } from './model-release.ts';

const source: ModelSource = { kind: 'table', path: 'trial.csv', target: 'Death', exclude: [] };

const estimate = { mean: 0.7, sd: 0.02, low: 0.66, high: 0.74 };

const evaluation = (repeats: number, counts: readonly number[]): ClassEvaluation => ({
  kind: 'class',
  model: { name: 'm', version: '1', hash: 'h' },
  target: 'Death',
  n: 500,
  persons: 500,
  features: ['age'],
  dropped: [],
  folds: 5,
  repeats,
  seed: 1,
  notices: [],
  elapsedMs: 1,
  classes: [
    { name: 'Without it', n: 440 },
    { name: 'Death', n: 60 },
  ],
  event: 'Death',
  nEvents: 60,
  prevalence: 0.12,
  metrics: { auc: estimate, logLoss: estimate, brier: estimate },
  baseline: { logLoss: 0.4, brier: 0.1 },
  perFold: [],
  calibration: {
    slope: 1,
    intercept: 0,
    ece: 0.01,
    bins: counts.map((count, i) => ({ low: i / 10, high: (i + 1) / 10, count, predicted: 0.5, observed: 0.5 })),
  },
  roc: [{ class: 'Death', points: [{ fpr: 0.01, tpr: 0.2 }] }],
});

it('holds no point of the ROC curve and no score of a person', () => {
  expect(JSON.stringify(evaluationRelease(evaluation(1, [100]), source))).not.toMatch(/fpr|tpr|perFold/);
});

it('counts the persons of a calibration bin, not their predictions over repeats', () => {
  const calibration = (repeats: number, count: number) =>
    checkRelease(evaluationRelease(evaluation(repeats, [count]), source)).tables[2]!.rows[0]!.map(({ text }) => text);
  expect(calibration(1, 40)).toEqual(['0.0 to 0.1', '0.500', '0.500', '40']);
  expect(calibration(5, 40)).toEqual(['0.0 to 0.1', null, null, null]);
});

/** 40 persons of ten rows each, ten of them with the event. */
const severalRows: ClassEvaluation = {
  ...evaluation(1, []),
  n: 400,
  persons: 40,
  classes: [
    { name: 'Without it', n: 300 },
    { name: 'Death', n: 100 },
  ],
  classPersons: [30, 10],
  nEvents: 100,
  calibration: {
    slope: 1,
    intercept: 0,
    ece: 0.01,
    bins: [
      { low: 0, high: 0.5, count: 300, predicted: 0.2, observed: 0.2, persons: 30, withEvent: 6, withoutEvent: 28 },
      { low: 0.5, high: 1, count: 100, predicted: 0.8, observed: 0.9, persons: 10, withEvent: 9, withoutEvent: 1 },
    ],
  },
};

const texts = (given: ClassEvaluation | NumberEvaluation) =>
  checkRelease(evaluationRelease(given, source)).tables.map(({ rows }) =>
    rows.map((row) => row.map(({ text }) => text)),
  );

it('counts persons where a person has several rows, and rests every figure on them', () => {
  const [metrics, persons, calibration] = texts(severalRows);
  expect(metrics!.flatMap((row) => row.slice(1)).every((text) => text === null)).toBe(true);
  expect(persons).toEqual([
    ['Without it', null],
    ['(not named)', null],
    ['All', '40'],
  ]);
  // Thirty of the forty in one bin would tell that ten are in the other.
  expect(calibration).toEqual([
    ['0.0 to 0.5', '0.200', null, null],
    ['0.5 to 1.0', null, null, null],
  ]);
});

it('publishes a metric over fifty persons or more, eleven of them of the rarer outcome', () => {
  const shown = (persons: number, events: number) =>
    texts({ ...severalRows, persons, classPersons: [persons - events, events] })[0]![0]![1];
  expect([shown(49, 20), shown(50, 10), shown(50, 11), shown(500, 60)]).toEqual([null, null, '0.700', '0.700']);
});

it('divides the pooled calibration of several classes by the classes', () => {
  const three = {
    ...evaluation(1, [30]),
    classes: ['a', 'b', 'c'].map((name) => ({ name, n: 100 })),
    n: 300,
    persons: null,
  };
  // Thirty pairs of a person and a class are ten persons.
  expect(texts(three)[2]).toEqual([['0.0 to 0.1', null, null, null]]);
});

it('does not withhold a bin of numbers for its mean', () => {
  const { drivers: _, ...rest } = evaluation(1, []);
  const numbers: NumberEvaluation = {
    ...rest,
    kind: 'number',
    metrics: { r2: estimate, rmse: estimate, mae: estimate, coverage80: estimate },
    baseline: { rmse: 1, mean: 140 },
    perFold: [],
    calibration: {
      slope: 1,
      intercept: 0,
      bins: [{ low: 100, high: 180, count: 60, predicted: 139, observed: 141.5, persons: 30 }],
    },
  };
  expect(texts(numbers)[2]).toEqual([['Part 1 of 1', '139.000', '141.500', '30']]);
  expect(texts(numbers)[1]).toEqual([['All', '500']]);
});

describe('bins put together', () => {
  /** Some hundred persons each predicted once; few of the last bins, and few with the event in the first. */
  const counts = [200, 120, 60, 40, 9, 4, 3];
  const events = [4, 14, 20, 20, 5, 3, 2];
  const sum = (numbers: readonly number[]) => numbers.reduce((all, n) => all + n, 0);
  const among = (from: number, to: number) => {
    const [persons, withEvent] = [sum(counts.slice(from, to + 1)), sum(events.slice(from, to + 1))];
    return { persons, withEvent, withoutEvent: persons - withEvent };
  };
  const whole: ClassEvaluation = {
    ...evaluation(1, counts),
    n: sum(counts),
    persons: sum(counts),
    classPersons: [sum(counts) - sum(events), sum(events)],
  };
  const bins = whole.calibration.bins.map((bin, from) => ({
    ...bin,
    predicted: from / 10 + 0.05,
    observed: events[from]! / counts[from]!,
    ...among(from, from),
    onwards: counts.slice(from + 1).map((_, more) => among(from, from + more + 1)),
  }));
  const release = evaluationRelease({ ...whole, calibration: { ...whole.calibration, bins } }, source);
  const proposed = (joined: readonly RowJoin[] = []) =>
    coarserProposals(release, joined, (coarse) => checkSolved(coarse));

  it('are proposed as few as it takes, and then nothing of them is withheld', async () => {
    const { present, proposals } = await proposed();
    expect(present.summary.withheld).toBeGreaterThan(5);
    expect(proposals[0]).toMatchObject({ kind: 'bands', rows: ['0.0 to 0.2', '0.3 to 0.7'], summary: { withheld: 0 } });
    const coarse = (await checkSolved(joinRelease(release, proposals[0]!.joined))).tables[2]!;
    expect(coarse.rows.map((row) => row.map(({ text }) => text))).toEqual([
      ['0.0 to 0.2', '0.088', '0.056', '320'],
      ['0.2 to 0.3', '0.250', '0.333', '60'],
      ['0.3 to 0.7', '0.396', '0.536', '55'],
    ]);
    expect((await proposed(proposals[0]!.joined)).proposals).toEqual([]);
  });

  it('count who stands in several of them once', async () => {
    const twice = bins.map((bin, at) => (at < 5 ? bin : { ...bin, onwards: bin.onwards.map(() => among(at, at)) }));
    const again = evaluationRelease(
      { ...whole, persons: 400, calibration: { ...whole.calibration, bins: twice } },
      source,
    );
    const last = again.tables[2]!.relations.flatMap((one) => (one.kind === 'together' ? [one] : [])).at(-1)!;
    expect([last.rows, last.row[3]]).toMatchObject([[5, 6], { n: 4 }]);
    expect(again.tables[2]!.note).toContain('may stand in several rows');
    expect((await checkSolved(again)).summary.refused).toBe(false);
  });

  it('are refused where the result does not say what they are together', () => {
    for (const rows of [
      [0, 2],
      [3, 7],
    ])
      expect(() => joinRelease(release, [{ table: 'calibration', rows, keep: 'told' }])).toThrow(
        /cannot be put together/,
      );
  });
});
