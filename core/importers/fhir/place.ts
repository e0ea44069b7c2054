import { all, first, type Json, number, text } from './json.ts';
import type { StagedRow } from './staged.ts';

/** The first address of a person, an organisation or a place, and where it lies on the globe; nothing without either. */
export function placeRow(resource: Json): StagedRow[] {
  const address = first(resource, 'address');
  const lines = all(address, 'line').filter((line) => typeof line === 'string');
  const row = {
    address_1: lines[0] ?? null,
    address_2: lines.slice(1).join(', ') || null,
    city: text(address, 'city'),
    county: text(address, 'district'),
    state: text(address, 'state'),
    zip: text(address, 'postalCode'),
    country: text(address, 'country'),
    latitude: number(resource, 'position.latitude'),
    longitude: number(resource, 'position.longitude'),
  };
  return Object.values(row).some((value) => value !== null) ? [{ into: 'place', row }] : [];
}
