import { Failure } from '../../../contract/failure.ts';
import type { Dialect } from './dialect.ts';
import { duckdb } from './dialect-duckdb.ts';
import { createSteps, type Steps } from './statement.ts';

/** What every part of the compiler writes to and reads from while one statement is made. */
export interface Scope {
  readonly dialect: Dialect;
  readonly steps: Steps;
  /** The name of a CDM table with its catalog and schema; the table is noted as read. */
  readonly table: (name: string) => string;
  /** `cdm` as written before a table. */
  readonly cdm: string;
  /** Where the concept sets were resolved to: a step, or a temporary table. */
  readonly conceptSets: string;
  /** The concepts themselves, where they are known already. */
  readonly concepts: ReadonlyMap<number, Concepts> | null;
  /** Adds the steps of another cohort and names the last: its stays, one row each. */
  readonly cohort: (name: string) => string;
}

/** The concepts of a set: how many, and their ids with commas between. */
export interface Concepts {
  readonly count: number;
  readonly ids: string;
}

export interface ScopeOptions {
  readonly concepts?: ReadonlyMap<number, Concepts>;
  readonly dialect?: Dialect;
  readonly cdm: string;
  readonly conceptSets: string;
  readonly tables: Set<string>;
}

export function createScope({ dialect = duckdb, cdm, conceptSets, concepts, tables }: ScopeOptions): Scope {
  const schema = qualified(cdm, dialect);
  return {
    dialect,
    steps: createSteps(dialect.materialized),
    cdm: schema,
    conceptSets,
    concepts: concepts ?? null,
    table: (name) => {
      tables.add(name);
      return `${schema}.${name}`;
    },
    cohort: (name) => {
      throw new Failure('internal', `The cohort “${name}” was not read before its stays were asked for.`);
    },
  };
}

/** `catalog.schema` as quoted identifiers where a part is not a plain lower-case name. */
export function qualified(name: string, dialect: Dialect = duckdb): string {
  return name.split('.').map(dialect.identifier).join('.');
}

/** More ids than this are joined as a table; so many, DuckDB still looks for while it scans. */
const mostListed = 50;

/** The concepts of a set, as something a column can be IN. */
export function conceptsOf(scope: Scope, setId: number): string {
  const known = scope.concepts?.get(setId);
  if (known) {
    if (known.count === 0) return '(SELECT CAST(NULL AS BIGINT) WHERE FALSE)';
    if (known.count <= mostListed) return `(${known.ids})`;
    const step = scope.steps.add({
      name: `concept_set_${setId}`,
      note: `the ${known.count} concepts of set ${setId}`,
      body: `SELECT ${scope.dialect.unnested(known.ids)} AS concept_id`,
    });
    return `(SELECT concept_id FROM ${step})`;
  }
  return `(SELECT concept_id FROM ${scope.conceptSets} WHERE set_id = ${setId})`;
}
