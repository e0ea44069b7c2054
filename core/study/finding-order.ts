import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { readStored, writeStored } from './stored-json.ts';

const order = z.array(z.string());
const orderFile = (studyPath: string): string => join(studyPath, 'findings', 'order.json');

/** Keeps the order in which findings stand in the room, the report and the bundle. */
export const keepFindingOrder = (studyPath: string, ids: readonly string[]): void =>
  writeStored(orderFile(studyPath), [...new Set(ids)]);

/** Findings, or whatever `idOf` tells the finding of, in the study's order; those that it does not name last, as given. */
export function inFindingOrder<T>(studyPath: string, items: readonly T[], idOf: (item: T) => string): T[] {
  if (!existsSync(orderFile(studyPath))) return [...items];
  const places = new Map(readStored(orderFile(studyPath), order).map((id, place) => [id, place]));
  const placeOf = (item: T): number => places.get(idOf(item)) ?? places.size;
  return items.toSorted((a, b) => placeOf(a) - placeOf(b));
}
