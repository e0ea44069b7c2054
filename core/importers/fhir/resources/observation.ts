import { codeCells, coded, preferred, sourceValue } from '../coding.ts';
import { eventOf, isRefused, refusedStatus } from '../event.ts';
import { findingValue, rangeCells } from '../finding.ts';
import { all, first, type Json, type JsonObject } from '../json.ts';
import { followed, holds, type Mapped, type ResourceMapping, refuse } from '../mapping.ts';
import type { Cell, StagedRow } from '../staged.ts';

/** What is measured goes to `measurement`: laboratory, vital signs, and whatever has a number. */
const measured = ['laboratory', 'vital-signs', 'exam', 'imaging'];

const values = (prefix: string): string[] =>
  ['Quantity', 'CodeableConcept', 'String', 'Boolean', 'Integer', 'Range', 'Ratio', 'DateTime', 'Time'].map(
    (type) => `${prefix}value${type}`,
  );

function rowOf(holder: Json, event: Readonly<Record<string, Cell>>, isMeasured: boolean): StagedRow | null {
  const code = coded(first(holder, 'code'), preferred.measurement);
  if (code === null) return null;
  const value = findingValue(holder);
  const qualifier = sourceValue(coded(first(holder, 'interpretation')));
  const row = { ...event, ...codeCells(code), ...value?.cells, ...rangeCells(holder), qualifier };
  return isMeasured || value?.isNumber ? { into: 'measurement', row } : { into: 'observation', row };
}

function map(observation: JsonObject): Mapped {
  const refused = refusedStatus(observation, 'status', ['entered-in-error', 'cancelled']);
  if (refused) return refused;
  const event = eventOf(observation, {
    performer: ['performer'],
    start: ['effectiveDateTime', 'effectivePeriod.start', 'effectiveInstant', 'issued'],
  });
  if (isRefused(event)) return event;
  const categories = all(observation, 'category.coding.code');
  const isMeasured = categories.some((one) => typeof one === 'string' && measured.includes(one));
  const components = all(observation, 'component').flatMap((one) => rowOf(one, event, isMeasured) ?? []);
  const isPanel = components.length > 0 && findingValue(observation) === null;
  const own = isPanel ? null : rowOf(observation, event, isMeasured);
  const rows = own ? [own, ...components] : components;
  return rows.length > 0 ? rows : refuse('It has no code.');
}

export const observation: ResourceMapping = {
  type: 'Observation',
  table: 'measurement',
  reads: [
    'status',
    'category',
    'code',
    'component.code',
    'effectiveDateTime',
    'effectivePeriod.start',
    'effectiveInstant',
    'issued',
    'interpretation',
    'component.interpretation',
    ...['', 'component.'].flatMap((prefix) => [
      ...values(prefix),
      `${prefix}referenceRange.low`,
      `${prefix}referenceRange.high`,
    ]),
    ...followed('subject', 'encounter', 'performer'),
  ],
  beside: {
    'subject.display': holds.patientName,
    'performer.display': holds.carerName,
  },
  map,
};
