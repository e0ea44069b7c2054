import type { Dialect } from './dialect.ts';
import { ruleColumn } from './rules.ts';

/**
 * How often each combination of inclusion rules holds, as rows of (unit, mask, n): by event, and by person through the
 * person's best event. Bit i of the mask stands for rule i. The best event is the one for which most rules hold, then
 * the one whose first rule that holds comes first, then the earliest, then the one with the smaller event id. Beside
 * them, rows of the unit "left" say for how many persons so many first rules hold in a row at most (as `mask`).
 */
export function attritionQuery(dialect: Dialect, events: string, ruleCount: number): string {
  const rules = Array.from({ length: ruleCount }, (_, i) => ruleColumn(i));
  if (rules.length === 0)
    return [
      `SELECT 'events' AS unit, 0 AS mask, count(*) AS n FROM ${events}`,
      'UNION ALL',
      `SELECT 'persons', 0, count(DISTINCT person_id) FROM ${events}`,
    ].join('\n');
  const bits = rules.map((rule, i) => `CAST(${rule} AS BIGINT) * ${2n ** BigInt(i)}`).join(' + ');
  const passed = rules.map((rule) => `CAST(${rule} AS INTEGER)`).join(' + ');
  const first = rules.map((rule, i) => `WHEN ${rule} THEN ${i}`).join(' ');
  const stopped = rules.map((rule, i) => `WHEN NOT ${rule} THEN ${i}`).join(' ');
  const best = dialect.record(['missed', 'first_rule', 'start_date', 'source_id', 'source', 'mask']);
  return [
    'WITH',
    '-- which rules hold for each event, how many they miss, and which of them comes first',
    `masked AS${dialect.materialized} (`,
    '  SELECT person_id, start_date, source_id, source,',
    `    ${bits} AS mask,`,
    `    ${rules.length} - (${passed}) AS missed,`,
    `    CASE ${first} ELSE 0 END AS first_rule,`,
    `    CASE ${stopped} ELSE ${rules.length} END AS in_a_row`,
    `  FROM ${events}`,
    '),',
    '-- the best event of each person',
    'best AS (',
    `  SELECT min(${best}) AS event, max(in_a_row) AS in_a_row`,
    '  FROM masked',
    '  GROUP BY person_id',
    ')',
    "SELECT 'events' AS unit, mask, count(*) AS n FROM masked GROUP BY mask",
    'UNION ALL',
    "SELECT 'persons', event.mask, count(*) FROM best GROUP BY event.mask",
    'UNION ALL',
    "SELECT 'left', in_a_row, count(*) FROM best GROUP BY in_a_row",
  ].join('\n');
}

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
