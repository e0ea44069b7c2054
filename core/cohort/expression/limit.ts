import { fieldsAt, type Place, textAt, warn } from './reader.ts';

export type Limit = 'All' | 'First' | 'Last';

/**
 * Reads a result limit. Circe's meaning: an absent limit, or one without a type, is First; any word but All and Last
 * is First too. Letter case does not matter. Null in place of the type is All, but for the primary limit.
 */
export function readLimit(
  place: Place | null,
  what: 'PrimaryCriteriaLimit' | 'QualifiedLimit' | 'ExpressionLimit',
): Limit {
  if (place === null) return 'First';
  const fields = fieldsAt(place, what);
  if (what !== 'PrimaryCriteriaLimit' && fields !== null && (place.value as { Type?: unknown }).Type === null) {
    warn(place, `The type of ${what} is null, which Circe reads as All. Write All, First or Last.`);
    fields.take('Type');
    fields.finish();
    return 'All';
  }
  const typePlace = fields?.take('Type') ?? null;
  const type = textAt(typePlace, `The type of ${what}`)?.toLowerCase() ?? 'first';
  fields?.finish();
  if (type === 'all') return 'All';
  if (type === 'last') return 'Last';
  if (type !== 'first' && typePlace !== null)
    warn(typePlace, `${what} should be All, First or Last; Circe reads anything else as First.`);
  return 'First';
}
