import { Failure } from '../../../contract/failure.ts';
import type { ConceptSetItem } from '../../../contract/vocabulary.ts';
import { itemAt } from './item.ts';
import type { ReadSet } from './read-set.ts';
import { repeatedItems } from './repeated.ts';

type Fields = Readonly<Record<string, unknown>>;
const isObject = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * ATLAS JSON as it is found: an expression (`items`), a set with its name around one (`expression`, also as text), a
 * list of items alone, a definition with one concept set. Keys beside those it knows are kept.
 */
export function readJsonSet(text: string, where: string): ReadSet {
  const { expression, path } = expressionIn(parse(text, where), '$', where);
  const { items, ...others } = expression;
  if (!Array.isArray(items)) throw notASet(where);
  const read = items.map((item, i): ConceptSetItem => itemAt(item, `${path}[${i}]`, where));
  return { expression: { ...others, items: read }, warnings: repeatedItems(read) };
}

function parse(text: string, where: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const message = error instanceof Error ? error.message : '';
    const at = /position (\d+)/.exec(message)?.[1];
    const line = at === undefined ? undefined : text.slice(0, Number(at)).split('\n').length;
    throw new Failure(
      'invalid_input',
      `${where} is not JSON${line === undefined ? '' : `: it breaks off in line ${line}`}. Export the concept set from ATLAS again, or copy all of it.`,
    );
  }
}

interface Found {
  readonly expression: Fields;
  /** JSON path of the items. */
  readonly path: string;
}

function expressionIn(value: unknown, path: string, where: string): Found {
  if (Array.isArray(value)) return inList(value, path, where);
  if (!isObject(value)) throw notASet(where);
  if ('items' in value) return { expression: value, path: `${path}.items` };
  const { expression } = value;
  if (typeof expression === 'string') return expressionIn(parse(expression, `The expression of ${where}`), path, where);
  if (expression !== undefined && expression !== null) return expressionIn(expression, `${path}.expression`, where);
  const sets = value.ConceptSets ?? value.conceptSets;
  if (Array.isArray(sets)) return expressionIn(sets, `${path}.ConceptSets`, where);
  if ('concept' in value || 'CONCEPT_ID' in value || 'conceptId' in value)
    return { expression: { items: [value] }, path };
  throw notASet(where);
}

/** A list of items, or a list that holds a single set. */
function inList(list: readonly unknown[], path: string, where: string): Found {
  const sets = list.filter((entry) => isObject(entry) && ('expression' in entry || 'items' in entry));
  if (sets.length === 0) return { expression: { items: list }, path };
  if (sets.length === 1 && list.length === 1) return expressionIn(list[0], `${path}[0]`, where);
  const names = list.flatMap((entry) => (isObject(entry) && typeof entry.name === 'string' ? [entry.name] : []));
  throw new Failure(
    'invalid_input',
    `${where} holds ${list.length} concept sets${names.length > 0 ? ` (${names.slice(0, 5).join(', ')}${names.length > 5 ? ' …' : ''})` : ''}. Give one at a time.`,
  );
}

const notASet = (where: string) =>
  new Failure(
    'invalid_input',
    `${where} is JSON, but not a concept set: ATLAS writes {"items": [{"concept": {"CONCEPT_ID": …}}]}.`,
  );
