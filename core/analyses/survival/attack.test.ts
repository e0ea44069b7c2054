import { existsSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CheckedRelease } from '../../../contract/release.ts';
import { checkRelease } from '../../disclosure/check.ts';
import { eventTable } from '../../stats/event-table.ts';
import { estimate } from './estimate.ts';
import { params, type SurvivalResult, spec } from './spec.ts';

/*
 * A reader of one survival finding collects every time at which survival is told, from all of its tables and its curve:
 * between two of them he works out the events, n (1 - S(b) / S(a)). A median and its limits are such times too. So is the
 * end, since the total is printed. No stretch between any two may hold 1 to 10 events.
 */
interface Person {
  readonly time: number;
  readonly event: number;
  readonly group: string;
}

function analyse(persons: readonly Person[], more: Record<string, unknown> = {}): SurvivalResult {
  const names = [...new Set(persons.map(({ group }) => group))].sort();
  const strata = names.map((name) => {
    const own = persons.filter(({ group }) => group === name);
    return {
      name,
      table: eventTable(
        own.map(({ time }) => time),
        own.map(({ event }) => event),
      ),
    };
  });
  const about = {
    source: 'table' as const,
    unit: 'rows' as const,
    outcome: 'event',
    strataBy: 'group',
    timeUnit: 'days',
    eventReading: '',
    excluded: [],
    notes: [],
  };
  return estimate({ strata, about }, params.parse(more));
}

const numberIn = (text: string | null): number[] => {
  const value = Number.parseFloat((text ?? '').replaceAll(',', ''));
  return Number.isNaN(value) ? [] : [value];
};

/** Every time told of a group: columns of times and medians in any table, and the points of the curve. */
function timesTold(after: CheckedRelease, group: string): number[] {
  const onCurve = after.curves.flatMap(({ series }) =>
    series.filter(({ label }) => label === group).flatMap(({ points }) => points.map(({ time }) => time)),
  );
  const inTables = after.tables.flatMap(({ columns, rows }) =>
    rows
      .filter(([first]) => first?.text === group)
      .flatMap((row) =>
        row.flatMap(({ text }, at) => (/^Time|^Median|% limit$/.test(columns[at]!.label) ? numberIn(text) : [])),
      ),
  );
  // A median in a table is rounded to whole days or so; where the curve tells the time itself, that is what is told.
  const exact = (time: number) => onCurve.find((other) => Math.abs(other - time) <= 0.5) ?? time;
  return [...onCurve, ...inTables.map(exact)];
}

function expectNoSmallStretch(persons: readonly Person[], result: SurvivalResult): number {
  const after = checkRelease(spec.release(result));
  const text = JSON.stringify(after);
  let told = 0;
  for (const name of new Set(persons.map(({ group }) => group))) {
    const own = persons.filter(({ group }) => group === name);
    if (own.length < 11) expect(text).not.toContain(`"${name}"`);
    const events = own.filter(({ event }) => event === 1);
    const times = timesTold(after, name);
    const until = times.map((time) => events.filter((person) => person.time <= time).length);
    const counts = [...new Set([0, ...until, events.length])].sort((a, b) => a - b);
    // Without any time told, the total alone is the table's business, which withholds it where it is small.
    if (times.length > 0)
      for (const [at, count] of counts.slice(1).entries()) expect(count - counts[at]!).toBeGreaterThanOrEqual(11);
    told += times.length;
  }
  expect(after.tables.flatMap(({ columns }) => columns.map(({ label }) => label))).not.toContain('Expected');
  return told;
}

describe('a reader of everything that one survival finding publishes', () => {
  const person = fc.record({
    time: fc.integer({ min: 0, max: 400 }),
    event: fc.constantFrom(0, 1, 1),
    group: fc.constantFrom('one', 'two'),
  });

  it('cannot tell 1 to 10 events of made-up groups', () => {
    fc.assert(
      fc.property(fc.array(person, { minLength: 30, maxLength: 400 }), (persons) => {
        expectNoSmallStretch(persons, analyse(persons));
      }),
      { numRuns: 150 },
    );
  });

  it('cannot do so where many times were asked for', () => {
    const persons = Array.from({ length: 500 }, (_, i) => ({
      time: (i * 37) % 301,
      event: i % 3 === 0 ? 0 : 1,
      group: i % 2 ? 'one' : 'two',
    }));
    const times = Array.from({ length: 100 }, (_, i) => 3 * i);
    expect(expectNoSmallStretch(persons, analyse(persons, { times }))).toBeGreaterThan(20);
  });

  it('still reads the median of a large group', () => {
    const persons = Array.from({ length: 400 }, (_, i) => ({ time: i + 1, event: 1, group: i % 2 ? 'one' : 'two' }));
    const [summary] = checkRelease(spec.release(analyse(persons))).tables;
    expect(summary!.rows.map((row) => row[3]!.text)).toEqual(['201 days', '200 days']);
  });
});

const folder = '../shared/data/stats/';
const rowsOf = (file: string): Record<string, string>[] => {
  const [head, ...lines] = readFileSync(folder + file, 'utf8')
    .trim()
    .split(/\r?\n/);
  const names = head!.replaceAll('"', '').split(',');
  return lines.map((line) => {
    const cells = line.replaceAll('"', '').split(',');
    return Object.fromEntries(names.map((name, at) => [name, cells[at]!]));
  });
};

describe.skipIf(!existsSync(folder))('the same on published data', () => {
  it.each([
    ['lung.csv', 'time', 'event', 'sex'],
    ['gbsg.csv', 'rfstime', 'status', 'hormon'],
    ['gbsg.csv', 'rfstime', 'status', 'grade'],
  ])('%s by %s, %s, %s', (file, time, event, group) => {
    const persons = rowsOf(file).map((row) => ({
      time: Number(row[time]),
      event: Number(row[event]),
      group: row[group]!,
    }));
    expect(persons.every((one) => Number.isFinite(one.time) && (one.event === 0 || one.event === 1))).toBe(true);
    expect(expectNoSmallStretch(persons, analyse(persons))).toBeGreaterThan(6);
  });
});
