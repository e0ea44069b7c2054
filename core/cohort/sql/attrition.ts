import { ruleColumn } from './rules.ts';

/**
 * Circe's inclusion statistics as one row: entry, final, and for each rule how many events it holds for and how many
 * it alone excludes; by event, and by person through the person's best event. The best event is the one for which most
 * rules hold, then the one whose first rule that holds comes first, then the earliest, then the smaller event id.
 * Beside them, for a flow diagram: events and persons that are left after each rule and all before it; a person is left
 * while one of their events is.
 */
export function attritionQuery(events: string, ruleCount: number): string {
  const rules = Array.from({ length: ruleCount }, (_, i) => ruleColumn(i));
  if (rules.length === 0)
    return `SELECT count(*) AS events_entry, count(*) AS events_final,\n  count(DISTINCT person_id) AS persons_entry, count(DISTINCT person_id) AS persons_final\nFROM ${events}`;
  const passed = rules.map((rule) => `CAST(${rule} AS INTEGER)`).join(' + ');
  const first = rules.map((rule, i) => `WHEN ${rule} THEN ${i}`).join(' ');
  const stopped = rules.map((rule, i) => `WHEN NOT ${rule} THEN ${i}`).join(' ');
  return [
    'WITH',
    '-- how many rules hold for each event, and which is the first',
    'counted AS (',
    `  SELECT *, ${passed} AS passed, CASE ${first} ELSE 0 END AS first_rule,`,
    `    CASE ${stopped} ELSE ${rules.length} END AS in_a_row`,
    `  FROM ${events}`,
    '),',
    '-- each person’s best event comes first',
    'ranked AS (',
    '  SELECT *, row_number() OVER (',
    '    PARTITION BY person_id ORDER BY passed DESC, first_rule, start_date, event_id) = 1 AS is_best,',
    '    max(in_a_row) OVER (PARTITION BY person_id) AS most_in_a_row',
    '  FROM counted',
    ')',
    `SELECT ${[...counts('events', rules, null), ...counts('persons', rules, 'is_best'), ...left(rules)].join(',\n  ')}`,
    'FROM ranked',
  ].join('\n');
}

function counts(unit: string, rules: readonly string[], only: string | null): readonly string[] {
  const where = (condition: string) => [condition, only].filter(Boolean).join(' AND ');
  const filtered = (condition: string) => `count(*) FILTER (WHERE ${where(condition)})`;
  const total = only === null ? 'count(*)' : `count(*) FILTER (WHERE ${only})`;
  return [
    `${total} AS ${unit}_entry`,
    `${filtered(`passed = ${rules.length}`)} AS ${unit}_final`,
    ...rules.flatMap((rule) => [
      `${filtered(rule)} AS ${unit}_${rule}`,
      `${filtered(`passed = ${rules.length - 1} AND NOT ${rule}`)} AS ${unit}_${rule}_gain`,
    ]),
  ];
}

function left(rules: readonly string[]): readonly string[] {
  return rules.flatMap((rule, i) => [
    `count(*) FILTER (WHERE in_a_row > ${i}) AS events_${rule}_left`,
    `count(*) FILTER (WHERE is_best AND most_in_a_row > ${i}) AS persons_${rule}_left`,
  ]);
}
