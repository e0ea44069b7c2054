import { identifier } from '../../engine/sql-text.ts';
import { type HeldTable, inDataset, personsSql, placed } from './cdm-dataset.ts';
import { mainConceptOf } from './cdm-facts.ts';
import { conceptChecks, type Plan } from './concept-checks.ts';
import { type Desk, type LookedUp, personsTable, visitsOnce, visitsTable } from './desk.ts';
import type { Counted } from './result-of.ts';
import { everyRow, type RowCheck } from './row-check.ts';
import { rowChecks } from './row-rules.ts';
import type { TableProfile } from './scan-profile.ts';
import { type Group, maskSql, none, type Part, rowsOf } from './tally.ts';
import { limits } from './thresholds.ts';

/**
 * All rules on single rows of a table, in one scan: each row's broken rules become the bits of a number, and rows are counted by that
 * number, their concept and the person's sex. So the number of rules hardly matters, and every concept's counts come with it.
 */
export async function scanRows(
  table: HeldTable,
  profile: TableProfile,
  looked: LookedUp,
  desk: Desk,
): Promise<Counted[]> {
  const filled = new Set([...desk.held.values()].filter(({ rows }) => rows > 0).map(({ spec }) => spec.name));
  const columns = new Set(table.columns.keys());
  const checks = rowChecks({ table: table.spec, columns, filled, today: desk.today, ...looked });
  const asked: string[] = [];
  const ask = (where: string): Part => {
    const sql = placed(where, inDataset, desk.today);
    const at = asked.indexOf(sql);
    return { kind: 'bit', at: at < 0 ? asked.push(sql) - 1 : at };
  };
  const plans = checks.map((check): Plan => ({ check, ...planOf(check, table, profile, desk.today, ask) }));
  const groups = await readGroups(asked, table, desk);
  const show = (check: RowCheck, concept?: string) => roomSql(check, table, desk, concept);
  const counted = plans.map(({ check, failed, of }) => ({
    check: check.check,
    column: check.column,
    rule: check.rule,
    table: table.spec.name,
    failed: failed.reduce((sum, part) => sum + rowsOf(part, groups), 0),
    of: rowsOf(of, groups),
    rows: show(check),
  }));
  return [...counted, ...(await conceptChecks({ table, groups, plans, show }, desk))];
}

async function readGroups(asked: readonly string[], table: HeldTable, desk: Desk): Promise<Group[]> {
  const concept = mainConceptOf(table.spec.name);
  const hasConcept = table.columns.has(concept);
  const ofPerson = table.columns.has('person_id') && table.spec.name !== 'person';
  const uses = (alias: string) => asked.some((sql) => sql.includes(`${alias}.`));
  const bySex = hasConcept && ofPerson;
  const masks = maskSql(asked);
  const joins = [
    ...(bySex || uses('p') ? [`LEFT JOIN ${personsTable} AS p ON p.person_id = t.person_id`] : []),
    ...(uses('v') ? [`LEFT JOIN ${visitsTable} AS v ON v.visit_occurrence_id = t.visit_occurrence_id`] : []),
  ];
  const sql = `SELECT ${hasConcept ? `t.${concept}` : 'NULL'} AS concept, ${bySex ? 'p.sex' : 'NULL'} AS sex,
  ${[...masks.map((mask, m) => `${mask} AS m${m}`), 'count(*) AS n'].join(',\n  ')}
FROM ${[`${inDataset(table.name)} AS t`, ...joins].join('\n')}
GROUP BY ALL`;
  desk.sql.push(sql);
  const rows = await desk.connection.rows<Record<string, number | null>>(sql, [], desk.context);
  return rows.map((row) => ({
    concept: row.concept ?? null,
    sex: row.sex ?? null,
    masks: masks.map((_, m) => row[`m${m}`] ?? 0),
    rows: row.n ?? 0,
  }));
}

/** What of a check the profile has counted already need not be asked of the rows again. */
function planOf(
  check: RowCheck,
  { rows }: HeldTable,
  profile: TableProfile,
  today: string,
  ask: (where: string) => Part,
): Pick<Plan, 'failed' | 'of'> {
  const { bad, of, column } = check;
  const { missing, mayBeBlank } = profile.get(column) ?? { missing: 0, mayBeBlank: false };
  const known = (n: number): Part => ({ kind: 'known', rows: n });
  if (check.check === 'requiredValue' || check.check === 'filledValue')
    return {
      failed: mayBeBlank ? [known(missing), ask(`trim(t.${column}) = ''`)] : [known(missing)],
      of: { kind: 'all' },
    };
  if (missing === rows) return { failed: [none], of: none };
  const isFull = of === everyRow || (of === `t.${column} IS NOT NULL` && missing === 0);
  const isCounted = of === `t.${column} IS NOT NULL` && !check.byConcept;
  const among: Part = isFull ? { kind: 'all' } : isCounted ? known(rows - missing) : ask(of);
  if (bad === everyRow) return { failed: [among], of: among };
  if (isRuledOut(check, profile, today)) return { failed: [none], of: among };
  return { failed: [ask(check.inRoom && of !== everyRow ? `${of} AND (${bad})` : bad)], of: among };
}

/** True where the column's least and greatest day show that no row can fail. */
function isRuledOut({ check, column }: RowCheck, profile: TableProfile, today: string): boolean {
  const { least, most } = profile.get(column) ?? {};
  // Days as text are in order from year 1 to 9999; others, such as 'infinity' or '0044-… (BC)', are asked of the rows.
  const isPlain = (day: string | null | undefined) => typeof day === 'string' && /^\d{4}-\d\d-\d\d$/.test(day);
  if (!isPlain(least) || !isPlain(most)) return false;
  if (check === 'notInFuture') return most! <= today;
  return check === 'sinceRecords' && least! >= `${limits.earliestEvent}-01-01`;
}

/** A statement of its own, in the names of the SQL room; of one concept, where it is given. */
function roomSql(check: RowCheck, table: HeldTable, { held, today }: Desk, concept?: string): string {
  const from = (name: string) => identifier(name);
  const { bad, of } = check.inRoom ?? check;
  const where = [...(concept ? [concept] : []), of, bad]
    .filter((sql) => sql !== everyRow)
    .map((sql) => `(${placed(sql, from, today)})`);
  const uses = (alias: string) => where.some((sql) => sql.includes(`${alias}.`));
  const joins = [
    ...(uses('p') ? [`LEFT JOIN (${personsSql(held, from)}) AS p ON p.person_id = t.person_id`] : []),
    ...(uses('v')
      ? [
          `LEFT JOIN (${visitsOnce(from('visit_occurrence'), held.get('visit_occurrence')!)}) AS v ON v.visit_occurrence_id = t.visit_occurrence_id`,
        ]
      : []),
  ];
  const lines = [`SELECT t.*`, `FROM ${from(table.spec.name)} AS t`, ...joins];
  return [...lines, ...(where.length ? [`WHERE ${where.join('\n  AND ')}`] : [])].join('\n');
}
