import { Failure } from '../../contract/failure.ts';
import { allowedFunctions, allowedTableFunctions } from './allowed-functions.ts';
import type { Connection } from './database.ts';
import { whyNoQuery } from './refused-words.ts';
import { shapeOf, type TreeNode } from './sql-grammar.ts';

/** What a query may read: `cdm` tables by name, and the tables of schema `results`. */
export interface ReadableTables {
  readonly cdm: ReadonlySet<string>;
  readonly results: ReadonlySet<string>;
}

/** What is readable at one place in a query: the tables, and the WITH queries around it. */
interface Scope {
  readonly readable: ReadableTables;
  readonly ctes: ReadonlySet<string>;
}

function refuse(message: string): never {
  throw new Failure('sql', message, { guard: true });
}

const lower = (value: unknown) => (typeof value === 'string' ? value.toLowerCase() : '');

function checkBaseTable(node: TreeNode, { readable, ctes }: Scope): void {
  const name = lower(node.table_name);
  const place = [lower(node.catalog_name), lower(node.schema_name)].filter(Boolean).join('.');
  if (place === '' && (ctes.has(name) || readable.cdm.has(name))) return;
  if (['cdm', 'main', 'cdm.main'].includes(place) && readable.cdm.has(name)) return;
  if (['results', 'memory.results'].includes(place) && readable.results.has(name)) return;
  refuse(
    `“${[place, node.table_name].filter(Boolean).join('.')}” is not a table of this dataset. A query can read the dataset's own tables (cdm.person …) and results.cohort; files and system tables are closed.`,
  );
}

function checkTableFunction(node: TreeNode): void {
  const name = lower((node.function as TreeNode | undefined)?.function_name);
  if (!allowedTableFunctions.has(name))
    refuse(
      `${name}() can't stand in FROM: it could read outside this dataset. There, unnest(), range() and generate_series() can; the Data room loads files, through the import gate.`,
    );
}

function checkFunction(node: TreeNode): void {
  const name = lower(node.function_name);
  const schema = lower(node.schema);
  if (!allowedFunctions.has(name) || !['', 'main', 'pg_catalog'].includes(schema))
    refuse(
      `${[schema, name].filter(Boolean).join('.')}() is not on the list of functions a query may call: those that compute from their arguments and touch nothing else. docs/guide/sql.md has the list.`,
    );
}

function checkShow(node: TreeNode): void {
  if (!['DESCRIBE', 'SUMMARY'].includes(String(node.show_type)) || !node.query)
    refuse('SHOW does not run here. DESCRIBE or SUMMARIZE of one table or query does.');
}

function checkParameter(): never {
  refuse('A query has no parameters ($1, :name) here. Write the values into it.');
}

/** What a node must meet besides its shape. */
const checks: Readonly<Record<string, (node: TreeNode, scope: Scope) => void>> = {
  BASE_TABLE: checkBaseTable,
  TABLE_FUNCTION: checkTableFunction,
  FUNCTION: checkFunction,
  WINDOW: (node) => (node.function_name === undefined ? undefined : checkFunction(node)),
  SHOW_REF: checkShow,
  PARAMETER: checkParameter,
};

const plainName = /^[a-z_][a-z0-9_]*$/;
const systemName = /^(duckdb|sqlite|pg|pragma|information_schema)(_|$)/;

/** The WITH queries that a node names. Their names must not be ones that DuckDB would find elsewhere. */
function namesIn(node: TreeNode): readonly string[] {
  const map = (node.cte_map as { map?: { key: string }[] } | undefined)?.map ?? [];
  const names = [...map.map(({ key }) => key), node.cte_name, node.ctename].map(lower).filter(Boolean);
  for (const name of names) {
    if (!plainName.test(name) || systemName.test(name))
      refuse(
        `“${name}” can't be the name of a WITH query here. Use plain letters, digits and underscores, and no name of a system table.`,
      );
  }
  return names;
}

/** Walks a tree by the grammar: what the grammar does not name is refused, whatever it would do. */
function walk(value: unknown, place: string, scope: Scope): void {
  if (Array.isArray(value)) {
    for (const item of value) walk(item, place, scope);
    return;
  }
  if (typeof value !== 'object' || value === null)
    refuse(`The query has something at “${place}” that a query here may not have.`);
  const node = value as TreeNode;
  const { name, shape } = shapeOf(node, place);
  checks[name]?.(node, scope);
  if (!shape) refuse(`${name} may not stand in a query here.`);
  const names = namesIn(node);
  const within = names.length > 0 ? { ...scope, ctes: new Set([...scope.ctes, ...names]) } : scope;
  for (const [field, part] of Object.entries(node)) {
    if (!shape.fields.has(field)) refuse(`${name} with ${field} may not stand in a query here.`);
    if (shape.parts.has(field)) walk(part, field, within);
  }
}

/** `EXPLAIN` is no part of what DuckDB writes as a tree: what it explains is checked, and must be a query by itself. */
const explain = /^\s*EXPLAIN\s+(?:ANALYZE\s+)?(?=\S)/i;

/**
 * Lets through one query over known tables with known functions, written in a known grammar, and refuses everything
 * else by name. Works on DuckDB's own parse (`json_serialize_sql`), so that what is checked is what is run.
 * @throws Failure `sql` that says which word was refused, why, and what to do instead.
 */
export async function guardQuery(parser: Connection, sql: string, readable: ReadableTables): Promise<void> {
  // DuckDB reads to the first one: what is checked and what is run would be equal only by chance.
  if (sql.includes('\0')) refuse('The query holds a null character (U+0000), which no text has. Take it out.');
  const query = sql.replace(explain, '');
  const { parsed } = await parser.one<{ parsed: string }>(
    'SELECT json_serialize_sql($1::VARCHAR, skip_null := true, skip_empty := true, skip_default := true) AS parsed',
    [query],
  );
  const tree = JSON.parse(parsed) as {
    error: boolean;
    error_type?: string;
    error_message?: string;
    statements?: unknown[];
  };
  if (tree.error) {
    if (tree.error_type === 'not implemented') refuse(whyNoQuery(query));
    refuse(`The query could not be read: ${tree.error_message ?? 'unknown error'}.`);
  }
  if (tree.statements?.length !== 1) refuse('Run one query at a time.');
  walk(tree.statements[0], 'root', { readable, ctes: new Set() });
}
