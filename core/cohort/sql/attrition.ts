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
export function maskCounts(
  { steps, dialect }: Scope,
  { name: events, isOneAPerson }: Index,
  ruleCount: number,
): string {
  const rules = Array.from({ length: ruleCount }, (_, i) => ruleColumn(i));
  if (rules.length === 0) {
    const persons = isOneAPerson ? 'count(*)' : 'count(DISTINCT person_id)';
    const counted = (unit: string, sql: string) => `SELECT '${unit}' AS unit, 0 AS mask, ${sql} AS n FROM ${events}`;
    return [counted('events', 'count(*)'), counted('persons', persons)].join('\nUNION ALL\n');
  }
  const masked = addMasked(steps, events, rules);
  const best = isOneAPerson ? masked : addBest({ steps, dialect }, masked, ruleCount);
  const counts = (name: string, note: string, from: string) =>
    steps.add({
      name,
      note,
      body: `SELECT mask, in_a_row, count(*) AS n\nFROM ${from}\nGROUP BY mask, in_a_row`,
    });
  const byEvent = counts('event_masks', 'events by the rules that hold for them', masked);
  const byPerson = isOneAPerson ? byEvent : counts('person_masks', 'persons by those of their best event', best);
  return [
    `SELECT 'events' AS unit, mask, n FROM ${byEvent}`,
    `SELECT 'persons' AS unit, mask, n FROM ${byPerson}`,
    `SELECT 'left' AS unit, in_a_row AS mask, n FROM ${byPerson}`,
  ].join('\nUNION ALL\n');
}

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

/** Of up to two rules, how many are missed and which comes first say which hold, and no date needs to decide. */
function addBest({ steps, dialect }: Pick<Scope, 'steps' | 'dialect'>, masked: string, ruleCount: number): string {
  const record = dialect.record(['missed', 'first_rule', 'start_date', 'source_id', 'source', 'op_end_date', 'mask']);
  const columns =
    ruleCount <= 2
      ? 'min(missed * 8 + first_rule * 4 + mask) % 4 AS mask, max(in_a_row) AS in_a_row'
      : `min(${record}).mask AS mask, max(in_a_row) AS in_a_row`;
  return steps.add({
    name: 'best',
    note: 'the best event of each person',
    body: `SELECT ${columns}\nFROM ${masked}\nGROUP BY person_id`,
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
