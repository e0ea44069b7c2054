import { describe, expect, it } from 'vitest';
import type { Provenance } from '../../contract/findings.ts';
import type { ClassEvaluation } from '../../contract/model-results.ts';
import type { CheckedRelease, Counted, Release } from '../../contract/release.ts';
import { release as earlyRelease } from '../analyses/early-detection/release.ts';
import type { EarlyResult } from '../analyses/early-detection/spec.ts';
import { estimate } from '../analyses/survival/estimate.ts';
import { params as survivalParams, spec as survivalSpec } from '../analyses/survival/spec.ts';
import { release as comparisonRelease } from '../analyses/treatment-comparison/release.ts';
import type { ComparisonResult } from '../analyses/treatment-comparison/spec.ts';
import { checkTogether, type Earlier, type Sourced } from '../disclosure/check-together.ts';
import { loadSolver } from '../disclosure/solve/highs.ts';
import { eventTable } from '../stats/event-table.ts';
import { attritionRelease } from './attrition-release.ts';
import type { DefinitionParts } from './definition-parts.ts';
import { evaluationRelease } from './model-release.ts';
import { groupsOf, sourceOf } from './result-source.ts';

/*
 * A tracker asks twice, for nearly the same persons, and subtracts: Denning, Denning & Schwartz (1979). Each attack here is
 * of two or three releases that left one after the other. The reader has every printed count exactly.
 */
const solver = await loadSolver();

/** A result of cohort “A” of one dataset; the number tells results apart. */
function result(title: string, release: Release, cohorts: readonly string[] = ['A']): Sourced {
  const provenance: Provenance = {
    kind: 'analysis',
    name: title,
    dataset: 'sample',
    datasetSha256: 'f'.repeat(64),
    cohorts: cohorts.map((name) => ({ name, fingerprint: `of ${name}` })),
    table: null,
    params: { title },
    sql: [],
    model: null,
    regime: null,
    versions: {},
    at: '2026-01-01T00:00:00.000Z',
  };
  return { title, release, source: sourceOf({ provenance, release }) };
}

/** Nobody's rows are kept: the definitions' entry events can be compared by no persons. */
const overlapsOf = (results: readonly Sourced[]) => [
  { groups: new Set(results.flatMap(({ source }) => source.groups)), compared: new Map(), sizes: new Map() },
];

/** Releases that leave one after the other; what is printed of the last, and of those before. */
function inTurn(...releases: readonly (readonly Sourced[])[]): CheckedRelease[] {
  const earlier: Earlier[] = [];
  let checked: readonly CheckedRelease[] = [];
  for (const [at, results] of releases.entries()) {
    const overlaps = overlapsOf([...releases.slice(0, at).flat(), ...results]);
    const after = checkTogether(results, { solver, earlier, overlaps });
    earlier.push({
      at: `2026-01-0${at + 1}T00:00:00Z`,
      titles: results.map(({ title }) => title),
      groups: results.flatMap(({ source }) => source.groups),
      system: after.system,
    });
    checked = after.checked;
  }
  return [...checked];
}

const cellOf = ({ tables }: CheckedRelease, table: string, row: string, column: number) =>
  tables.find(({ id }) => id === table)!.rows.find(([label]) => label?.text === row)![column]!;

/** That a count is withheld for a release of that title alone, and the reader is told of it and of a way out. */
function expectHeld(checked: CheckedRelease, [table, row, column]: readonly [string, string, number], title: string) {
  expect(cellOf(checked, table, row, column)).toMatchObject({ text: null, rule: 'earlier-release' });
  const told = checked.changes.find(({ where, id }) => id === 'earlier-release' && where.includes(row));
  expect(told?.earlier?.titles).toEqual([title]);
  expect(told?.reason).toMatch(/Release the same|coarser/);
}

const persons = (n: number, who: Counted): Release => ({
  curves: [],
  tables: [
    {
      id: 'size',
      title: 'Size',
      note: '',
      columns: [
        { label: '', align: 'left' },
        { label: 'Persons', align: 'right' },
      ],
      rows: [
        [
          { kind: 'text', text: 'Persons' },
          { kind: 'count', unit: 'persons', n, who },
        ],
      ],
      relations: [],
    },
  ],
});
const everybody = { group: 'A', where: [] };

