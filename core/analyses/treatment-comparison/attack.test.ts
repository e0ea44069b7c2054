import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CheckedRelease, CheckedTable } from '../../../contract/release.ts';
import { checkRelease } from '../../disclosure/check.ts';
import { outwardRelease } from '../../disclosure/outward.ts';
import { compare } from './compare.ts';
import { designOf } from './design.ts';
import { logisticPropensity } from './propensity.ts';
import { type ComparisonResult, params, spec } from './spec.ts';
import type { Subjects } from './subjects.ts';

/*
 * A reader of one comparison has everything that it publishes: the table of persons and events, the curves and their
 * steps, and all estimates. He takes what is printed as exact, knows that the levels of a subgroup and the tenths of the
 * propensity add up to all who were analysed, that events are among persons, and that a published curve begins with
 * everybody of its arm. He then must not know any number of 1 to 10 persons or events.
 */
const threshold = 11;
const columns = { treated: [1, 2], comparator: [3, 4] } as const;

interface Person {
  readonly arm: number;
  readonly x: number;
  readonly group: number;
  readonly time: number;
  readonly event: number;
}

function analyse(persons: readonly Person[], more: Record<string, unknown>): ComparisonResult | null {
  const of = (pick: (person: Person) => number) => Float64Array.from(persons, pick);
  const subjects: Subjects = {
    arm: Uint8Array.from(of(({ arm }) => arm)),
    event: Uint8Array.from(of(({ event }) => event)),
    time: more.kind === 'binary' ? null : of(({ time }) => time),
    covariates: [
      { name: 'x', label: 'x', kind: 'number', values: of(({ x }) => x) },
      {
        name: 'group',
        label: 'group',
        kind: 'category',
        values: of(({ group }) => group),
        categories: ['a', 'b', 'c', 'd'],
      },
    ],
  };
  const design = designOf(subjects.covariates);
  const about = {
    source: 'table' as const,
    unit: 'rows' as const,
    armNames: ['drug = 1', 'drug = 0'] as const,
    outcome: 'event',
    timeUnit: 'days',
    eventReading: '',
    followUp: '',
    excluded: [],
    skipped: [],
    notes: [],
  };
  const { kind: _, ...asked } = more;
  try {
    const propensities = [logisticPropensity(design, subjects.arm)];
    return compare({
      gathered: { subjects, about, subgroups: ['group', 'x'] },
      design,
      propensities,
      params: params.parse(asked),
    });
  } catch {
    return null; // Arms that do not overlap are refused before anything is released.
  }
}

interface Known {
  /** By row and column; null where it is withheld. */
  readonly counts: readonly (readonly (number | null)[])[];
  readonly truth: readonly (readonly number[])[];
}

/** What is printed, as the exact numbers behind it, and what is really there. */
function known(table: CheckedTable, result: ComparisonResult): Known {
  const release = spec.release(result).tables.find(({ id }) => id === 'comparison-counts')!;
  const truth = release.rows.map((row) => row.map((cell) => (cell.kind === 'count' ? cell.n : -1)));
  const counts = table.rows.map((row, r) =>
    row.map(({ text }, c) => (text === null || truth[r]![c]! < 0 ? null : truth[r]![c]!)),
  );
  return { counts, truth };
}

/** Rows that together are the first row: by the part of the label before the level. */
function partitions(table: CheckedTable): readonly (readonly number[])[] {
  const groups = new Map<string, number[]>();
  table.rows.forEach((row, at) => {
    if (at === 0) return;
    const label = row[0]!.text ?? '';
    const name = label.startsWith('Propensity') ? 'Propensity' : label.startsWith('x') ? 'x' : 'group';
    groups.set(name, [...(groups.get(name) ?? []), at]);
  });
  return [...groups.values()];
}

/** Fills in by subtraction until nothing more follows; returns what became known that was not printed. */
function deduced({ counts }: Known, table: CheckedTable, atStart: readonly (number | null)[]): number[] {
  const cells = counts.map((row) => [...row]);
  const found: number[] = [];
  const learn = (r: number, c: number, value: number) => {
    if (cells[r]![c] !== null) return false;
    cells[r]![c] = value;
    found.push(value);
    return true;
  };
  atStart.forEach((n, side) => void (n !== null && learn(0, side === 0 ? 1 : 3, n)));
  for (let again = true; again; ) {
    again = false;
    for (const rows of partitions(table))
      for (const c of [1, 2, 3, 4]) {
        if (table.rows[rows[0]!]![c]!.text === '') continue;
        const unknown = rows.filter((r) => cells[r]![c] === null);
        const sum = rows.reduce((total, r) => total + (cells[r]![c] ?? 0), 0);
        if (unknown.length === 0) again = learn(0, c, sum) || again;
        else if (unknown.length === 1 && cells[0]![c] !== null)
          again = learn(unknown[0]!, c, cells[0]![c]! - sum) || again;
      }
  }
  for (const row of cells)
    for (const [n, had] of Object.values(columns))
      if (row[n] != null && row[had] != null) found.push(row[n]! - row[had]!);
  return found;
}

/** A printed estimate says that its level has eleven events or more in each arm: what is left bounds the others. */
function expectNotBounded({ counts, truth }: Known, table: CheckedTable): void {
  for (const rows of partitions(table))
    for (const c of [2, 4]) {
      const total = counts[0]![c];
      if (total == null || table.rows[rows[0]!]![c]!.text === '') continue;
      const least = (r: number) => counts[r]![c] ?? (/^[-\d.]+$/.test(table.rows[r]![5]!.text ?? '') ? threshold : 0);
      for (const r of rows.filter(
        (row) => counts[row]![c] === null && truth[row]![c]! > 0 && truth[row]![c]! < threshold,
      )) {
        const most = total - rows.reduce((sum, other) => (other === r ? sum : sum + least(other)), 0);
        expect(most).toBeGreaterThanOrEqual(threshold);
      }
    }
}

