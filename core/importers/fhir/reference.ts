import { all, first, isObject, type Json, type JsonObject, text } from './json.ts';

/** `Patient/1` or, by a business identifier, `Location?system|value`: how records name one another while staged. */
export type Key = string;

export const identifierKey = (type: string, system: string | null, value: string): Key =>
  `${type}?${system ?? ''}|${value}`;

/**
 * The key that a Reference to a resource of `type` means; null where it names another type, or nothing. Relative and
 * absolute addresses with or without a version, `urn:uuid:`, a search by identifier as bulk exports write it, and an
 * identifier alone (https://hl7.org/fhir/R4/references.html).
 */
export function keyOf(reference: Json, type: string): Key | null {
  const address = text(reference, 'reference');
  if (address === null) {
    const value = text(reference, 'identifier.value');
    const named = text(reference, 'type');
    if (value === null || (named !== null && named !== type)) return null;
    return identifierKey(type, text(reference, 'identifier.system'), value);
  }
  if (address.startsWith('#')) return null;
  if (address.startsWith('urn:uuid:')) return `${type}/${address.slice(9)}`;
  const search = /^(?:.*\/)?([A-Za-z]+)\?identifier=(?:(.*)\|)?(.+)$/.exec(address);
  if (search) return search[1] === type ? identifierKey(type, search[2] ?? null, search[3]!) : null;
  const path = /(?:^|\/)([A-Za-z]+)\/([^/?#]+)(?:\/_history\/[^/]+)?$/.exec(address);
  return path?.[1] === type ? `${type}/${path[2]}` : null;
}

/** The first of several references that is to `type`. */
export function keyAt(resource: Json, paths: readonly string[], type: string): Key | null {
  for (const path of paths) {
    for (const reference of all(resource, path)) {
      const key = keyOf(reference, type);
      if (key !== null) return key;
    }
  }
  return null;
}

/** The contained resource that a reference such as `#med` means. */
export function containedAt(resource: Json, path: string): JsonObject | null {
  const address = text(first(resource, path), 'reference');
  if (!address?.startsWith('#')) return null;
  const found = all(resource, 'contained').find((one) => text(one, 'id') === address.slice(1));
  return isObject(found) ? found : null;
}