interface Rule {
  readonly name: string;
  readonly asks: string;
  readonly left: number;
}

/** Persons (each with one event) with entry events that some rules leave. */
function attrition(cohort: string, events: string, found: number, rules: readonly Rule[]): Sourced {
  const of = (n: number) => ({ persons: n, events: n });
  const last = rules.at(-1)!.left;
  const definition: DefinitionParts = {
    events,
    entry: { observed: 'observed', limited: 'limited', qualified: 'qualified' },
    rules: rules.map(({ name, asks }) => ({ name, isOff: false, part: asks })),
  };
  const made = {
    name: cohort,
    rows: last,
    persons: last,
    attrition: {
      events: { entry: found, final: last },
      persons: { entry: found, final: last },
      rules: rules.map(({ name, left }) => ({ name, ...of(left), eventsGain: 0, personsGain: 0 })),
    },
    entry: (['found', 'observed', 'limited', 'qualified'] as const).map((step) => ({ step, ...of(found) })),
    remaining: rules.map(({ left }) => of(left)),
  };
  return result(`Cohort “${cohort}”`, attritionRelease(made, definition), [cohort]);
}

describe('steps of an attrition', () => {
  const first = attrition('A', 'gout', 1400, [
    { name: 'Adults', asks: 'age >= 18', left: 900 },
    { name: 'Women', asks: 'female', left: 500 },
  ]);
  const other = (cohort: string, left: number, { asks = 'age >= 19', events = 'gout', found = 1400 } = {}) =>
    attrition(cohort, events, found, [
      { name: 'Grown up', asks, left },
      { name: 'Smokers', asks: 'smoker', left: 200 },
    ]);
  const step = ['attrition', 'Grown up', 1] as const;

  it('are held against those of a definition that asks a little more, by whatever name', () => {
    const [after] = inTurn([first], [other('B', 895)]);
    expectHeld(after!, step, 'Cohort “A”');
    expectHeld(after!, ['attrition', 'Grown up', 2], 'Cohort “A”');
    expect(cellOf(after!, 'attrition', 'Entry event', 1).text).toBe('1,400');
    expect(cellOf(after!, 'attrition', 'In the cohort', 1).text).toBe('200');
  });

  it('are told where they differ by enough persons, or of the same definition again', () => {
    expect(cellOf(inTurn([first], [other('B', 880)])[0]!, ...step).text).toBe('880');
    const [again] = inTurn([first], [first]);
    expect(again!.changes.filter(({ action }) => action === 'withheld')).toEqual([]);
  });

  it('are held against each other in one bundle, and against the one before the last', () => {
    const together = inTurn([first, other('B', 895)]);
    expect([cellOf(together[0]!, 'attrition', 'Adults', 1).text, cellOf(together[1]!, ...step).text]).toContain(null);
    const [third] = inTurn([first], [other('B', 700)], [other('C', 707, { asks: 'age > 19' })]);
    expectHeld(third!, step, 'Cohort “B”');
  });

  it('from entry events that find a few persons less are held against the entry before', () => {
    const [after] = inTurn([first], [other('B', 700, { events: 'gout, first diagnosis', found: 1393 })]);
    expectHeld(after!, ['attrition', 'Entry event', 1], 'Cohort “A”');
  });
});

const pair = <T>(treated: T, comparator: T) => ({ treated, comparator });

