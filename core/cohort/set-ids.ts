import { isObject } from './outline/spot.ts';

/** Keys of a definition that hold the id of a concept set. */
const setKeys: ReadonlySet<string> = new Set([
  'CodesetId',
  'DrugCodesetId',
  'ConditionSourceConcept',
  'DeathSourceConcept',
  'DeviceSourceConcept',
  'DrugSourceConcept',
  'MeasurementSourceConcept',
  'ObservationSourceConcept',
  'ProcedureSourceConcept',
  'SpecimenSourceConcept',
  'VisitSourceConcept',
  'VisitDetailSourceConcept',
  'PayerConcept',
  'PlanConcept',
  'SponsorConcept',
  'StopReasonConcept',
  'PayerSourceConcept',
  'PlanSourceConcept',
  'SponsorSourceConcept',
  'StopReasonSourceConcept',
]);

/** Every id of a concept set that a definition or a part of one names, as often as it does; rules that are off too. */
export function setIdsIn(value: unknown): readonly number[] {
  const ids: number[] = [];
  const walk = (held: unknown): void => {
    if (Array.isArray(held)) held.forEach(walk);
    if (!isObject(held)) return;
    for (const [key, inside] of Object.entries(held)) {
      if (setKeys.has(key) && typeof inside === 'number') ids.push(inside);
      else if (key !== 'ConceptSets') walk(inside);
    }
  };
  walk(value);
  return ids;
}

/** The same part of a definition with other ids for its concept sets. */
export function withSetIds(value: unknown, to: ReadonlyMap<number, number>): unknown {
  if (Array.isArray(value)) return value.map((one) => withSetIds(one, to));
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inside]) => [
      key,
      setKeys.has(key) && typeof inside === 'number' ? (to.get(inside) ?? inside) : withSetIds(inside, to),
    ]),
  );
}
