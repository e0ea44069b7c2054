import { all, type Json } from './json.ts';
import { refuse } from './mapping.ts';
import { momentAt } from './moment.ts';
import { keyAt } from './reference.ts';
import type { Cell } from './staged.ts';

interface EventPaths {
  readonly subject?: string;
  readonly encounter?: string;
  readonly performer?: readonly string[];
  /** Where the beginning may stand, best first. None is found: the encounter's own is taken. */
  readonly start: readonly string[];
  readonly end?: readonly string[];
}

type Common = 'subject' | 'encounter' | 'performer' | 'start_date' | 'start_datetime' | 'end_date' | 'end_datetime';
type EventRow = Readonly<Record<Common, Cell>>;
interface Refused {
  readonly refused: string;
}

/** What every event has in common; `refused` without a patient, or with a date that is none. */
export function eventOf(resource: Json, paths: EventPaths): EventRow | Refused {
  const subject = keyAt(resource, [paths.subject ?? 'subject'], 'Patient');
  if (subject === null) return refuse('It names no patient.');
  const start = momentAt(resource, paths.start);
  const end = momentAt(resource, paths.end ?? []);
  if (start === 'wrong' || end === 'wrong') return refuse('A date is not a FHIR date.');
  return {
    subject,
    encounter: keyAt(resource, [paths.encounter ?? 'encounter'], 'Encounter'),
    performer: keyAt(resource, paths.performer ?? [], 'Practitioner'),
    start_date: start?.date ?? null,
    start_datetime: start?.datetime ?? null,
    end_date: end?.date ?? null,
    end_datetime: end?.datetime ?? null,
  };
}

export const isRefused = (event: EventRow | Refused): event is Refused => 'refused' in event;

/** The reason not to load a resource whose status says that what it records did not happen; null where it did. */
export function refusedStatus(resource: Json, path: string, refused: readonly string[]): Refused | null {
  const found = all(resource, path).find((one) => typeof one === 'string' && refused.includes(one));
  return found === undefined ? null : refuse(`Its ${path.split('.')[0]} is “${String(found)}”.`);
}
