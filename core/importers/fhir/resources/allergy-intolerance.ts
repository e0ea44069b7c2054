import { codeCells, coded, preferred } from '../coding.ts';
import { eventOf, isRefused, refusedStatus } from '../event.ts';
import { first, type JsonObject, text } from '../json.ts';
import { followed, holds, type Mapped, type ResourceMapping, refuse } from '../mapping.ts';

function map(allergy: JsonObject): Mapped {
  const refused = refusedStatus(allergy, 'verificationStatus.coding.code', ['entered-in-error', 'refuted']);
  if (refused) return refused;
  const code = coded(first(allergy, 'code'), preferred.drug);
  if (code === null) return refuse('It has no code.');
  const event = eventOf(allergy, {
    subject: 'patient',
    performer: ['recorder', 'asserter'],
    start: ['onsetDateTime', 'onsetPeriod.start', 'recordedDate', 'lastOccurrence'],
  });
  if (isRefused(event)) return event;
  const row = {
    ...event,
    ...codeCells(code),
    value_text: text(allergy, 'criticality'),
    qualifier: text(allergy, 'category') ?? text(allergy, 'type'),
  };
  return [{ into: 'observation', row }];
}

/** An allergy is kept in `observation` under the substance's own code. */
export const allergyIntolerance: ResourceMapping = {
  type: 'AllergyIntolerance',
  table: 'observation',
  reads: [
    'clinicalStatus',
    'verificationStatus',
    'type',
    'category',
    'criticality',
    'code',
    'onsetDateTime',
    'onsetPeriod.start',
    'recordedDate',
    'lastOccurrence',
    ...followed('patient', 'encounter', 'recorder', 'asserter'),
  ],
  beside: {
    'patient.display': holds.patientName,
    'recorder.display': holds.carerName,
    'asserter.display': holds.carerName,
    onsetString: holds.note,
    'reaction.description': holds.note,
    'reaction.note': holds.note,
  },
  map,
};
