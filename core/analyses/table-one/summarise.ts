import type { JobContext } from '../../../contract/context.ts';
import type { Contributions } from '../../../contract/release.ts';
import { sharesOf } from '../../disclosure/dominance.ts';
import type { Connection } from '../../engine/database.ts';
import { fillSql } from '../fill-sql.ts';
import categoricalSql from './categorical.sql?raw';
import { compareLevels, compareMoments } from './compare.ts';
import continuousSql from './continuous.sql?raw';
import type { Grouping, Groups } from './group.ts';
import type { Categorical, Continuous } from './spec.ts';

/** A column to sum up: `sql` is an expression on the grouping's table. */
export interface Subject {
  readonly section: string;
  readonly name: string;
  readonly label: string;
  readonly sql: string;
  readonly unit?: string;
}

/** One query's place: where to ask, how groups are told apart, and where to note the SQL. */
export interface Desk {
  readonly connection: Connection;
  readonly context: JobContext;
  readonly grouping: Grouping;
  readonly groups: Groups;
  readonly sql: string[];
}

export type Moments = { readonly name: string; readonly n: number } & Readonly<
  Record<'mean' | 'sd' | 'q1' | 'median' | 'q3', number | null>
> &
  Contributions;

/** Mean, standard deviation, quartiles and missing of one numeric column by group. */
export async function summariseContinuous(desk: Desk, subject: Subject): Promise<Continuous> {
  const query = note(desk, continuousSql, subject);
  const rows = await desk.connection.rows<Moments>(query, [], desk.context);
  return continuousOf(desk.groups, subject, rows);
}

/** Lines up what SQL gave with the groups; a group without a row has all values missing. */
export function continuousOf(groups: Groups, subject: Omit<Subject, 'sql'>, rows: readonly Moments[]): Continuous {
  const lines = groups.list.map(({ key, name, n }) => {
    const row = rows.find((candidate) => candidate.name === key);
    const {
      mean = null,
      sd = null,
      median = null,
      q1 = null,
      q3 = null,
      size = 0,
      largest = [],
      negative = 0,
    } = row ?? {};
    const contributions = { ...sharesOf({ size, largest }), negative };
    return { group: name, n: row?.n ?? 0, missing: n - (row?.n ?? 0), mean, sd, median, q1, q3, contributions };
  });
  const { section, name, label, unit = null } = subject;
  return { kind: 'continuous', section, name, label, unit, smd: compareMoments(lines, groups.contrast), groups: lines };
}

/** Counts and proportions of one column of few values by group. */
export async function summariseCategorical(desk: Desk, subject: Subject): Promise<Categorical> {
  const query = note(desk, categoricalSql, subject);
  const rows = await desk.connection.rows<{ name: string; level: string; n: number }>(query, [], desk.context);
  const levels = [...new Set(rows.map(({ level }) => level))];
  const counts = desk.groups.list.map(({ key }) =>
    levels.map((level) => rows.find((row) => row.name === key && row.level === level)?.n ?? 0),
  );
  const known = counts.map((line) => line.reduce((a, b) => a + b, 0));
  return {
    kind: 'categorical',
    section: subject.section,
    name: subject.name,
    label: subject.label,
    smd: compareLevels(counts, desk.groups.contrast),
    groups: desk.groups.list.map(({ name, n }, g) => ({ group: name, n: known[g]!, missing: n - known[g]! })),
    levels: levels.map((level, l) => ({
      name: level,
      groups: desk.groups.list.map(({ name }, g) => {
        const n = counts[g]![l]!;
        return { group: name, n, proportion: known[g] === 0 ? null : n / known[g]! };
      }),
    })),
  };
}

function note({ grouping, sql }: Desk, text: string, subject: Subject): string {
  const query = fillSql(text, { table: grouping.table, by: grouping.by, column: subject.sql });
  sql.push(query);
  return query;
}
