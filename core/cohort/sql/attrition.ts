import type { Index } from './events.ts';
import { ruleColumn } from './rules.ts';
import type { Scope } from './scope.ts';
import type { Steps } from './statement.ts';

/**
 * How often each combination of inclusion rules holds, as rows of (unit, mask, n): by event, and by person through the
 * person's best event. Bit i of the mask stands for rule i. The best event is the one for which most rules hold, then
 * the one whose first rule that holds comes first, then the earliest; ties as for limits (`entry.ts`). Beside
 * them, rows of the unit "left" say for how many persons so many first rules hold in a row at most (as `mask`).
 */
export function attritionQuery(scope: Scope, index: Index, ruleCount: number): string {
  return scope.steps.with(maskCounts(scope, index, ruleCount));
}

/** The same as the last query of a statement, whose steps are added. */
export function maskCounts(scope: Scope, index: Index, ruleCount: number): string {
  const { name: events, isOneAPerson } = index;
  const { steps } = scope;
  if (ruleCount === 0) return entryCounts(countedIn(index));
  const masks = steps.add({
    name: 'masks',
    note: 'which rules hold for each event: bit i stands for rule i + 1',
    isMaterialized: true,
    body: (isRead) =>
      [`SELECT ${[...ordering.filter(isRead), `${maskOf(ruleCount)} AS mask`].join(', ')}`, `FROM ${events}`].join(
        '\n',
      ),
  });
  const byEvent = steps.add({
    name: 'event_masks',
    note: 'events by the rules that hold for them',
    body: `SELECT mask, ${inARow} AS in_a_row, count(*) AS n\nFROM ${masks}\nGROUP BY mask`,
  });
  const byPerson = isOneAPerson ? byEvent : addPersonMasks(scope, masks, index, ruleCount);
  return [
    `SELECT 'events' AS unit, mask, n FROM ${byEvent}`,
    `SELECT 'persons' AS unit, mask, n FROM ${byPerson}`,
    `SELECT 'left' AS unit, in_a_row AS mask, n FROM ${byPerson}`,
  ].join('\nUNION ALL\n');
}

/** What counts events and persons, and in which step. */
export interface Counted {
  readonly from: string;
  readonly events: string;
  readonly persons: string;
}

export const countedIn = ({ name, isOneAPerson }: Index): Counted => ({
  from: name,
  events: 'count(*)',
  persons: isOneAPerson ? 'count(*)' : 'count(DISTINCT person_id)',
});

/** The statistics of a definition without rules: how many entry events and persons there are. */
export function entryCounts({ from, events, persons }: Counted): string {
  const counted = (unit: string, sql: string) =>
    `SELECT '${unit}' AS unit, 0 AS mask, CAST(${sql} AS BIGINT) AS n FROM ${from}`;
  return [counted('events', events), counted('persons', persons)].join('\nUNION ALL\n');
}

/** The statistics of a definition with one rule: events and persons whom it holds for, and the others. */
export function ruleCounts({ steps }: Scope, all: Counted, kept: Counted): string {
  const counts = steps.add({
    name: 'counts',
    note: 'all events and persons, and those whom the rule holds for',
    body: [
      'SELECT a.events, a.persons, k.events AS events_kept, k.persons AS persons_kept',
      `FROM (SELECT ${all.events} AS events, ${all.persons} AS persons FROM ${all.from}) a,`,
      `  (SELECT CAST(COALESCE(${kept.events}, 0) AS BIGINT) AS events, ${kept.persons} AS persons FROM ${kept.from}) k`,
    ].join('\n'),
  });
  const both = (unit: string, of: string) => [
    `SELECT '${unit}' AS unit, 1 AS mask, ${of}_kept AS n FROM ${counts}`,
    `SELECT '${unit}' AS unit, 0 AS mask, ${of} - ${of}_kept AS n FROM ${counts}`,
  ];
  return [...both('events', 'events'), ...both('persons', 'persons'), ...both('left', 'persons')].join('\nUNION ALL\n');
}

const ordering = ['person_id', 'start_date', 'source_id', 'source', 'op_end_date'];

const maskOf = (ruleCount: number) =>
  Array.from({ length: ruleCount }, (_, i) => `CAST(${ruleColumn(i)} AS BIGINT) * ${2n ** BigInt(i)}`).join(' + ');

/** How many first rules hold: the ones at the end of the mask, which adding one turns over. */
const inARow = 'bit_count(mask & (-mask - 2))';

function addPersonMasks(scope: Scope, masks: string, index: Index, ruleCount: number): string {
  const best = scope.steps.add({
    name: 'best',
    note: 'the best event of each person',
    body: `SELECT ${bestMask(scope, index, ruleCount)} AS mask, max(${inARow}) AS in_a_row\nFROM ${masks}\nGROUP BY person_id`,
  });
  return scope.steps.add({
    name: 'person_masks',
    note: 'persons by those of their best event',
    body: `SELECT mask, in_a_row, count(*) AS n\nFROM ${best}\nGROUP BY mask, in_a_row`,
  });
}