function expectSafe(result: ComparisonResult): CheckedRelease {
  const after = checkRelease(spec.release(result));
  const table = after.tables.find(({ id }) => id === 'comparison-counts')!;
  const facts = known(table, result);
  const printed = facts.counts.flat().filter((n) => n !== null);
  const starts = [result.arms.treated, result.arms.comparator].map(({ name, analysed }) =>
    after.curves.some(({ series }) => series.some(({ label }) => label === name)) ? analysed : null,
  );
  for (const n of [...printed, ...deduced(facts, table, starts)])
    expect(n <= 0 || n >= threshold, `${n} is known`).toBe(true);
  expectNotBounded(facts, table);
  expectCurvesSafe(after, result);
  expectEstimatesRest(after, result);
  return after;
}

/** Between two published points of a curve, and after the last, none or at least eleven events. */
function expectCurvesSafe(after: CheckedRelease, result: ComparisonResult): void {
  for (const { series } of after.curves)
    for (const { label, points } of series) {
      const own = result.curves.find(({ name }) => name === label)!.points;
      const until = points.map(({ time }) => own.reduce((n, p) => (p.time <= time ? n + p.nEvent : n), 0));
      const all = own.reduce((n, { nEvent }) => n + nEvent, 0);
      const counts = [...new Set([0, ...until, all])].sort((a, b) => a - b);
      for (const [at, n] of counts.slice(1).entries()) expect(n - counts[at]!).toBeGreaterThanOrEqual(threshold);
    }
}

/** No estimate of fewer than eleven events in an arm, whole or in a subgroup. */
function expectEstimatesRest(after: CheckedRelease, result: ComparisonResult): void {
  const effects = after.tables.find(({ id }) => id === 'comparison-effects')!;
  const lines = result.effects.flatMap((effect) => effect.measures.map(() => effect.arms));
  effects.rows.forEach((row, at) => {
    const { treated, comparator } = lines[at]!;
    if (Math.min(treated.events, comparator.events) < threshold)
      expect(row.slice(2).every(({ text }) => text === null)).toBe(true);
  });
  if (
    result.effects.some(({ leads, arms }) => leads && Math.min(arms.treated.events, arms.comparator.events) < threshold)
  )
    expect(spec.sentence(result)).not.toMatch(/\d\.\d/);
}

describe('a reader of everything that one comparison publishes', () => {
  const person = fc.record({
    arm: fc.constantFrom(0, 1),
    x: fc.integer({ min: 0, max: 60 }),
    group: fc.constantFrom(0, 0, 0, 0, 1, 1, 1, 2, 2, 3),
    time: fc.integer({ min: 1, max: 300 }),
    event: fc.constantFrom(0, 0, 1),
  });
  const asked = fc.record({
    adjust: fc.constantFrom('overlap', 'iptw', 'att', 'match'),
    trim: fc.constantFrom('common', 'none'),
    kind: fc.constantFrom('survival', 'binary'),
  });

  it('cannot tell 1 to 10 persons or events of made-up comparisons', () => {
    let released = 0;
    fc.assert(
      fc.property(fc.array(person, { minLength: 60, maxLength: 300, size: 'max' }), asked, (persons, more) => {
        const result = analyse(persons, more);
        if (!result) return;
        released += 1;
        expectSafe(result);
      }),
      { numRuns: 40, seed: 4, endOnFailure: true },
    );
    expect(released).toBeGreaterThan(25);
  });

  it('has no estimate of a regression with too many covariates for its persons', () => {
    const persons = Array.from({ length: 300 }, (_, i) => ({
      arm: i % 2,
      x: (i * 13) % 60,
      group: i % 3,
      time: 1 + ((i * 37) % 200),
      event: Number(i % 3 === 0),
    }));
    const result = analyse(persons, {})!;
    const shown = (covariates: number) => {
      const balance = Array.from({ length: covariates }, () => result.balance[0]!);
      const [effects, counts, overlap] = checkRelease(spec.release({ ...result, balance })).tables;
      const texts = (table: CheckedTable | undefined, row: number, from: number) =>
        table!.rows[row]!.slice(from).filter(({ text }) => text === null).length;
      return [texts(effects, 0, 2), texts(effects, 1, 2), texts(counts, 0, 5), texts(overlap, 0, 1)];
    };
    expect(shown(30)).toEqual([0, 0, 0, 0]);
    // The crude effect, without a regression, stays.
    expect(shown(110)).toEqual([0, 4, 3, 1]);
  });

  it('names no rare level, and says on every table of effects what it is good for', () => {
    const persons = Array.from({ length: 300 }, (_, i) => ({
      arm: i % 2,
      x: (i * 13) % 60,
      group: i % 75 === 0 ? 3 : i % 3,
      time: 1 + ((i * 37) % 200),
      event: Number(i % 3 === 0),
    }));
    const after = expectSafe(analyse(persons, {})!);
    const text = JSON.stringify(outwardRelease(after));
    expect(text).toContain('group: a');
    expect(text).not.toContain('group: d');
    expect(text).toContain('group: other, each rare');
    for (const id of ['comparison-effects', 'comparison-counts'])
      expect(after.tables.find((table) => table.id === id)!.note).toContain('Hypothesis-generating');
    expect(after.summary.refused).toBe(false);
  });
});
