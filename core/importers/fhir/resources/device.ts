import { codeCells, coded } from '../coding.ts';
import { eventOf, isRefused, refusedStatus } from '../event.ts';
import { first, type JsonObject, text } from '../json.ts';
import { followed, holds, type Mapped, type ResourceMapping, refuse } from '../mapping.ts';
import { keyAt } from '../reference.ts';

/** What a device is. When it was used, and on whom, is said by a DeviceUseStatement. */
export const device: ResourceMapping = {
  type: 'Device',
  table: 'device_exposure',
  reads: [
    'type',
    'status',
    'udiCarrier.deviceIdentifier',
    'udiCarrier.carrierHRF',
    'distinctIdentifier',
    'serialNumber',
    'lotNumber',
    ...followed('patient'),
  ],
  beside: {
    'patient.display': holds.patientName,
    contact: holds.telecom,
    'location.display': holds.place,
    'owner.display': holds.place,
  },
  map(resource: JsonObject): Mapped {
    const code = coded(first(resource, 'type'));
    if (code === null) return refuse('It has no type.');
    const row = {
      key: `Device/${text(resource, 'id')}`,
      ...codeCells(code),
      unique_id: text(resource, 'udiCarrier.deviceIdentifier') ?? text(resource, 'distinctIdentifier'),
      production_id: text(resource, 'serialNumber') ?? text(resource, 'lotNumber'),
    };
    return [{ into: 'device_kind', row }];
  },
};

function mapUse(use: JsonObject): Mapped {
  const refused = refusedStatus(use, 'status', ['entered-in-error', 'intended']);
  if (refused) return refused;
  const key = keyAt(use, ['device'], 'Device');
  if (key === null) return refuse('It names no device.');
  const event = eventOf(use, {
    encounter: 'context',
    performer: ['source'],
    start: ['timingDateTime', 'timingPeriod.start', 'recordedOn'],
    end: ['timingPeriod.end'],
  });
  if (isRefused(event)) return event;
  return [{ into: 'device', row: { ...event, ...codeCells(null), device: key } }];
}

export const deviceUseStatement: ResourceMapping = {
  type: 'DeviceUseStatement',
  table: 'device_exposure',
  reads: [
    'status',
    'timingDateTime',
    'timingPeriod',
    'recordedOn',
    ...followed('subject', 'context', 'source', 'device'),
  ],
  beside: { 'subject.display': holds.patientName, 'source.display': holds.carerName },
  map: mapUse,
};