/**
 * The mask of a person's best event, which is the last of the keys that put the events in order. Up to two rules, how
 * many are missed and which comes first say which hold, and no date needs to decide; where the rules look at nothing of an
 * event but its start, its id needs not. Keys that fit are compared as one number, the others as a record.
 */
function bestMask({ dialect }: Scope, { isByStart = false }: Index, ruleCount: number): string {
  const days = (date: string) => ({ sql: dialect.daysBetween("DATE '0001-01-01'", date), bits: 22 });
  const numbered = [
    { sql: `${ruleCount} - bit_count(mask)`, bits: bitsOf(ruleCount) },
    { sql: 'bit_count((mask & -mask) - 1)', bits: bitsOf(ruleCount) },
    ...(ruleCount > 2 ? [days('start_date')] : []),
    ...(ruleCount > 2 && isByStart ? [days('op_end_date')] : []),
  ];
  const [first, ...rest] = numbered;
  const number = (keys: readonly { readonly sql: string; readonly bits: number }[]) =>
    keys.reduce((so, { sql, bits }) => `(${so}) * ${2n ** BigInt(bits)} + (${sql})`, `CAST(${first!.sql} AS BIGINT)`);
  const bits = numbered.reduce((sum, key) => sum + key.bits, ruleCount);
  if (bits <= 62 && (ruleCount <= 2 || isByStart))
    return `min(${number([...rest, { sql: 'mask', bits: ruleCount }])}) % ${2n ** BigInt(ruleCount)}`;
  const ties = isByStart ? ['mask'] : ['source_id', 'source', 'op_end_date', 'mask'];
  return `min(${dialect.record([`place := ${number(rest)}`, ...ties])}).mask`;
}

/** Bits that hold a number up to `most`. */
const bitsOf = (most: number) => most.toString(2).length;

/** Adds which rules hold for each event, as a mask and as what puts a person's events in order. */
export function addMasked(steps: Steps, events: string, rules: readonly string[]): string {
  const bits = rules.map((rule, i) => `CAST(${rule} AS BIGINT) * ${2n ** BigInt(i)}`);
  const passed = rules.map((rule) => `CAST(${rule} AS INTEGER)`).join(' + ');
  const place = (word: string, otherwise: number) =>
    `CASE ${rules.map((rule, i) => `WHEN ${word}${rule} THEN ${i}`).join(' ')} ELSE ${otherwise} END`;
  const columns =
    rules.length === 0
      ? ['CAST(0 AS BIGINT) AS mask', '0 AS missed', '0 AS first_rule', '0 AS in_a_row']
      : [
          `${bits.join(' + ')} AS mask`,
          `${rules.length} - (${passed}) AS missed`,
          `${place('', 0)} AS first_rule`,
          `${place('NOT ', rules.length)} AS in_a_row`,
        ];
  return steps.add({
    name: 'masked',
    note: 'which rules hold for each event, how many they miss, which of them comes first, and how many hold in a row',
    body: [
      'SELECT person_id, start_date, source_id, source, op_end_date,',
      `  ${columns.join(',\n  ')}`,
      `FROM ${events}`,
    ].join('\n'),
  });
}

/** One row of `attritionQuery`. */
export interface MaskCount {
  readonly unit: string;
  readonly mask: bigint;
  readonly n: number;
}

/** Circe's statistics of one unit: entry, final, and for each rule what it holds for and what it alone excludes. */
export function countsOf(counts: readonly MaskCount[], unit: string, ruleCount: number) {
  const own = counts.filter((row) => row.unit === unit);
  const all = 2n ** BigInt(ruleCount) - 1n;
  const total = (keep: (mask: bigint) => boolean) => own.reduce((sum, { mask, n }) => sum + (keep(mask) ? n : 0), 0);
  return {
    entry: total(() => true),
    final: total((mask) => mask === all),
    rules: Array.from({ length: ruleCount }, (_, i) => {
      const bit = 2n ** BigInt(i);
      return { holds: total((mask) => (mask & bit) !== 0n), gain: total((mask) => mask === all - bit) };
    }),
  };
}

/** Events and persons that are left after each rule and all before it; a person is left while one of their events is. */
export function remainingOf(counts: readonly MaskCount[], ruleCount: number) {
  return Array.from({ length: ruleCount }, (_, i) => {
    const before = 2n ** BigInt(i + 1) - 1n;
    const sum = (unit: string, keep: (mask: bigint) => boolean) =>
      counts.reduce((total, row) => total + (row.unit === unit && keep(row.mask) ? row.n : 0), 0);
    return {
      events: sum('events', (mask) => (mask & before) === before),
      persons: sum('left', (inARow) => inARow > BigInt(i)),
    };
  });
}
