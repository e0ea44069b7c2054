/**
 * What a typed query may be made of, in the names of DuckDB's own parse (`json_serialize_sql`, DuckDB 1.5). Left of the
 * bar stand the fields that hold further parts, right of it those that hold plain data. A node or a field that is not
 * here does not pass: what a later DuckDB adds is closed until somebody has looked at it.
 */
type Rules = Readonly<Record<string, string>>;

/** Whole queries, tables in FROM, and what orders or limits a query: known by `type`. */
const nodes: Rules = {
  SELECT_NODE:
    'select_list from_table where_clause group_expressions having qualify modifiers cte_map | aggregate_handling group_sets sample',
  SET_OPERATION_NODE: 'left right children modifiers cte_map | setop_type setop_all',
  RECURSIVE_CTE_NODE: 'left right key_targets modifiers cte_map | cte_name union_all aliases',
  CTE_NODE: 'query child modifiers cte_map | ctename aliases materialized',

  BASE_TABLE: '| table_name schema_name catalog_name column_name_alias sample',
  JOIN: 'left right condition | using_columns join_type ref_type',
  SUBQUERY: 'subquery | column_name_alias sample',
  TABLE_FUNCTION: 'function | column_name_alias sample',
  EXPRESSION_LIST: 'values | expected_names expected_types column_name_alias',
  EMPTY: '|',
  SHOW_REF: 'query | show_type table_name column_name_alias',
  PIVOT: 'source aggregates pivots | groups unpivot_names column_name_alias include_nulls',

  ORDER_MODIFIER: 'orders |',
  LIMIT_MODIFIER: 'limit offset |',
  LIMIT_PERCENT_MODIFIER: 'limit offset |',
  DISTINCT_MODIFIER: 'distinct_on_targets |',
  ORDER_DEFAULT: 'expression | null_order',
  ASCENDING: 'expression | null_order',
  DESCENDING: 'expression | null_order',
};

/** Expressions: known by `class`. */
const expressions: Rules = {
  BETWEEN: 'input lower upper |',
  CASE: 'case_checks else_expr |',
  CAST: 'child | cast_type try_cast',
  COLLATE: 'child | collation',
  COLUMN_REF: '| column_names',
  COMPARISON: 'left right |',
  CONJUNCTION: 'children |',
  CONSTANT: '| value',
  FUNCTION: 'children filter order_bys | function_name schema is_operator distinct export_state',
  LAMBDA: 'lhs expr | syntax_type',
  OPERATOR: 'children |',
  POSITIONAL_REFERENCE: '| index',
  STAR: 'expr replace_list | columns exclude_list qualified_exclude_list rename_list relation_name unpacked',
  SUBQUERY: 'subquery child | subquery_type comparison_type',
  WINDOW:
    'children partitions orders arg_orders start_expr end_expr offset_expr default_expr filter_expr | function_name schema start end exclude_clause ignore_nulls distinct',
};

/** What joins nodes and has no name of its own, by the field that it stands in. */
const joints: Rules = {
  root: 'node |',
  subquery: 'node |',
  cte_map: 'map |',
  map: 'value | key',
  value: 'query key_targets | aliases materialized',
  query: 'node |',
  case_checks: 'when_expr then_expr |',
  replace_list: 'value | key',
  pivots: 'pivot_expressions entries | unpivot_names',
  entries: 'star_expr | values alias',
};

/** Fields of every node and expression. */
const common = ['type', 'class', 'alias', 'query_location'];

export interface Shape {
  readonly parts: ReadonlySet<string>;
  readonly fields: ReadonlySet<string>;
}

function compile(rules: Rules): ReadonlyMap<string, Shape> {
  const wordsOf = (text = '') => text.split(' ').filter(Boolean);
  return new Map(
    Object.entries(rules).map(([name, rule]) => {
      const [parts, data] = rule.split('|').map(wordsOf);
      return [name, { parts: new Set(parts), fields: new Set([...common, ...(parts ?? []), ...(data ?? [])]) }];
    }),
  );
}

const shapes = { nodes: compile(nodes), expressions: compile(expressions), joints: compile(joints) };

export type TreeNode = { readonly [field: string]: unknown };

/** What a node is called, and its shape; undefined where it is not in the grammar. `place` is the field it stands in. */
export function shapeOf(node: TreeNode, place: string): { readonly name: string; readonly shape: Shape | undefined } {
  if (typeof node.class === 'string') return { name: node.class, shape: shapes.expressions.get(node.class) };
  if (typeof node.type === 'string') return { name: node.type, shape: shapes.nodes.get(node.type) };
  return { name: place, shape: shapes.joints.get(place) };
}