/** Persons analysed of cohort “A” against those of “B”, a third of each with the outcome. */
function comparison(outcome: string, analysed: number, hadBefore = 0): Sourced {
  const arms = pair({ n: analysed, events: 120 }, { n: 400, events: 130 });
  const bins = [{ from: 0, to: 1, treated: { all: analysed, analysed }, comparator: { all: 400, analysed: 400 } }];
  const made: ComparisonResult = {
    standing: 'hypothesis-generating',
    source: 'cohorts',
    unit: 'persons',
    arms: pair({ name: 'A', n: analysed, analysed, events: 120 }, { name: 'B', n: 400, analysed: 400, events: 130 }),
    outcome,
    kind: 'binary',
    timeUnit: 'days',
    eventReading: '',
    followUp: '',
    confidence: 0.95,
    adjust: 'overlap',
    trim: 'common',
    caliper: null,
    propensities: [{ by: 'logistic', leads: true, auc: 0.7, equipoise: pair(0.5, 0.5), bins }],
    effects: [
      {
        by: 'logistic',
        adjust: 'overlap',
        leads: true,
        arms: pair({ ...arms.treated, effective: 200 }, { ...arms.comparator, effective: 200 }),
        risks: null,
        measures: [],
        reason: null,
        interval: '',
      },
    ],
    balance: [],
    curves: [],
    riskTimes: [],
    subgroups: [
      {
        label: 'Sex',
        interaction: null,
        levels: [
          { name: 'female', arms: pair({ n: 100, events: 40 }, { n: 200, events: 60 }), measure: null, reason: null },
          {
            name: 'male',
            arms: pair({ n: analysed - 100, events: 80 }, { n: 200, events: 70 }),
            measure: null,
            reason: null,
          },
        ],
      },
    ],
    excluded: [{ reason: 'had the outcome before or on the day of entry', n: hadBefore }],
    skipped: [],
    notes: [],
  };
  return result(`Comparison for ${outcome}`, comparisonRelease(made), ['A', 'B']);
}

describe('those analysed in a comparison of treatments', () => {
  const analysed = ['comparison-counts', 'All who were analysed', 1] as const;

  it('are held against their cohort, of whom a few were left out', () => {
    const [after] = inTurn([result('Size', persons(306, everybody))], [comparison('stroke', 300)]);
    expectHeld(after!, analysed, 'Size');
    const [more] = inTurn([result('Size', persons(330, everybody))], [comparison('stroke', 300)]);
    expect(cellOf(more!, ...analysed).text).toBe('300');
  });

  it('are held against those of another outcome, which a few had before', () => {
    const [after] = inTurn([comparison('death', 300)], [comparison('stroke', 293, 7)]);
    expectHeld(after!, analysed, 'Comparison for death');
    expectHeld(after!, ['comparison-counts', 'Sex: male', 1], 'Comparison for death');
    expect(cellOf(after!, 'comparison-counts', 'Sex: female', 1).text).toBe('100');
  });

  it('are held against the women of their cohort whom it counts', () => {
    const women = { group: 'A', where: [{ variable: 'demographics sex', levels: ['FEMALE'] }] };
    const [after] = inTurn([result('Women', persons(104, women))], [comparison('stroke', 300)]);
    expectHeld(after!, ['comparison-counts', 'Sex: female', 1], 'Women');
  });
});

/** Survival of cohort “A” to a horizon: so many of 400 die within it. */
function survival(deaths: number): Sourced {
  const times = Array.from({ length: 400 }, (_, i) => 1 + (i % 300));
  const died = times.map((_, i) => Number(i < deaths));
  const about = {
    source: 'cohorts' as const,
    unit: 'persons' as const,
    outcome: 'death',
    strataBy: null,
    timeUnit: 'days',
    eventReading: '',
    excluded: [],
    notes: [],
  };
  const made = estimate({ strata: [{ name: 'A', table: eventTable(times, died) }], about }, survivalParams.parse({}));
  return result(`Survival, ${deaths} deaths`, survivalSpec.release(made));
}

it('events are held against those of a follow-up that is longer by a few', () => {
  const [after] = inTurn([survival(120)], [survival(126)]);
  expectHeld(after!, ['survival-summary', 'A', 2], 'Survival, 120 deaths');
  expect(cellOf(after!, 'survival-summary', 'A', 1).text).toBe('400');
  expect(cellOf(inTurn([survival(120)], [survival(150)])[0]!, 'survival-summary', 'A', 2).text).toBe('150');
});

const estimated = { mean: 0.7, sd: 0.02, low: 0.66, high: 0.74 };

