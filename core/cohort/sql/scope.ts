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
  /** Adds the steps of another cohort and names the last: its stays, one row each. */
  readonly cohort: (name: string) => string;
}

export interface ScopeOptions {
  readonly dialect?: Dialect;
  readonly cdm: string;
  readonly conceptSets: string;
  readonly tables: Set<string>;
}

export function createScope({ dialect = duckdb, cdm, conceptSets, tables }: ScopeOptions): Scope {
  const schema = qualified(cdm, dialect);
  return {
    dialect,
    steps: createSteps(dialect.materialized),
    cdm: schema,
    conceptSets,
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

/** The concepts of a set, as something a column can be IN. */
export function conceptsOf(scope: Scope, setId: number): string {
  return `(SELECT concept_id FROM ${scope.conceptSets} WHERE set_id = ${setId})`;
}
