import { readSetId } from './concepts.ts';
import { fieldsAt, integerAt, invalid, type Place, required, wordAt } from './reader.ts';

/** When persons leave: with observation, some days after an event's date, or when their drug era ends. */
export type EndStrategy =
  | { readonly kind: 'observation' }
  | { readonly kind: 'offset'; readonly path: string; readonly from: 'start' | 'end'; readonly days: number }
  | {
      readonly kind: 'drugEra';
      readonly path: string;
      readonly setId: number;
      readonly gapDays: number;
      readonly offset: number;
      readonly daysSupply: number | null;
    };

export function readEndStrategy(place: Place | null): EndStrategy {
  const otherwise: EndStrategy = { kind: 'observation' };
  if (place === null) return otherwise;
  const fields = fieldsAt(place, 'EndStrategy');
  if (fields === null) return otherwise;
  const offset = fields.take('DateOffset');
  const era = fields.take('CustomEra');
  fields.finish();
  if (offset !== null && era !== null)
    invalid(place, 'EndStrategy holds two strategies, but Circe takes one. Remove one of them.');
  if (offset !== null) return readOffset(offset) ?? otherwise;
  if (era !== null) return readEra(era) ?? otherwise;
  invalid(place, 'EndStrategy needs DateOffset or CustomEra. Add one, or remove EndStrategy.');
  return otherwise;
}

function readOffset(place: Place): EndStrategy | null {
  const fields = fieldsAt(place, 'DateOffset');
  if (fields === null) return null;
  const field = wordAt(fields.take('DateField'), ['StartDate', 'EndDate'], 'DateField') ?? 'StartDate';
  const days = integerAt(fields.take('Offset'), 'The offset of DateOffset') ?? 0;
  fields.finish();
  return { kind: 'offset', path: place.path, from: field === 'EndDate' ? 'end' : 'start', days };
}

function readEra(place: Place): EndStrategy | null {
  const fields = fieldsAt(place, 'CustomEra');
  if (fields === null) return null;
  const setId = readSetId(required(fields, 'DrugCodesetId', 'CustomEra'), 'CustomEra');
  const gapDays = integerAt(fields.take('GapDays'), 'GapDays') ?? 0;
  const offset = integerAt(fields.take('Offset'), 'The offset of CustomEra') ?? 0;
  const daysSupply = integerAt(fields.take('DaysSupplyOverride'), 'DaysSupplyOverride');
  fields.finish();
  return setId === null ? null : { kind: 'drugEra', path: place.path, setId, gapDays, offset, daysSupply };
}