/** The model evaluated on 500 persons of cohort “A”, so many with the outcome in its window. */
function evaluated(title: string, deaths: number, bins: readonly number[]): Sourced {
  const evaluation: ClassEvaluation = {
    kind: 'class',
    model: { name: 'm', version: '1', hash: 'h' },
    target: 'Death',
    n: 500,
    persons: 500,
    features: ['age'],
    dropped: [],
    folds: 5,
    repeats: 1,
    seed: 1,
    notices: [],
    elapsedMs: 1,
    classes: [
      { name: 'Without it', n: 500 - deaths },
      { name: 'Death', n: deaths },
    ],
    event: 'Death',
    nEvents: deaths,
    prevalence: deaths / 500,
    metrics: { auc: estimated, logLoss: estimated, brier: estimated },
    baseline: { logLoss: 0.4, brier: 0.1 },
    perFold: [],
    calibration: {
      slope: 1,
      intercept: 0,
      ece: 0.01,
      bins: bins.map((count, i) => ({
        low: i / 10,
        high: (i + 1) / 10,
        count,
        predicted: 0.5,
        observed: 0.5,
        persons: count,
        withEvent: Math.floor(count / 2),
        withoutEvent: Math.ceil(count / 2),
      })),
    },
    roc: [],
  };
  const outcome = { cohort: 'Death', fromDay: 1, toDay: 365 };
  return result(title, evaluationRelease(evaluation, { kind: 'cohort', cohort: 'A', outcome }), ['A', 'Death']);
}

describe('those on whom the model was evaluated', () => {
  it('are held against those of a window that is a little longer', () => {
    const [after] = inTurn([evaluated('A year', 60, [])], [evaluated('A year and a day', 63, [])]);
    expectHeld(after!, ['persons', 'Death', 1], 'A year');
    expectHeld(after!, ['persons', 'Without it', 1], 'A year');
    expect(cellOf(after!, 'persons', 'All', 1).text).toBe('500');
  });

  it('are held against their cohort, of whom a few could not be followed', () => {
    const [after] = inTurn([result('Size', persons(504, everybody))], [evaluated('A year', 60, [])]);
    expectHeld(after!, ['persons', 'All', 1], 'Size');
  });

  it('are the sum of the bins of a calibration, of which a small one tells another', () => {
    const [after] = inTurn([evaluated('A year', 60, [300, 150, 44, 6])]);
    const shown = after!.tables.find(({ id }) => id === 'calibration')!.rows.map((row) => row[3]!.text);
    expect(shown[3]).toBeNull();
    expect(shown.filter((text) => text === null).length).toBeGreaterThan(1);
  });
});

/** Steps from those at risk in cohort “A” to the cases. */
function early(title: string, steps: readonly number[]): Sourced {
  const interval = { estimate: 0.7, lower: 0.6, upper: 0.8 };
  const made: EarlyResult = {
    cohort: 'A',
    outcome: 'stroke',
    model: { name: 'm', version: '1', hash: 'h' },
    cases: steps.at(-1)!,
    controlsPerCase: 2,
    caliperDays: 180,
    historyDays: 365,
    features: 10,
    folds: 5,
    replicates: 100,
    confidence: 0.95,
    seed: 1,
    flow: steps.map((n, at) => ({ step: `step ${at}`, n })),
    excluded: [],
    at: [],
    leaks: [{ what: 'Calendar date', auc: interval }],
    notes: [],
  };
  return result(title, earlyRelease(made));
}

it('cases of early detection are held against those of a longer record, a few less', () => {
  const [after] = inTurn([early('One lead', [900, 300, 250, 200])], [early('Two leads', [900, 300, 244, 180])]);
  expectHeld(after!, ['early-persons', 'step 2', 1], 'One lead');
  expect(cellOf(after!, 'early-persons', 'step 1', 1).text).toBe('300');
  expect(cellOf(after!, 'early-persons', 'step 3', 1).text).toBe('180');
});

it('the parts of a definition of which a result counts the persons are groups of it', () => {
  const { release, source } = attrition('A', 'gout', 1400, [{ name: 'Adults', asks: 'age >= 18', left: 900 }]);
  const provenance = { dataset: 'sample', datasetSha256: 'x', cohorts: [], table: null } as unknown as Provenance;
  expect(groupsOf({ provenance, release }).map(({ name }) => name)).toEqual(['definition gout']);
  expect(source.groups).toHaveLength(2);
});
