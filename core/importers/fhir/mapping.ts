import type { NameFinding } from '../../deidentify/column-name.ts';
import type { JsonObject } from './json.ts';
import type { StagedRow } from './staged.ts';

/** Rows, or the reason why there can be none: in the specification's words, never in the resource's. */
export type Mapped = readonly StagedRow[] | { readonly refused: string };

/** How one type of resource becomes rows. `core/importers/fhir/resources/` has a file of them each. */
export interface ResourceMapping {
  readonly type: string;
  /** The table of the CDM under which its rejected resources are counted. */
  readonly table: string;
  /** Paths the mapping reads; all below them counts as mapped. What is in neither list is counted as unmapped. */
  readonly reads: readonly string[];
  /** Paths that no table takes and that identify someone, with what they hold. The gate decides about them. */
  readonly beside: Readonly<Record<string, NameFinding>>;
  map(resource: JsonObject): Mapped;
}

export const refuse = (refused: string): { readonly refused: string } => ({ refused });

const strong = (letter: string, label: string): NameFinding => ({ letter, label, strength: 'strong' });

/** What FHIR's own elements hold, by Safe Harbor letter. */
export const holds = {
  patientName: strong('A', 'name of the patient'),
  relativeName: strong('A', 'name, number or address of a relative'),
  carerName: strong('A', 'name of a carer'),
  place: strong('B', 'place'),
  address: strong('B', 'address'),
  telecom: strong('D', 'telephone, fax or e-mail'),
  recordNumber: strong('H', 'number of the record in the source'),
  photo: strong('Q', 'photograph'),
  deviceNumber: strong('M', 'number of a device'),
  narrative: strong('R', 'narrative text'),
  note: strong('R', 'free text'),
} as const;

/** Elements every resource can have that must meet the gate. */
export const besideAlways: Readonly<Record<string, NameFinding>> = {
  'text.div': holds.narrative,
  identifier: holds.recordNumber,
  note: holds.note,
};

/** Elements about the resource itself, not about what it records. */
export const readAlways: readonly string[] = ['resourceType', 'id', 'meta', 'implicitRules', 'language', 'text.status'];

/** The parts of a Reference that are followed; its `display` is a name, and stays beside. */
export const followed = (...paths: readonly string[]): string[] =>
  paths.flatMap((path) => [`${path}.reference`, `${path}.identifier`, `${path}.type`]);
