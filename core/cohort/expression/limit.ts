import { fieldsAt, type Place, textAt, warn } from './reader.ts';

export type Limit = 'All' | 'First' | 'Last';

/**
 * Reads a result limit. Circe's meaning: an absent limit, or one without a type, is First; any word but All and Last
 * is First too. Letter case does not matter.
 */
export function readLimit(place: Place | null, what: string): Limit {
  if (place === null) return 'First';
  const fields = fieldsAt(place, what);
  const typePlace = fields?.take('Type') ?? null;
  const type = textAt(typePlace, `The type of ${what}`)?.toLowerCase() ?? 'first';
  fields?.finish();
  if (type === 'all') return 'All';
  if (type === 'last') return 'Last';
  if (type !== 'first' && typePlace !== null)
    warn(typePlace, `${what} should be All, First or Last; Circe reads anything else as First.`);
  return 'First';
}
