import * as about from './about.ts';
import * as clinical from './clinical.ts';
import * as derived from './derived.ts';
import * as events from './events.ts';
import * as healthSystem from './health-system.ts';
import * as notes from './notes.ts';
import type { CdmTable } from './table.ts';
import * as vocabulary from './vocabulary.ts';

/** Every table of CDM 5.3 and 5.4 by name. */
export const cdmTables: ReadonlyMap<string, CdmTable> = new Map(
  [clinical, events, notes, healthSystem, derived, vocabulary, about]
    .flatMap((group): CdmTable[] => Object.values(group))
    .map((table) => [table.name, table]),
);
