import type { Scope } from './scope.ts';

/** Periods to join where one starts no later than `pad` days after all before it have ended. */
export interface Islands {
  readonly name: string;
  readonly note: string;
  readonly pad: number;
}

/** A step of joined periods (person_id, start_date, end_date), and the step of the periods in order where there is one. */
export interface JoinedPeriods {
  readonly name: string;
  /** One row a period; `is_first` is true for each person's first. */
  readonly ordered: string | null;
}

/**
 * Adds periods joined. `is_first` may be read too: true for one row of each person. Where the rows of a query keep
 * their order, one ordering and looking at the rows beside tell everything, but for persons with a period that ends before
 * the one before it does; these few, and all where rows have no order, are joined person by person.
 */
export function addIslands(scope: Scope, periods: string, islands: Islands): JoinedPeriods {
  if (!scope.dialect.keepsOrder) return { name: addByPerson(scope, periods, islands), ordered: null };
  const { name, note } = islands;
  const { steps } = scope;
  const ordered = addOrdered(scope, periods, islands);
  const within = steps.add({
    name: `${name}_within`,
    note: `${note}: persons with one that ends before the one before it`,
    body: `SELECT DISTINCT person_id\nFROM ${ordered}\nWHERE is_within`,
  });
  const few = steps.add({
    name: `${name}_of_few`,
    note: `${note}: those of these persons`,
    body: `SELECT p.person_id, p.start_date, p.end_date\nFROM ${ordered} p\nSEMI JOIN ${within} w ON w.person_id = p.person_id`,
  });
  const byPerson = addByPerson(scope, few, {
    ...islands,
    name: `${name}_by_person`,
    note: `${note}, of these persons`,
  });
  const fromStart = (column: string) =>
    `CASE WHEN is_start THEN ${column} ELSE lag(${column}) OVER () END AS ${column}`;
  const joined = steps.add({
    name,
    note,
    body: (isRead) => {
      const isFirst = isRead('is_first') ? ', is_first' : '';
      const first = isRead('is_first') ? `, ${fromStart('is_first')}` : '';
      return [
        `SELECT e.person_id, start_date, end_date${isFirst}`,
        'FROM (',
        `  SELECT person_id, ${fromStart('start_date')}, end_date, is_over${first}`,
        `  FROM ${ordered}`,
        '  WHERE is_start OR is_over',
        ') e',
        `ANTI JOIN ${within} w ON w.person_id = e.person_id`,
        'WHERE is_over',
        'UNION ALL',
        `SELECT person_id, start_date, end_date${isFirst}\nFROM ${byPerson}`,
      ].join('\n');
    },
  });
  return { name: joined, ordered };
}

/** Adds the periods in order, each with whether it is the person's first, starts a run of touching ones, or ends it. */
function addOrdered({ steps, dialect }: Scope, periods: string, { name, note, pad }: Islands): string {
  const touches = (end: string, start: string) => `${dialect.addDays(end, pad)} >= ${start}`;
  return steps.add({
    name: `${name}_ordered`,
    note: `${note}: in order, where a new one starts and where one is over`,
    body: (isRead) => {
      const joined = isRead('joined') ? ', joined' : '';
      return [
        `SELECT person_id, start_date, end_date${joined},`,
        '  (lag(person_id) OVER () = person_id) IS NOT TRUE AS is_first,',
        `  (lag(person_id) OVER () = person_id AND ${touches('lag(end_date) OVER ()', 'start_date')}) IS NOT TRUE AS is_start,`,
        `  (lead(person_id) OVER () = person_id AND ${touches('end_date', 'lead(start_date) OVER ()')}) IS NOT TRUE AS is_over,`,
        '  lag(person_id) OVER () = person_id AND end_date < lag(end_date) OVER () AS is_within',
        'FROM (',
        `  SELECT person_id, start_date, end_date${joined}`,
        `  FROM ${periods}`,
        '  ORDER BY person_id, start_date, end_date',
        ')',
      ].join('\n');
    },
  });
}

/** Adds periods joined person by person: a number for each run of periods that touch, and the edges of each. */
function addByPerson(scope: Scope, periods: string, { name, note, pad }: Islands): string {
  const { dialect } = scope;
  const order = ['start_date', 'end_date'].map(dialect.ascending).join(', ');
  const padded = dialect.addDays('end_date', pad);
  const ordered = `PARTITION BY person_id ORDER BY ${order}`;
  const marked = scope.steps.add({
    name: `${name}_marked`,
    note: `${note}: 1 where a new one starts`,
    body: [
      'SELECT person_id, start_date, end_date,',
      `  CASE WHEN max(${padded}) OVER (${ordered} ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) >= start_date`,
      '    THEN 0 ELSE 1 END AS is_start',
      `FROM ${periods}`,
    ].join('\n'),
  });
  const numbered = scope.steps.add({
    name: `${name}_numbered`,
    note: `${note}: numbered`,
    body: [
      'SELECT person_id, start_date, end_date,',
      `  sum(is_start) OVER (${ordered}, is_start DESC ROWS UNBOUNDED PRECEDING) AS island`,
      `FROM ${marked}`,
    ].join('\n'),
  });
  return scope.steps.add({
    name,
    note,
    body: (isRead) =>
      [
        'SELECT person_id, min(start_date) AS start_date, max(end_date) AS end_date',
        ...(isRead('is_first') ? ['  , island = 1 AS is_first'] : []),
        `FROM ${numbered}`,
        'GROUP BY person_id, island',
      ].join('\n'),
  });
}
