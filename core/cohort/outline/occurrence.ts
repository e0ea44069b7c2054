import type { ControlOption, OutlineAction, OutlineNode } from '../../../contract/outline.ts';
import type { Domain } from '../criteria/domain.ts';
import type { CountColumn } from '../expression/occurrence.ts';
import { action, choice, node, number, removal, sentence, set, type Words } from './build.ts';
import { at, numberOf, type Spot } from './spot.ts';

const columnNames: Readonly<Record<CountColumn, string>> = {
  DOMAIN_CONCEPT: 'concepts',
  DOMAIN_SOURCE_CONCEPT: 'source concepts',
  START_DATE: 'start dates',
  END_DATE: 'end dates',
  VISIT_ID: 'visits',
  VISIT_DETAIL_ID: 'visit details',
  DAYS_SUPPLY: 'days of supply',
  DURATION: 'durations',
  ERA_OCCURRENCES: 'numbers of occurrences',
  GAP_DAYS: 'gap days',
  QUANTITY: 'quantities',
  RANGE_HIGH: 'upper limits of normal',
  RANGE_LOW: 'lower limits of normal',
  REFILLS: 'refills',
  UNIT: 'units',
  VALUE_AS_NUMBER: 'values',
};

/** “at least 2”, “no”: how many there must be, and whether more than one is spoken of. */
export function countWords(occurrence: Spot): { readonly words: Words; readonly isMany: boolean } {
  const type = at(occurrence, 'Type');
  const count = at(occurrence, 'Count');
  const how = [0, 1, 2].includes(numberOf(type) ?? -1) ? numberOf(type) : null;
  const isNone = how === 0 && count.value === 0;
  const to = (label: string, value: number, least: number): ControlOption => {
    const some = (numberOf(count) ?? 0) < least ? [set(count.path, least)] : [];
    return { label, value, edits: [set(type.path, value), ...some] };
  };
  const text = isNone ? 'no' : how === null ? '…' : ['exactly', 'at most', 'at least'][how]!;
  const options = [
    to('at least', 2, 1),
    to('exactly', 0, 1),
    to('at most', 1, 0),
    { label: 'no', value: 0, edits: [set(type.path, 0), set(count.path, 0)] },
  ];
  const word = choice(type, 'how many there must be', text, options);
  if (isNone) return { words: [word], isMany: false };
  return { words: [word, ' ', number(count, 'how many', { min: 0 })], isMany: count.value !== 1 };
}

/** The columns that can be counted of a domain’s events. */
function columnsOf(domain: Domain): readonly CountColumn[] {
  const all = Object.keys(columnNames) as CountColumn[];
  return all.filter(
    (name) =>
      name === 'START_DATE' ||
      name === 'END_DATE' ||
      domain.counted[name] !== undefined ||
      (name === 'VISIT_ID' && domain.visitId !== null),
  );
}

/** “counting different start dates only”, where a column is counted instead of events. */
export function distinctLines(occurrence: Spot, domain: Domain | null): OutlineNode[] {
  const isDistinct = at(occurrence, 'IsDistinct');
  if (isDistinct.value !== true) return [];
  const column = at(occurrence, 'CountColumn');
  const chosen = (column.value ?? 'DOMAIN_CONCEPT') as CountColumn;
  const options = (domain === null ? [] : columnsOf(domain)).map((value) => ({ label: columnNames[value], value }));
  const word = choice(column, 'what is counted', columnNames[chosen] ?? '…', options);
  return [
    node({
      path: isDistinct.path,
      role: 'attribute',
      parts: sentence('counting different ', word, ' only'),
      remove: action('Remove', [
        set(isDistinct.path, false),
        ...(column.value === undefined ? [] : removal('', column.path).edits),
      ]),
    }),
  ];
}

export function distinctAction(occurrence: Spot): OutlineAction[] {
  const isDistinct = at(occurrence, 'IsDistinct');
  if (isDistinct.value === true) return [];
  const edits = [set(isDistinct.path, true), set(at(occurrence, 'CountColumn').path, 'START_DATE')];
  return [action('count different values', edits, { section: 'Counting', focus: isDistinct.path })];
}
