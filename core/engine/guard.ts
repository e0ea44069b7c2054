import { Failure } from '../../contract/failure.ts';
import { allowedFunctions, allowedTableFunctions } from './allowed-functions.ts';
import type { Connection } from './database.ts';

type Node = { readonly [key: string]: unknown };

const tableReferences = new Set([
  'BASE_TABLE',
  'JOIN',
  'SUBQUERY',
  'TABLE_FUNCTION',
  'EXPRESSION_LIST',
  'EMPTY',
  'SHOW_REF',
]);
const shows = new Set(['DESCRIBE', 'SUMMARY']);

/** What a query may read: `cdm` tables by name, and the tables of schema `results`. */
export interface ReadableTables {
  readonly cdm: ReadonlySet<string>;
  readonly results: ReadonlySet<string>;
}

function refuse(message: string): never {
  throw new Failure('sql', message, { guard: true });
}

function checkBaseTable(node: Node, readable: ReadableTables, ctes: ReadonlySet<string>): void {
  const name = String(node.table_name ?? '').toLowerCase();
  const schema = String(node.schema_name ?? '').toLowerCase();
  const catalog = String(node.catalog_name ?? '').toLowerCase();
  const place = [catalog, schema].filter(Boolean).join('.');
  if (place === '' && (ctes.has(name) || readable.cdm.has(name))) return;
  if (['cdm', 'main', 'cdm.main'].includes(place) && readable.cdm.has(name)) return;
  if (['results', 'memory.results'].includes(place) && readable.results.has(name)) return;
  refuse(
    `“${[place, node.table_name].filter(Boolean).join('.')}” is not a table of this dataset. A query can read the dataset's own tables (cdm.person …) and results.cohort; files and system tables are closed.`,
  );
}

function checkReference(node: Node, readable: ReadableTables, ctes: ReadonlySet<string>): void {
  const type = String(node.type);
  if (!tableReferences.has(type)) refuse(`FROM … ${type} is not allowed in a query here.`);
  if (type === 'BASE_TABLE') checkBaseTable(node, readable, ctes);
  if (type === 'TABLE_FUNCTION') {
    const name = String((node.function as Node | undefined)?.function_name ?? '').toLowerCase();
    if (!allowedTableFunctions.has(name))
      refuse(`The table function ${name}() is not allowed: it could read outside this dataset.`);
  }
  if (type === 'SHOW_REF' && (!shows.has(String(node.show_type)) || !node.query))
    refuse('SHOW is not allowed; use DESCRIBE or SUMMARIZE of one table.');
  if (type === 'JOIN') {
    checkReference(node.left as Node, readable, ctes);
    checkReference(node.right as Node, readable, ctes);
  }
}

const plainName = /^[a-z_][a-z0-9_]*$/;
const systemName = /^(duckdb|sqlite|pg|pragma|information_schema)(_|$)/;

/** A CTE's name lets the same name pass anywhere in the query, so it must not be one that DuckDB would find elsewhere. */
function checkCteNames(names: ReadonlySet<string>): void {
  for (const name of names) {
    if (!plainName.test(name) || systemName.test(name))
      refuse(
        `“${name}” can't be the name of a WITH query here. Use plain letters, digits and underscores, and no name of a system table.`,
      );
  }
}

function cteNames(value: unknown, into = new Set<string>()): Set<string> {
  if (Array.isArray(value)) for (const item of value) cteNames(item, into);
  else if (value && typeof value === 'object') {
    const node = value as Node;
    const map = (node.cte_map as { map?: { key: string }[] } | undefined)?.map;
    for (const { key } of map ?? []) into.add(key.toLowerCase());
    if (typeof node.cte_name === 'string') into.add(node.cte_name.toLowerCase());
    if (typeof node.ctename === 'string') into.add(node.ctename.toLowerCase());
    for (const item of Object.values(node)) cteNames(item, into);
  }
  return into;
}

function walk(value: unknown, readable: ReadableTables, ctes: ReadonlySet<string>): void {
  if (Array.isArray(value)) {
    for (const item of value) walk(item, readable, ctes);
    return;
  }
  if (!value || typeof value !== 'object') return;
  const node = value as Node;
  if (node.from_table) checkReference(node.from_table as Node, readable, ctes);
  if (node.type === 'SHOW_REF') walk({ from_table: (node.query as Node).from_table }, readable, ctes);
  if (node.type === 'BASE_TABLE') checkBaseTable(node, readable, ctes);
  if (typeof node.function_name === 'string' && !allowedFunctions.has(node.function_name.toLowerCase())) {
    refuse(`The function ${node.function_name}() is not on the list of functions a query may call.`);
  }
  for (const item of Object.values(node)) walk(item, readable, ctes);
}

/**
 * Lets through one SELECT over known tables with known functions and refuses everything else by name. Works on
 * DuckDB's own parse (`json_serialize_sql`), so that what is checked is what is run.
 * @throws Failure `sql` that says which word was refused and why.
 */
export async function guardQuery(parser: Connection, sql: string, readable: ReadableTables): Promise<void> {
  const { parsed } = await parser.one<{ parsed: string }>(
    'SELECT json_serialize_sql($1::VARCHAR, skip_null := true, skip_empty := true, skip_default := true) AS parsed',
    [sql],
  );
  const tree = JSON.parse(parsed) as {
    error: boolean;
    error_type?: string;
    error_message?: string;
    statements?: unknown[];
  };
  if (tree.error) {
    if (tree.error_type === 'not implemented')
      refuse(
        'Only SELECT statements run here: nothing in a study is changed by a query, and nothing is written to a file.',
      );
    refuse(`The query could not be read: ${tree.error_message ?? 'unknown error'}.`);
  }
  if (tree.statements?.length !== 1) refuse('Run one SELECT at a time.');
  const ctes = cteNames(tree.statements);
  checkCteNames(ctes);
  walk(tree.statements, readable, ctes);
}
