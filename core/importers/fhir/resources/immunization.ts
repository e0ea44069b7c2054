import { codeCells, coded, preferred, sourceValue } from '../coding.ts';
import { drugBeside } from '../dosage.ts';
import { eventOf, isRefused, refusedStatus } from '../event.ts';
import { first, type JsonObject, number, text } from '../json.ts';
import { followed, holds, type Mapped, type ResourceMapping, refuse } from '../mapping.ts';

/** EHR administration record, of OMOP's Type Concept vocabulary. */
const administered = 32818;

function map(immunization: JsonObject): Mapped {
  const refused = refusedStatus(immunization, 'status', ['entered-in-error', 'not-done']);
  if (refused) return refused;
  const code = coded(first(immunization, 'vaccineCode'), preferred.drug);
  if (code === null) return refuse('It names no vaccine.');
  const event = eventOf(immunization, {
    subject: 'patient',
    performer: ['performer.actor'],
    start: ['occurrenceDateTime', 'recorded'],
  });
  if (isRefused(event)) return event;
  const row = {
    ...event,
    ...codeCells(code),
    type_concept_id: administered,
    quantity: number(immunization, 'doseQuantity.value'),
    dose_unit: text(immunization, 'doseQuantity.unit'),
    lot_number: text(immunization, 'lotNumber'),
    route: sourceValue(coded(first(immunization, 'route'))),
  };
  return [{ into: 'drug', row }];
}

export const immunization: ResourceMapping = {
  type: 'Immunization',
  table: 'drug_exposure',
  reads: [
    'status',
    'vaccineCode',
    'occurrenceDateTime',
    'recorded',
    'doseQuantity',
    'lotNumber',
    'route',
    ...followed('patient', 'encounter', 'performer.actor'),
  ],
  beside: { ...drugBeside, 'patient.display': holds.patientName, occurrenceString: holds.note },
  map,
};
