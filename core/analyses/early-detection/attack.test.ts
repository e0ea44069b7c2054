import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CheckedTable } from '../../../contract/release.ts';
import { checkRelease } from '../../disclosure/check.ts';
import { outwardRelease } from '../../disclosure/outward.ts';
import { binsOfLead } from './bins-of-lead.ts';
import { mergedBins } from './release.ts';
import { type EarlyResult, spec } from './spec.ts';

/*
 * A reader of one finding knows all of its tables. The same persons stand behind every lead, so whatever is counted at one
 * lead could be set against another; counts are therefore printed once, by steps, and per lead there are measures over all
 * persons and shares of bins of at least eleven cases and eleven controls. He tries: steps subtracted from one another, bins
 * subtracted from all, names of what few have on record, and the multiple of the cases that would undo their rounding.
 */
const interval = (estimate: number | null) => ({ estimate, lower: estimate, upper: estimate });
const measures = {
  auc: interval(0.8),
  slope: interval(1),
  inTheLarge: interval(0),
  ece: interval(0.05),
  brier: interval(0.1),
};

interface Made {
  /** Persons lost at each step to the cases. */
  readonly lost: readonly number[];
  readonly cases: number;
  readonly controlsPerCase: number;
  readonly scores: readonly number[];
  readonly persons: readonly number[];
}

function resultOf({ lost, cases, controlsPerCase, scores, persons }: Made): EarlyResult {
  const rows = cases * (1 + controlsPerCase);
  const isCase = Float64Array.from({ length: rows }, (_, row) => (row % (1 + controlsPerCase) === 0 ? 1 : 0));
  const at = [0, 30, 365].map((lead) => {
    const probabilities = Float64Array.from(isCase, (event, row) => {
      const noise = scores[(row * (lead + 1)) % scores.length]!;
      return Math.round(100 * (event ? Math.min(1, noise + 0.3) : noise)) / 100;
    });
    const drivers = persons.map((n, i) => ({
      what: `rare-${n}-${i}`,
      domain: 'condition',
      persons: n,
      loss: interval(0.05),
    }));
    return {
      lead,
      model: measures,
      logistic: measures,
      gain: interval(0.1),
      bins: binsOfLead(probabilities, isCase),
      drivers,
    };
  });
  const [a, b, c] = lost as [number, number, number];
  const steps = [cases + a + b + c, cases + b + c, cases + c, cases];
  return {
    cohort: 'target',
    outcome: 'event',
    model: { name: 'model', version: '1', hash: 'x' },
    cases,
    controlsPerCase,
    caliperDays: 180,
    historyDays: 365,
    features: persons.length,
    folds: 5,
    replicates: 500,
    confidence: 0.95,
    seed: 1,
    flow: steps.map((n, i) => ({ step: `step ${i}`, n })),
    excluded: [{ reason: 'some', n: a }],
    at,
    leaks: [{ what: 'Calendar date', auc: interval(0.5) }],
    notes: [],
  };
}

const textsOf = (table: CheckedTable | undefined, column: number) =>
  (table?.rows ?? []).map((row) => row[column]!.text);
const numberOf = (text: string) => Number.parseFloat(text.replaceAll(',', ''));

function attack(made: Made): void {
  const result = resultOf(made);
  const after = checkRelease(spec.release(result));
  const tableOf = (id: string) => after.tables.find((table) => table.id === id);
  // Steps: printed counts are within 2 of the truth, so two of them bound who was lost between; never to 1 to 10 alone.
  const steps = textsOf(tableOf('early-persons'), 1);
  const printed = result.flow.flatMap(({ n }, i) => (steps[i] == null ? [] : [{ n, shown: numberOf(steps[i]!) }]));
  for (const { n } of printed) expect(n).toBeGreaterThanOrEqual(11);
  for (const [i, first] of printed.entries())
    for (const later of printed.slice(i + 1)) {
      const apart = first.n - later.n;
      if (apart >= 1 && apart <= 10) expect(first.shown).toBe(later.shown);
    }
  // Bins: each holds enough of both, and so does what is left of all when any of them are taken away.
  for (const { bins } of result.at) {
    const merged = mergedBins(bins);
    for (const { cases, controls } of merged) expect(Math.min(cases, controls)).toBeGreaterThanOrEqual(11);
    const total = merged.reduce((sum, { cases }) => sum + cases, 0);
    expect(merged.length === 0 || total === made.cases).toBe(true);
    expect(merged).not.toHaveLength(1);
  }
  const text = JSON.stringify(outwardRelease(after));
  for (const name of text.match(/rare-\d+/g) ?? []) expect(Number(name.slice(5))).toBeGreaterThanOrEqual(11);
  // No count but those of the steps: controls, rows or bins as counts would tell the exact number of cases.
  const counted = spec.release(result).tables.flatMap(({ id, rows }) =>
    rows
      .flat()
      .filter(({ kind }) => kind === 'count')
      .map(() => id),
  );
  expect(new Set(counted)).toEqual(new Set(['early-persons']));
  if (made.cases < 11) for (const id of ['early-auc', 'early-leaks']) expect(textsOf(tableOf(id), 1).join('')).toBe('');
}

describe('a reader of everything that one finding publishes', () => {
  const made = fc.record({
    lost: fc.tuple(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 0, max: 25 }), fc.integer({ min: 0, max: 12 })),
    cases: fc.integer({ min: 10, max: 120 }),
    controlsPerCase: fc.integer({ min: 1, max: 5 }),
    scores: fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 7, maxLength: 101 }),
    persons: fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 1, maxLength: 15 }),
  });

  it('learns of no 1 to 10 persons', () => {
    fc.assert(fc.property(made, attack), { numRuns: 150 });
  });

  it('sees no score of a person, no bin of its own lead set against another, and no exact number of cases', () => {
    const scores = Array.from({ length: 53 }, (_, i) => i / 53);
    const result = resultOf({ lost: [200, 30, 14], cases: 137, controlsPerCase: 4, scores, persons: [3, 12, 40] });
    const after = outwardRelease(checkRelease(spec.release(result)));
    const text = JSON.stringify(after.tables);
    for (const exact of ['"137"', '"548"', '"685"', '"151"', '"181"', '"381"']) expect(text).not.toContain(exact);
    const bins = after.tables.find(({ id }) => id === 'early-bins')!;
    expect(bins.columns.map(({ label }) => label)).toEqual(['Data end', 'Mean predicted', 'Observed']);
    expect(bins.rows.length).toBeGreaterThan(9);
    const drivers = after.tables.find(({ id }) => id === 'early-drivers')!;
    expect(drivers.rows).toHaveLength(6);
  });

  it('of a study too small gets nothing but how small measures are not printed', () => {
    const result = resultOf({
      lost: [20, 20, 0],
      cases: 10,
      controlsPerCase: 2,
      scores: [0.1, 0.5, 0.9],
      persons: [20],
    });
    const after = checkRelease(spec.release(result));
    expect(JSON.stringify(after.tables)).not.toContain('0.8');
  });
});
