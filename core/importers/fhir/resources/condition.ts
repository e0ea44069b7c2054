import { codeCells, coded, preferred } from '../coding.ts';
import { eventOf, isRefused, refusedStatus } from '../event.ts';
import { first, type JsonObject, text } from '../json.ts';
import { followed, holds, type Mapped, type ResourceMapping, refuse } from '../mapping.ts';

function map(condition: JsonObject): Mapped {
  const refused = refusedStatus(condition, 'verificationStatus.coding.code', ['entered-in-error', 'refuted']);
  if (refused) return refused;
  const code = coded(first(condition, 'code'), preferred.condition);
  if (code === null) return refuse('It has no code.');
  const event = eventOf(condition, {
    performer: ['recorder', 'asserter'],
    start: ['onsetDateTime', 'onsetPeriod.start', 'recordedDate'],
    end: ['abatementDateTime', 'abatementPeriod.end', 'onsetPeriod.end'],
  });
  if (isRefused(event)) return event;
  const status = text(condition, 'clinicalStatus.coding.code');
  return [{ into: 'condition', row: { ...event, ...codeCells(code), status } }];
}

export const condition: ResourceMapping = {
  type: 'Condition',
  table: 'condition_occurrence',
  reads: [
    'clinicalStatus',
    'verificationStatus',
    'code',
    'onsetDateTime',
    'onsetPeriod',
    'abatementDateTime',
    'abatementPeriod',
    'recordedDate',
    ...followed('subject', 'encounter', 'recorder', 'asserter'),
  ],
  beside: {
    'subject.display': holds.patientName,
    'recorder.display': holds.carerName,
    'asserter.display': holds.carerName,
    onsetString: holds.note,
    abatementString: holds.note,
  },
  map,
};
