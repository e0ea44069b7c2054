import { basename } from 'node:path';
import type { SourceFile } from '../source-files.ts';

/** The files of Synthea's CSV export that become tables; https://github.com/synthetichealth/synthea/wiki/CSV-File-Data-Dictionary */
export const syntheaNames = [
  'patients',
  'encounters',
  'conditions',
  'medications',
  'procedures',
  'observations',
  'immunizations',
  'allergies',
  'devices',
] as const;
export type SyntheaName = (typeof syntheaNames)[number];

/** Columns without which a file is something else of that name. */
export const syntheaColumns: Readonly<Record<SyntheaName, readonly string[]>> = {
  patients: ['Id', 'BIRTHDATE', 'GENDER'],
  encounters: ['Id', 'START', 'PATIENT', 'ENCOUNTERCLASS'],
  conditions: ['START', 'PATIENT', 'CODE'],
  medications: ['START', 'PATIENT', 'CODE'],
  procedures: ['PATIENT', 'CODE'],
  observations: ['DATE', 'PATIENT', 'CODE', 'VALUE'],
  immunizations: ['DATE', 'PATIENT', 'CODE'],
  allergies: ['START', 'PATIENT', 'CODE'],
  devices: ['START', 'PATIENT', 'CODE'],
};

export interface SyntheaFiles {
  readonly files: ReadonlyMap<SyntheaName, SourceFile>;
  readonly ignored: readonly SourceFile[];
}

/** Files by name; where one is there twice the first counts and the other is left aside. */
export function syntheaFiles(all: readonly SourceFile[]): SyntheaFiles {
  const files = new Map<SyntheaName, SourceFile>();
  const ignored: SourceFile[] = [];
  for (const file of all) {
    const bare = basename(file.name)
      .toLowerCase()
      .replace(/\.csv(\.gz)?$/, '');
    const name = syntheaNames.find((one) => one === bare && /\.csv(\.gz)?$/i.test(file.name));
    if (name && !files.has(name)) files.set(name, file);
    else ignored.push(file);
  }
  return { files, ignored };
}
