import type { JobContext } from '../../../contract/context.ts';
import { Failure } from '../../../contract/failure.ts';
import type { Connection } from '../../engine/database.ts';
import { codesSql, type RiskColumn, rowsSql, valuesSql } from './codes-sql.ts';
import type { Codes } from './partition.ts';
import { riskPolicy } from './policy.ts';

export interface CodedRows {
  readonly rows: number;
  readonly columns: readonly Codes[];
  readonly sql: readonly string[];
}

/** Reads columns as numbers: each value's place in the column's order. The values stay in DuckDB (`risk_values_<c>`). */
export async function readCodes(
  connection: Connection,
  from: string,
  columns: readonly RiskColumn[],
  context: JobContext,
): Promise<CodedRows> {
  const sql = [rowsSql(from, columns), ...columns.map((_, c) => valuesSql(c)), codesSql(columns.length)];
  await connection.run(sql[0]!, [], context);
  const { n } = await connection.one<{ n: number }>('SELECT count(*) AS n FROM risk_rows');
  checkRows(n);
  for (const statement of sql.slice(1, -1)) await connection.run(statement, [], context);
  const read = await connection.numbers(sql.at(-1)!, [], context);
  const place = read.values[0]!;
  const coded = columns.map((_, c): Codes => {
    const codes = new Int32Array(n);
    const from = read.values[c + 1]!;
    let values = 0;
    for (let i = 0; i < n; i++) {
      codes[place[i]!] = from[i]!;
      if (from[i]! > values) values = from[i]!;
    }
    return { codes, values };
  });
  return { rows: n, columns: coded, sql };
}

function checkRows(n: number): void {
  if (n === 0) throw new Failure('invalid_input', 'The table has no rows, so there is no risk to work out.');
  if (n <= riskPolicy.rows) return;
  const most = riskPolicy.rows.toLocaleString('en');
  throw new Failure(
    'unsupported',
    `The table has ${n.toLocaleString('en')} rows; risk is worked out in memory for up to ${most}. Give a random sample, and the size of the whole as population.`,
  );
}
