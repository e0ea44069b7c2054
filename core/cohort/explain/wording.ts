import type { CheckedExpression } from '../expression/cohort.ts';
import type { NamedConcept } from '../expression/concepts.ts';
import type { DateRange } from '../expression/date-range.ts';
import type { NumericRange } from '../expression/numeric-range.ts';
import type { TextFilter } from '../expression/text-filter.ts';

/** The names of a definition's concept sets, as they are spoken of. */
export type SetNames = (setId: number) => string;

export function setNames({ conceptSets }: Pick<CheckedExpression, 'conceptSets'>): SetNames {
  const names = new Map(conceptSets.map(({ id, name }) => [id, name]));
  return (setId) => `“${names.get(setId) || `concept set ${setId}`}”`;
}

export function conceptNames(list: readonly NamedConcept[]): string {
  return orList(list.map(({ id, name }) => (name ? name : `concept ${id}`)));
}

/** “a”, “a or b”, “a, b or c”. */
export function orList(words: readonly string[]): string {
  return joined(words, 'or');
}

export function andList(words: readonly string[]): string {
  return joined(words, 'and');
}

function joined(words: readonly string[], last: string): string {
  if (words.length < 2) return words.join('');
  return `${words.slice(0, -1).join(', ')} ${last} ${words.at(-1)}`;
}

export function dayCount(days: number): string {
  return days === 1 ? '1 day' : `${days.toLocaleString('en')} days`;
}

export function numberRange({ op, value, extent }: NumericRange): string {
  return range(op, String(value), extent === null ? '' : String(extent));
}

export function dateRange({ op, value, extent }: DateRange): string {
  if (op === 'bt' || op === '!bt') return range(op, value, extent ?? '');
  return { lt: 'before', lte: 'on or before', eq: 'on', '!eq': 'not on', gt: 'after', gte: 'on or after' }[op].concat(
    ` ${value}`,
  );
}

function range(op: NumericRange['op'], value: string, extent: string): string {
  switch (op) {
    case 'bt':
      return `from ${value} to ${extent}`;
    case '!bt':
      return `outside ${value} to ${extent}`;
    case 'lt':
      return `less than ${value}`;
    case 'lte':
      return `at most ${value}`;
    case 'eq':
      return `exactly ${value}`;
    case '!eq':
      return `other than ${value}`;
    case 'gt':
      return `greater than ${value}`;
    case 'gte':
      return `at least ${value}`;
  }
}

export function textMatch({ op, text }: TextFilter): string {
  const not = op.startsWith('!') ? 'not ' : '';
  const verb = { eq: 'is', startsWith: 'starting with', contains: 'containing', endsWith: 'ending with' }[
    op.replace('!', '') as 'eq' | 'startsWith' | 'contains' | 'endsWith'
  ];
  return `${not}${verb} “${text}”`;
}

export function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
