/** Statements that try to get out, made from a grammar of hostile pieces, the same for the same seed. */

export interface Surroundings {
  /** A folder that is watched. */
  readonly folder: string;
  /** A port on loopback at which somebody listens. */
  readonly port: number;
  /** Every function that this DuckDB has. */
  readonly functions: readonly string[];
}

type Rule = () => string;

export function hostileStatements(random: () => number, { folder, port, functions }: Surroundings): () => string {
  let depth = 0;
  const below = (n: number) => Math.floor(random() * n);
  const pick = <T>(...from: readonly [T, ...T[]]): T => from[below(from.length)] ?? from[0];
  /** One of the rules; deep inside, the first of them, which ends. */
  const grow = (...rules: readonly [Rule, ...Rule[]]): string => {
    depth += 1;
    const made = depth > 5 ? rules[0]() : pick(...rules)();
    depth -= 1;
    return made;
  };
  const some = (rule: Rule, most = 3) => Array.from({ length: 1 + below(most) }, rule).join(', ');

  const file = () =>
    pick(
      `${folder}/out${below(9)}.csv`,
      `${folder}/secret.csv`,
      `${folder}/../${folder.split('/').at(-1)}/out.parquet`,
      'relative.csv',
      '/etc/passwd',
      `http://127.0.0.1:${port}/${below(99)}.parquet`,
      `s3://127.0.0.1:${port}/x.csv`,
      '/dev/stdout',
      `${folder}/dataset.duckdb`,
    );
  const literal = () => pick(String(below(40)), `'${file()}'`, `$$${file()}$$`, "'F'", 'NULL', 'true', `E'\\x41'`);
  const column = () => pick('person_id', 'sex', 'year_of_birth', 'day', 'amount', 'p.sex', '"sex"', 'content', '#1');
  const call = () =>
    `${pick('', '', '', 'main.', 'system.main.', 'pg_catalog.')}${pick(...(functions as [string, ...string[]]))}(${pick('', 'DISTINCT ', '')}${some(expression)}${pick('', '', ` ORDER BY ${column()}`, ', x := 1')})${pick('', '', ` FILTER (${expression()})`, ` OVER (PARTITION BY ${column()})`)}`;
  const expression: Rule = () =>
    grow(
      literal,
      column,
      call,
      call,
      () => `(${expression()} ${pick('+', '=', 'AND', '||', 'LIKE', '->>', '~', 'IN')} ${expression()})`,
      () => `(${query()})`,
      () => `CASE WHEN ${expression()} THEN ${expression()} END`,
      () => `CAST(${expression()} AS ${pick('VARCHAR', 'JSON', 'BLOB', 'INTEGER[]', 'own_type')})`,
      () => `[${expression()} FOR x IN [${some(expression)}]]`,
      () => `EXISTS (${query()})`,
      () => `{'a': ${expression()}}.a`,
      () => `list_transform([1], lambda x: ${expression()})`,
      () => `COLUMNS(${expression()})`,
    );
  const table: Rule = () =>
    grow(
      () => pick('person p', 'cdm.visit', 'results.cohort', 'visit', 'memory.main.person'),
      () => `'${file()}'`,
      () => `"${file()}"`,
      () => `${call()}`,
      () =>
        `${pick('read_csv', 'read_text', 'read_parquet', 'glob', 'query', 'query_table', 'sniff_csv')}('${file()}')`,
      () =>
        pick(
          'duckdb_settings()',
          'information_schema.tables',
          'sqlite_master',
          'pg_catalog.pg_class',
          'duckdb_secrets()',
        ),
      () => `(${query()}) q`,
      () => `(VALUES (${some(expression)})) v`,
      () =>
        `${table()} ${pick('JOIN', 'ASOF JOIN', 'POSITIONAL JOIN', 'LEFT JOIN', 'SEMI JOIN')} ${table()} USING (person_id)`,
      () => `range(${below(9)})`,
      () => `LATERAL (${query()})`,
      () => `(PIVOT ${table()} ON ${column()} IN ('F', ${literal()}) USING ${call()})`,
      () => `(UNPIVOT ${table()} ON ${column()} INTO NAME n VALUE v)`,
      () => `(DESCRIBE ${table()})`,
      () => `${table()} TABLESAMPLE ${1 + below(50)}%`,
      () => `${table()} AT (VERSION => ${expression()})`,
    );
  const query: Rule = () =>
    grow(
      () => `SELECT ${some(expression)} FROM ${table()}`,
      () => `FROM ${table()}`,
      () => `SELECT ${some(expression)} FROM ${table()} WHERE ${expression()} GROUP BY ALL QUALIFY ${expression()}`,
      () => `WITH t AS ${pick('', 'MATERIALIZED ')}(${query()}) FROM t, ${table()}`,
      () => `WITH "${file()}" AS (${query()}) FROM "${file()}"`,
      () => `${query()} ${pick('UNION', 'UNION ALL BY NAME', 'EXCEPT', 'INTERSECT')} ${query()}`,
      () => `VALUES (${some(expression)})`,
      () => `SELECT * FROM ${table()} ORDER BY ${expression()} LIMIT (${query()})`,
      () => `SUMMARIZE ${query()}`,
      () => `DESCRIBE ${query()}`,
      () => `PIVOT ${table()} ON ${column()} USING ${call()}`,
    );
  const act: Rule = () =>
    pick<Rule>(
      () => `COPY (${query()}) TO '${file()}' (FORMAT ${pick('csv', 'parquet', 'json')})`,
      () => `COPY person FROM '${file()}'`,
      () => `EXPORT DATABASE '${folder}/export'`,
      () => `ATTACH '${file()}' AS a${below(9)}`,
      () => `INSTALL ${pick('httpfs', 'json')} FROM '${file()}'`,
      () => `LOAD '${file()}'`,
      () =>
        `SET ${pick('temp_directory', 'log_query_path', 'profiling_output', 'secret_directory', 'threads')} = '${file()}'`,
      () => `SET VARIABLE v = (${query()})`,
      () =>
        `PRAGMA ${pick("enable_profiling='json'", `profiling_output='${file()}'`, 'database_list', 'enable_logging')}`,
      () =>
        `CALL ${pick('enable_logging', 'start_ui', 'force_checkpoint', ...(functions as [string, ...string[]]))}(${some(literal)})`,
      () => `CREATE ${pick('', 'TEMP ', 'OR REPLACE ')}${pick('TABLE', 'VIEW')} made AS ${query()}`,
      () => `CREATE MACRO m(x) AS TABLE ${query()}`,
      () => `CREATE PERSISTENT SECRET s (TYPE http, BEARER_TOKEN 'x')`,
      () => `INSERT INTO person ${query()}`,
      () => `PREPARE p AS ${query()}`,
      () => `EXECUTE p('${file()}')`,
      () =>
        `${pick('CHECKPOINT', 'VACUUM', 'BEGIN', 'UPDATE EXTENSIONS', 'DETACH cdm', 'USE memory', 'DROP VIEW person')}`,
    )();
  /** What stands around a statement, to be overlooked by who reads only its beginning or end. */
  const wrap = (sql: string) =>
    pick<Rule>(
      () => sql,
      () => sql,
      () => sql,
      () => `EXPLAIN ${sql}`,
      () => `EXPLAIN ANALYZE ${sql}`,
      () => `EXPLAIN (FORMAT json) ${sql}`,
      () => `-- SELECT\n${sql}`,
      () => `/* ; */ ${sql} -- ;`,
      () => `SELECT 1; ${sql}`,
      () => `${sql}; SELECT 1`,
      () => `;${sql};`,
      () => ` ${sql}`,
      () => sql.replace(/[aeiou]/gi, (letter) => (random() < 0.5 ? letter.toUpperCase() : letter)),
    )();
  return () => wrap(random() < 0.7 ? query() : act());
}
