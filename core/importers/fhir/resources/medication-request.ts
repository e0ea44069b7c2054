import { coded, sourceValue } from '../coding.ts';
import { days, dosageCells, dosagePaths, drugBeside, drugCells, drugPaths } from '../dosage.ts';
import { eventOf, isRefused, refusedStatus } from '../event.ts';
import { first, type JsonObject, number, whole } from '../json.ts';
import { followed, type Mapped, type ResourceMapping, refuse } from '../mapping.ts';

/** EHR prescription, of OMOP's Type Concept vocabulary. */
const prescription = 32838;

function map(request: JsonObject): Mapped {
  const refused = refusedStatus(request, 'status', ['entered-in-error', 'cancelled', 'draft']);
  if (refused) return refused;
  if (first(request, 'doNotPerform') === true) return refuse('It asks not to give the drug.');
  const drug = drugCells(request);
  if (drug === null) return refuse('It names no drug.');
  const event = eventOf(request, {
    performer: ['requester'],
    start: ['dispenseRequest.validityPeriod.start', 'authoredOn'],
    end: ['dispenseRequest.validityPeriod.end'],
  });
  if (isRefused(event)) return event;
  const row = {
    ...event,
    ...drug,
    ...dosageCells(request, 'dosageInstruction'),
    type_concept_id: prescription,
    stop_reason: sourceValue(coded(first(request, 'statusReason'))),
    refills: whole(request, 'dispenseRequest.numberOfRepeatsAllowed'),
    quantity: number(request, 'dispenseRequest.quantity.value'),
    days_supply: days(request, 'dispenseRequest.expectedSupplyDuration'),
  };
  return [{ into: 'drug', row }];
}

export const medicationRequest: ResourceMapping = {
  type: 'MedicationRequest',
  table: 'drug_exposure',
  reads: [
    'status',
    'statusReason',
    'doNotPerform',
    'authoredOn',
    'dispenseRequest.validityPeriod',
    'dispenseRequest.numberOfRepeatsAllowed',
    'dispenseRequest.quantity',
    'dispenseRequest.expectedSupplyDuration',
    ...drugPaths,
    ...dosagePaths('dosageInstruction'),
    ...followed('subject', 'encounter', 'requester'),
  ],
  beside: drugBeside,
  map,
};
