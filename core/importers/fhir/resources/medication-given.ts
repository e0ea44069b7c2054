import { coded, sourceValue } from '../coding.ts';
import { days, dosageCells, dosagePaths, drugBeside, drugCells, drugPaths } from '../dosage.ts';
import { eventOf, isRefused, refusedStatus } from '../event.ts';
import { first, type JsonObject, number } from '../json.ts';
import { followed, type Mapped, type ResourceMapping, refuse } from '../mapping.ts';

/** What tells the three resources apart that say a drug was given, taken or handed out. */
interface Giving {
  readonly type: string;
  /** Of OMOP's Type Concept vocabulary. */
  readonly typeConcept: number;
  readonly refused: readonly string[];
  readonly encounter: string;
  readonly start: readonly string[];
  readonly end: readonly string[];
  readonly performer: readonly string[];
  readonly dosage: string;
  readonly quantity: string;
}

function mapping(giving: Giving): ResourceMapping {
  const { type, typeConcept, start, end, performer, encounter, dosage, quantity } = giving;
  const map = (resource: JsonObject): Mapped => {
    const refused = refusedStatus(resource, 'status', giving.refused);
    if (refused) return refused;
    const drug = drugCells(resource);
    if (drug === null) return refuse('It names no drug.');
    const event = eventOf(resource, { encounter, performer, start, end });
    if (isRefused(event)) return event;
    const row = {
      ...event,
      ...drug,
      ...dosageCells(resource, dosage),
      type_concept_id: typeConcept,
      stop_reason: sourceValue(coded(first(resource, 'statusReason'))),
      quantity: number(resource, quantity),
      days_supply: days(resource, 'daysSupply'),
    };
    return [{ into: 'drug', row }];
  };
  const reads = [
    'status',
    'statusReason',
    'daysSupply',
    quantity.replace(/\.value$/, ''),
    ...[...start, ...end].map((path) => path.replace(/\.(start|end)$/, '')),
    ...drugPaths,
    ...dosagePaths(dosage),
    ...followed('subject', encounter, ...performer),
  ];
  return { type, table: 'drug_exposure', reads, beside: drugBeside, map };
}

export const medicationAdministration = mapping({
  type: 'MedicationAdministration',
  typeConcept: 32818,
  refused: ['entered-in-error', 'not-done'],
  encounter: 'context',
  start: ['effectiveDateTime', 'effectivePeriod.start'],
  end: ['effectivePeriod.end'],
  performer: ['performer.actor'],
  dosage: 'dosage',
  quantity: 'dosage.dose.value',
});

export const medicationStatement = mapping({
  type: 'MedicationStatement',
  typeConcept: 32865,
  refused: ['entered-in-error', 'not-taken', 'intended'],
  encounter: 'context',
  start: ['effectiveDateTime', 'effectivePeriod.start', 'dateAsserted'],
  end: ['effectivePeriod.end'],
  performer: ['informationSource'],
  dosage: 'dosage',
  quantity: 'dosage.doseAndRate.doseQuantity.value',
});

export const medicationDispense = mapping({
  type: 'MedicationDispense',
  typeConcept: 32825,
  refused: ['entered-in-error', 'cancelled', 'declined', 'preparation'],
  encounter: 'context',
  start: ['whenHandedOver', 'whenPrepared'],
  end: [],
  performer: ['performer.actor'],
  dosage: 'dosageInstruction',
  quantity: 'quantity.value',
});
