import type { Concept, Range, Selection, TextFilter } from './circe.ts';

/** Each of these asks whether something is known to be true: of a missing value, next to nothing is. */

/** Whether `value` is as the range asks; `read` gives the range's own ends in the unit of the value. */
export function inRange<T>(value: number | null, range: Range<T>, read: (end: T) => number): boolean {
  if (value === null) return false;
  const low = read(range.Value);
  switch (range.Op) {
    case 'lt':
      return value < low;
    case 'lte':
      return value <= low;
    case 'eq':
      return value === low;
    case '!eq':
      return value !== low;
    case 'gt':
      return value > low;
    case 'gte':
      return value >= low;
  }
  const between = low <= value && value <= read(range.Extent as T);
  return range.Op === 'bt' ? between : !between;
}

/** Circe writes decimals into SQL with four places, rounded half away from zero in their decimal form. */
export function fourPlaces(value: number): number {
  return (Math.sign(value) * Math.round(Number(`${Math.abs(value)}e4`))) / 10_000;
}

/** Text is matched as SQL's LIKE does: `%` stands for anything, `_` for one character, letter case counts. */
export function matches(value: string | null, { Op, Text }: TextFilter): boolean {
  if (value === null) return false;
  const op = Op.replace('!', '');
  const before = op === 'endsWith' || op === 'contains' ? '%' : '';
  const after = op === 'startsWith' || op === 'contains' ? '%' : '';
  const found = isLike([...value], [...`${before}${Text.replace(/\\+'/g, "'")}${after}`]);
  return Op.startsWith('!') ? !found : found;
}

function isLike(text: readonly string[], pattern: readonly string[]): boolean {
  const [first, ...rest] = pattern;
  if (first === undefined) return text.length === 0;
  if (first === '%') return isLike(text, rest) || (text.length > 0 && isLike(text.slice(1), pattern));
  return text.length > 0 && (first === '_' || first === text[0]) && isLike(text.slice(1), rest);
}

/** Whether the concept is one of the list, or, with `exclude`, is known to be none of them. */
export function inList(concept: number | null, list: readonly Concept[], exclude: boolean): boolean {
  if (concept === null) return false;
  const listed = list.some(({ CONCEPT_ID }) => CONCEPT_ID === concept);
  return exclude ? !listed : listed;
}

/** Whether the concept is as a selection asks; without a concept set, whether there is a concept at all. */
export function isSelected(
  concept: number | null,
  { CodesetId, IsExclusion = false }: Selection,
  conceptSets: ReadonlyMap<number, ReadonlySet<number>>,
): boolean {
  if (CodesetId === undefined) return IsExclusion ? concept === null : concept !== null;
  const set = conceptSets.get(CodesetId) ?? new Set();
  // Nothing is in an empty set, not even what is missing.
  if (concept === null) return IsExclusion && set.size === 0;
  return IsExclusion ? !set.has(concept) : set.has(concept);
}
