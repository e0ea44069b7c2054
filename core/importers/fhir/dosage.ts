import { codeCells, coded, preferred, sourceValue } from './coding.ts';
import { first, type Json, type JsonObject, number, text } from './json.ts';
import { holds } from './mapping.ts';
import { containedAt, keyAt } from './reference.ts';
import type { Cell } from './staged.ts';

type Cells = Readonly<Record<string, Cell>>;

/** The drug of a medication resource: its own code, a contained Medication's, or the key of one that stands alone. */
export function drugCells(resource: JsonObject): Cells | null {
  const own = coded(first(resource, 'medicationCodeableConcept'), preferred.drug);
  if (own) return codeCells(own);
  const contained = containedAt(resource, 'medicationReference');
  if (contained) {
    const code = coded(first(contained, 'code'), preferred.drug);
    return code && codeCells(code);
  }
  const medication = keyAt(resource, ['medicationReference'], 'Medication');
  return medication === null ? null : { ...codeCells(null), medication };
}

/** How it is taken, from a Dosage at `path`. */
export function dosageCells(resource: Json, path: string): Cells {
  const dosage = first(resource, path);
  return {
    sig: text(dosage, 'text'),
    route: sourceValue(coded(first(dosage, 'route'))),
    dose_unit: text(dosage, 'doseAndRate.doseQuantity.unit') ?? text(dosage, 'dose.unit'),
  };
}

export const dosagePaths = (path: string): string[] => [`${path}.text`, `${path}.route`, `${path}.doseAndRate`];

export const drugPaths: readonly string[] = [
  'medicationCodeableConcept',
  'medicationReference.reference',
  'medicationReference.type',
  'medicationReference.identifier',
  'medicationReference.display',
  'contained(Medication).code',
];

/** Days of a Duration; null where it is given in another unit than days, weeks, months or years. */
export function days(resource: Json, path: string): number | null {
  const duration = first(resource, path);
  const each: Readonly<Record<string, number>> = { d: 1, day: 1, days: 1, wk: 7, week: 7, weeks: 7, mo: 30, a: 365 };
  const unit = text(duration, 'code') ?? text(duration, 'unit') ?? '';
  const value = number(duration, 'value');
  const factor = each[unit.toLowerCase()];
  return value === null || factor === undefined ? null : Math.round(value * factor);
}

export const drugBeside = {
  'subject.display': holds.patientName,
  'requester.display': holds.carerName,
  'performer.actor.display': holds.carerName,
  'performer.display': holds.carerName,
  'recorder.display': holds.carerName,
  'informationSource.display': holds.carerName,
  'location.display': holds.place,
  'dosageInstruction.patientInstruction': holds.note,
  'dosage.patientInstruction': holds.note,
} as const;
