import { codeCells, coded, preferred, sourceValue } from '../coding.ts';
import { eventOf, isRefused, refusedStatus } from '../event.ts';
import { first, type JsonObject, number, text } from '../json.ts';
import { followed, holds, type Mapped, type ResourceMapping, refuse } from '../mapping.ts';

function map(specimen: JsonObject): Mapped {
  const refused = refusedStatus(specimen, 'status', ['entered-in-error', 'unavailable']);
  if (refused) return refused;
  const code = coded(first(specimen, 'type'), preferred.condition);
  if (code === null) return refuse('It has no type.');
  const event = eventOf(specimen, {
    performer: ['collection.collector'],
    start: ['collection.collectedDateTime', 'collection.collectedPeriod.start', 'receivedTime'],
  });
  if (isRefused(event)) return event;
  const row = {
    ...event,
    ...codeCells(code),
    quantity: number(specimen, 'collection.quantity.value'),
    unit: text(specimen, 'collection.quantity.unit'),
    body_site: sourceValue(coded(first(specimen, 'collection.bodySite'))),
    source_id: text(specimen, 'accessionIdentifier.value'),
  };
  return [{ into: 'specimen', row }];
}

export const specimen: ResourceMapping = {
  type: 'Specimen',
  table: 'specimen',
  reads: [
    'status',
    'type',
    'accessionIdentifier',
    'receivedTime',
    'collection.collectedDateTime',
    'collection.collectedPeriod.start',
    'collection.quantity',
    'collection.bodySite',
    ...followed('subject', 'collection.collector'),
  ],
  beside: { 'subject.display': holds.patientName, 'collection.collector.display': holds.carerName },
  map,
};
