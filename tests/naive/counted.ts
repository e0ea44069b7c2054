import type { Criterion } from './circe.ts';
import { domainOf } from './domains.ts';
import type { Event } from './events.ts';

/** The value of an event that “distinct” counts; null where there is none, which is not counted. */
export function countedOf(criterion: Criterion, column: string, event: Event): string | number | null {
  if (column === 'START_DATE') return event.start;
  if (column === 'END_DATE') return event.end;
  if (column === 'VISIT_ID') return event.visit;
  const [name = ''] = Object.keys(criterion);
  const counted = domainOf(name).counted[column]!;
  if (counted === 'one') return 1;
  if (counted === 'days') return event.end === null ? null : event.end - event.start;
  return event.row[counted.column] ?? counted.otherwise ?? null;
}
