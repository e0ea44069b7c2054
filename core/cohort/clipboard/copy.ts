import { Failure } from '../../../contract/failure.ts';
import { isObject } from '../outline/spot.ts';
import { stepsOf } from '../path.ts';
import { ownKey, plainDefinition } from '../rules-off.ts';
import { setIdsIn } from '../set-ids.ts';
import { kindOfPart } from './part.ts';

type Json = Readonly<Record<string, unknown>>;

/** What stands at a path of a definition. @throws Failure `invalid_input` where nothing does. */
export function partAt(definition: Json, path: string): unknown {
  let held: unknown = definition;
  for (const step of stepsOf(path)) {
    const inside = isObject(held) || Array.isArray(held) ? (held as Record<string | number, unknown>) : {};
    held = Object.hasOwn(inside, step) ? inside[step] : undefined;
  }
  if (held === undefined)
    throw new Failure('invalid_input', `There is nothing at ${path} in the definition any more. Look at it again.`);
  return held;
}

/**
 * A part of a definition as JSON text to paste elsewhere. The whole (`$`) and a concept set are Circe JSON as ATLAS reads
 * it; other parts stand beside the concept sets that they use.
 */
export function copyPart(definition: Json, path: string): string {
  if (path === '$') return text(plainDefinition(definition));
  const value = partAt(definition, path);
  const kind = kindOfPart(value);
  if (kind === null)
    throw new Failure(
      'invalid_input',
      `What stands at ${path} can’t be copied by itself. Copy the criterion or rule it belongs to.`,
    );
  if (kind === 'conceptSet') return text(value);
  const used = new Set(setIdsIn(value));
  const sets = Array.isArray(definition.ConceptSets) ? definition.ConceptSets : [];
  return text({
    [ownKey]: { copied: kind },
    value,
    ConceptSets: sets.filter((set) => isObject(set) && used.has(set.id as number)),
  });
}

const text = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;
