import { codeCells, coded, preferred, sourceValue } from '../coding.ts';
import { eventOf, isRefused, refusedStatus } from '../event.ts';
import { first, type JsonObject } from '../json.ts';
import { followed, holds, type Mapped, type ResourceMapping, refuse } from '../mapping.ts';

function map(procedure: JsonObject): Mapped {
  const refused = refusedStatus(procedure, 'status', ['entered-in-error', 'not-done', 'preparation']);
  if (refused) return refused;
  const code = coded(first(procedure, 'code'), preferred.procedure);
  if (code === null) return refuse('It has no code.');
  const event = eventOf(procedure, {
    performer: ['performer.actor', 'recorder', 'asserter'],
    start: ['performedDateTime', 'performedPeriod.start'],
    end: ['performedPeriod.end'],
  });
  if (isRefused(event)) return event;
  const modifier = sourceValue(coded(first(procedure, 'bodySite')));
  return [{ into: 'procedure', row: { ...event, ...codeCells(code), modifier } }];
}

export const procedure: ResourceMapping = {
  type: 'Procedure',
  table: 'procedure_occurrence',
  reads: [
    'status',
    'code',
    'performedDateTime',
    'performedPeriod',
    'bodySite',
    ...followed('subject', 'encounter', 'performer.actor', 'recorder', 'asserter'),
  ],
  beside: {
    'subject.display': holds.patientName,
    'performer.actor.display': holds.carerName,
    'recorder.display': holds.carerName,
    'asserter.display': holds.carerName,
    'location.display': holds.place,
    performedString: holds.note,
  },
  map,
};
