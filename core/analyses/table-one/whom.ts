import type { Counted } from '../../../contract/release.ts';
import type { TableOneResult, Variable } from './spec.ts';

type Condition = Counted['where'][number];
type Named = Pick<Variable, 'section' | 'name'>;

/** Whom a count of a table one counts: a group of it, and of those the ones with a value among some levels. */
export function whomOf(r: TableOneResult, group: number, ...conditions: Condition[]): Counted {
  const { name } = r.groups[group]!;
  if (r.source === 'cohorts') return { group: name, where: conditions };
  const own = r.by === null ? [] : [{ variable: `columns ${r.by}`, levels: [name] }];
  return { group: '', where: [...own, ...conditions] };
}

const variableOf = ({ section, name }: Named): string => `${section} ${name}`;

/** Those without a value. */
export const missing = (v: Named): Condition => ({ variable: variableOf(v), levels: [null] });

/** Those with one of some levels. Spans of years are the years in them: two tables may divide them otherwise. */
export const among = (v: Named, levels: readonly string[]): Condition => ({
  variable: variableOf(v),
  levels: levels.flatMap(yearsOf),
});

function yearsOf(level: string): string[] {
  const [, from, to] = /^(\d{4})–(\d{4})$/.exec(level) ?? [];
  if (from === undefined || to === undefined) return [level];
  return Array.from({ length: Number(to) - Number(from) + 1 }, (_, n) => String(Number(from) + n));
}

/** Those with a record in the days before entry. */
export const onRecord = (v: Named, r: TableOneResult): Condition => ({
  variable: `${variableOf(v)} in ${r.windowDays ?? 'some'} days`,
  levels: ['on record'],
});
