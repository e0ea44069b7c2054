import type { InclusionRule } from '../expression/cohort.ts';
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

function addMasked(steps: Steps, events: string, rules: readonly string[]): string {
  const bits = rules.map((rule, i) => `CAST(${rule} AS BIGINT) * ${2n ** BigInt(i)}`).join(' + ');
  const passed = rules.map((rule) => `CAST(${rule} AS INTEGER)`).join(' + ');
  const first = rules.map((rule, i) => `WHEN ${rule} THEN ${i}`).join(' ');
  const stopped = rules.map((rule, i) => `WHEN NOT ${rule} THEN ${i}`).join(' ');
  return steps.add({
    name: 'masked',
    note: 'which rules hold for each event, how many they miss, which of them comes first, and how many hold in a row',
    body: [
      'SELECT person_id, start_date, source_id, source, op_end_date,',
      `  ${bits} AS mask,`,
      `  ${rules.length} - (${passed}) AS missed,`,
      `  CASE ${first} ELSE 0 END AS first_rule,`,
      `  CASE ${stopped} ELSE ${rules.length} END AS in_a_row`,
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

/**
 * The inclusion statistics as a table to read: step 0 is the entry event, then one row a rule with what it holds for,
 * what it alone excludes, and what it and all before it leave.
 */
export function attritionTable(scope: Scope, index: Index, rules: readonly InclusionRule[]): string {
  const { steps, dialect } = scope;
  const counts = steps.add({
    name: 'mask_counts',
    note: 'how many events, and persons by their best event, each combination of rules holds for; bit i stands for rule i + 1',
    body: maskCounts(scope, index, rules.length),
  });
  const all = 2n ** BigInt(rules.length) - 1n;
  const named = ['entry events', ...rules.map(({ name }) => name)];
  const values = named.map((name, i) => {
    const bit = i === 0 ? 0n : 2n ** BigInt(i - 1);
    const alone = i === 0 ? -1n : all - bit;
    return `(${i}, ${dialect.text(name)}, ${bit}, ${alone}, ${2n ** BigInt(i) - 1n})`;
  });
  const list = steps.add({
    name: 'rules',
    note: 'the rules: the bit of each, all bits but that, and the bits of it and all before it',
    body: `SELECT * FROM (VALUES\n  ${values.join(',\n  ')}\n) AS r (step, rule, bit, others, so_far)`,
  });
  return [
    'SELECT r.step, r.rule,',
    [
      total('events', '(c.mask & r.bit) = r.bit', 'events'),
      total('persons', '(c.mask & r.bit) = r.bit', 'persons'),
      total('events', 'c.mask = r.others', 'events_lost_by_it_alone'),
      total('persons', 'c.mask = r.others', 'persons_lost_by_it_alone'),
      total('events', '(c.mask & r.so_far) = r.so_far', 'events_left'),
      rules.length === 0 ? total('persons', 'TRUE', 'persons_left') : total('left', 'c.mask >= r.step', 'persons_left'),
    ].join(',\n'),
    `FROM ${list} r`,
    `LEFT JOIN ${counts} c ON TRUE`,
    'GROUP BY r.step, r.rule',
    'ORDER BY r.step',
  ].join('\n');
}

const total = (unit: string, condition: string, name: string) =>
  `  CAST(sum(CASE WHEN c.unit = '${unit}' AND ${condition} THEN c.n ELSE 0 END) AS BIGINT) AS ${name}`;

/** One row of the query above. */
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
