import { literal } from '../../engine/sql-text.ts';
import { endOf, isObserved } from './cdm-facts.ts';
import { type RowCheck, row, type Scanned } from './row-check.ts';
import { limits } from './thresholds.ts';

/** Rules on a column of dates: against today, its end, and the person's birth, death, observation and visit. */
export function temporal(scanned: Scanned, column: string): RowCheck[] {
  const { table, columns } = scanned;
  if (!/^date!?$/.test(table.columns[column]!)) return endTime(scanned, column);
  const ofPerson = columns.has('person_id') && table.name !== 'person' ? lived(scanned, column) : [];
  return [...inCalendar(scanned, column), ...ofPerson];
}

function inCalendar({ columns, today }: Scanned, column: string): RowCheck[] {
  const day = `t.${column}`;
  const has = `${day} IS NOT NULL`;
  const end = endOf(column);
  const since = `${limits.earliestEvent}-01-01`;
  const checks = [
    row('notInFuture', column, `${column} is not after ${today}`, { bad: `${day} > DATE ${literal(today)}`, of: has }),
    row('sinceRecords', column, `${column} is not before ${limits.earliestEvent}`, {
      bad: `${day} < DATE ${literal(since)}`,
      of: has,
    }),
  ];
  return end && columns.has(end) ? [...checks, ends(column, end)] : checks;
}

const ends = (start: string, end: string): RowCheck =>
  row(
    'startBeforeEnd',
    start,
    `${start} is not after ${end}`,
    { bad: `t.${start} > t.${end}`, of: `t.${start} IS NOT NULL AND t.${end} IS NOT NULL` },
    { byConcept: !start.endsWith('time') },
  );

function endTime({ columns, table }: Scanned, column: string): RowCheck[] {
  const end = table.columns[column] === 'datetime' ? endOf(column) : null;
  return end && columns.has(end) ? [ends(column, end)] : [];
}

function lived(scanned: Scanned, column: string): RowCheck[] {
  const { table } = scanned;
  const day = `t.${column}`;
  const byConcept = column === table.date;
  const has = `${day} IS NOT NULL`;
  const checks = [
    row(
      'afterBirth',
      column,
      `${column} is not before birth`,
      { bad: `${day} < p.born`, of: `${has} AND p.born IS NOT NULL` },
      { byConcept },
    ),
  ];
  if (table.name === 'death') return checks;
  const late = `${column} is at most ${limits.daysAfterDeath} days after death`;
  checks.push(
    row(
      'beforeDeath',
      column,
      late,
      { bad: `${day} > p.died + ${limits.daysAfterDeath}`, of: `${has} AND p.died IS NOT NULL` },
      { byConcept },
    ),
  );
  return column === table.date ? [...checks, ...observed(scanned, column), ...visited(scanned, column)] : checks;
}

function observed({ table, filled, hasGaps }: Scanned, column: string): RowCheck[] {
  if (!isObserved(table) || !filled.has('observation_period')) return [];
  const day = `t.${column}`;
  const outside = `${day} < p.observed_from OR ${day} > p.observed_to`;
  const between = `len(list_filter(p.gaps, lambda g: ${day} > g.after AND ${day} < g.before)) > 0`;
  const inRoom = {
    of: `${day} IS NOT NULL AND t.person_id IN (SELECT person_id FROM {{observation_period}})`,
    bad: `NOT EXISTS (SELECT 1 FROM {{observation_period}} AS o WHERE o.person_id = t.person_id
    AND ${day} BETWEEN o.observation_period_start_date AND o.observation_period_end_date)`,
  };
  return [
    row(
      'withinObservation',
      column,
      `${column} lies in an observation period of the person`,
      { bad: hasGaps ? `${outside} OR ${between}` : outside, of: `${day} IS NOT NULL AND p.observed_from IS NOT NULL` },
      { byConcept: true, inRoom },
    ),
  ];
}

function visited({ table, columns, filled }: Scanned, column: string): RowCheck[] {
  if (table.name === 'visit_occurrence' || !columns.has('visit_occurrence_id') || !filled.has('visit_occurrence'))
    return [];
  const day = `t.${column}`;
  const bad = `${day} < v.visit_start_date - ${limits.daysAroundVisit} OR ${day} > coalesce(v.visit_end_date, v.visit_start_date) + ${limits.daysAroundVisit}`;
  const rule = `${column} is within ${limits.daysAroundVisit} days of its visit`;
  return [
    row(
      'withinVisit',
      column,
      rule,
      { bad, of: `${day} IS NOT NULL AND v.visit_start_date IS NOT NULL` },
      { byConcept: true },
    ),
  ];
}
