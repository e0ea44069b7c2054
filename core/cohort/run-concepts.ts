import type { JobContext } from '../../contract/context.ts';
import type { Connection, Row } from '../engine/database.ts';
import type { CheckedExpression, CohortProblem } from './check.ts';
import { usedSets } from './compile.ts';
import type { ConceptSet } from './expression/concept-set.ts';
import { addConceptSets } from './sql/concept-sets.ts';
import { duckdb } from './sql/dialect-duckdb.ts';
import { type Concepts, createScope } from './sql/scope.ts';

/** What a dataset's vocabulary makes of the concept sets of one or more definitions. */
export interface ResolvedSets {
  /** The concepts of every set that a definition uses, by the set's id. */
  readonly of: (expression: CheckedExpression) => ReadonlyMap<number, Concepts>;
  /** Ids in the definitions' concept sets that the vocabulary does not know. */
  readonly unknown: ReadonlySet<number>;
}

/** What decides which concepts a set has: sets that are written alike are resolved once. */
const keyOf = ({ items }: ConceptSet) =>
  items.map((item) => [item.concept.id, item.isExcluded, item.includeDescendants, item.includeMapped].join()).join(';');

/** Resolves the concept sets of all definitions in one statement, one pass over each vocabulary table. */
export async function resolveSets(
  connection: Connection,
  expressions: readonly CheckedExpression[],
  cdm: string,
  context: JobContext,
): Promise<ResolvedSets> {
  const numbers = new Map<string, number>();
  const distinct: ConceptSet[] = [];
  for (const set of expressions.flatMap(usedSets)) {
    const key = keyOf(set);
    if (numbers.has(key)) continue;
    numbers.set(key, distinct.length);
    distinct.push({ ...set, id: distinct.length });
  }
  const asked = [...new Set(expressions.flatMap(idsOf))];
  const { found, unknown } = isPlain(distinct, asked)
    ? await resolvePlain(connection, { sets: distinct, asked, cdm }, context)
    : await resolveAny(connection, { sets: distinct, asked, cdm }, context);
  const none = { count: 0, ids: '' };
  return {
    of: (expression) =>
      new Map(usedSets(expression).map((set) => [set.id, found.get(numbers.get(keyOf(set))!) ?? none])),
    unknown: new Set(unknown),
  };
}

const idsOf = ({ conceptSets }: CheckedExpression) =>
  conceptSets.flatMap(({ items }) => items.map(({ concept }) => concept.id));

interface Asked {
  /** Sets that are written differently, numbered from 0. */
  readonly sets: readonly ConceptSet[];
  /** Every concept that the definitions name. */
  readonly asked: readonly number[];
  readonly cdm: string;
}

interface Found {
  readonly found: ReadonlyMap<number, Concepts>;
  readonly unknown: readonly number[];
}

/** More concepts than this are looked up in one statement with all else. */
const mostPlain = 500;

/** Whether the sets hold only what they name, so that it is enough to look which of these concepts there are. */
const isPlain = (sets: readonly ConceptSet[], asked: readonly number[]) =>
  asked.length <= mostPlain &&
  sets.every(({ items }) => items.every((item) => !item.includeDescendants && !item.includeMapped));

async function resolvePlain(connection: Connection, { sets, asked, cdm }: Asked, context: JobContext): Promise<Found> {
  if (asked.length === 0) return { found: new Map(), unknown: [] };
  const { table } = createScope({ cdm, conceptSets: 'concept_sets', tables: new Set() });
  const query = `SELECT concept_id AS id FROM ${table('concept')} WHERE concept_id IN (${asked.join(', ')})`;
  const rows = await connection.rows<{ readonly id: number | string }>(query, [], context);
  const known = new Set(rows.map(({ id }) => Number(id)));
  const members = ({ items }: ConceptSet): Concepts => {
    const ids = (isExcluded: boolean) =>
      items.filter((item) => item.isExcluded === isExcluded).map(({ concept }) => concept.id);
    const excluded = new Set(ids(true));
    const kept = [...new Set(ids(false))].filter((id) => known.has(id) && !excluded.has(id)).sort((a, b) => a - b);
    return { count: kept.length, ids: kept.join(', ') };
  };
  return {
    found: new Map(sets.map((set, number) => [number, members(set)])),
    unknown: asked.filter((id) => !known.has(id)),
  };
}

async function resolveAny(connection: Connection, all: Asked, context: JobContext): Promise<Found> {
  const query = resolvingQuery(all);
  const rows = query === null ? [] : await connection.rows<SetRow>(query, [], context);
  const unknown = rows.find(({ number }) => number === null);
  return {
    found: new Map(
      rows.flatMap(({ number, count, ids }) =>
        number === null ? [] : [[number, { count: Number(count), ids: ids ?? '' }]],
      ),
    ),
    unknown: unknown?.ids?.split(', ').map(Number) ?? [],
  };
}

interface SetRow extends Row {
  readonly number: number | null;
  readonly count: number | string;
  readonly ids: string | null;
}

/** One row a set; the row without a number has the ids that the vocabulary does not know. Null where none is asked for. */
function resolvingQuery({ sets, asked, cdm }: Asked): string | null {
  const scope = createScope({ cdm, conceptSets: 'concept_sets', tables: new Set() });
  const parts: string[] = [];
  if (sets.length > 0)
    parts.push(
      `SELECT set_id AS number, ${listed('concept_id')}\nFROM ${addConceptSets(scope, sets)}\nGROUP BY set_id`,
    );
  if (asked.length > 0)
    parts.push(
      [
        `SELECT NULL AS number, ${listed('id')}`,
        `FROM (SELECT ${duckdb.unnested(asked.join(', '))} AS id)`,
        `ANTI JOIN ${scope.table('concept')} c ON c.concept_id = id`,
      ].join('\n'),
    );
  return parts.length === 0 ? null : scope.steps.with(parts.join('\nUNION ALL\n'));
}

const listed = (id: string) => `count(*) AS count, string_agg(CAST(${id} AS VARCHAR), ', ' ORDER BY ${id}) AS ids`;

/** Of one concept set more unknown concepts than this are counted, not named. */
const mostNamed = 20;

/**
 * Concepts of the definition's concept sets that the dataset's vocabulary does not know, as warnings with their path:
 * Circe leaves them out, and what they were meant to find is not found.
 */
export function conceptWarnings(expression: CheckedExpression, unknown: ReadonlySet<number>): CohortProblem[] {
  return expression.conceptSets.flatMap(({ path, items }) => {
    const absent = items.flatMap(({ concept: { id } }, i) => (unknown.has(id) ? [{ id, i }] : []));
    const named = absent.slice(0, mostNamed).map(({ id, i }) => ({
      path: `${path}.expression.items[${i}].concept`,
      severity: 'warning' as const,
      message: `The dataset’s vocabulary has no concept ${id}, so it finds nothing. Import a vocabulary that has it, or remove it.`,
    }));
    const more = absent.length - named.length;
    if (more === 0) return named;
    const message = `The dataset’s vocabulary has none of ${more} more concepts of this set either. Import a vocabulary that has them.`;
    return [...named, { path: `${path}.expression.items`, severity: 'warning' as const, message }];
  });
}
