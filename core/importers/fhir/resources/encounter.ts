import { codeCells, coded, sourceValue } from '../coding.ts';
import { eventOf, isRefused, refusedStatus } from '../event.ts';
import { first, type JsonObject, text } from '../json.ts';
import { followed, holds, type Mapped, type ResourceMapping } from '../mapping.ts';
import { keyAt } from '../reference.ts';

function map(encounter: JsonObject): Mapped {
  const refused = refusedStatus(encounter, 'status', ['entered-in-error', 'cancelled', 'planned']);
  if (refused) return refused;
  const event = eventOf(encounter, {
    performer: ['participant.individual'],
    start: ['period.start'],
    end: ['period.end'],
  });
  if (isRefused(event)) return event;
  const row = {
    ...event,
    ...codeCells(coded(first(encounter, 'type'))),
    key: `Encounter/${text(encounter, 'id')}`,
    class: text(encounter, 'class.code'),
    location: keyAt(encounter, ['location.location'], 'Location'),
    organization: keyAt(encounter, ['serviceProvider'], 'Organization'),
    admit: sourceValue(coded(first(encounter, 'hospitalization.admitSource'))),
    discharge: sourceValue(coded(first(encounter, 'hospitalization.dischargeDisposition'))),
  };
  return [{ into: 'visit', row }];
}

export const encounter: ResourceMapping = {
  type: 'Encounter',
  table: 'visit_occurrence',
  reads: [
    'status',
    'class',
    'type',
    'period',
    'hospitalization.admitSource',
    'hospitalization.dischargeDisposition',
    ...followed('subject', 'participant.individual', 'location.location', 'serviceProvider'),
  ],
  beside: {
    'subject.display': holds.patientName,
    'participant.individual.display': holds.carerName,
    'location.location.display': holds.place,
    'serviceProvider.display': holds.place,
  },
  map,
};
