import { existsSync, readFileSync } from 'node:fs';
import type { JobContext } from '../../contract/context.ts';
import type { disclosureMethods } from '../../contract/disclosure.ts';
import { Failure } from '../../contract/failure.ts';
import { cellsFromRows, type TableCell, type TextRow } from '../disclosure/cell-rows.ts';
import { checkTableByHand } from '../disclosure/check-table.ts';
import { largestNeeded } from '../disclosure/dominance.ts';
import { defaultPolicy } from '../disclosure/policy.ts';
import { amountStatistic } from '../disclosure/refusals.ts';
import { parseSettings } from '../disclosure/settings.ts';
import { loadSolver } from '../disclosure/solve/highs.ts';
import type { Connection } from '../engine/database.ts';
import { readTable } from '../engine/read-table.ts';
import { identifier } from '../engine/sql-text.ts';
import type { Session } from '../session.ts';
import type { HandlersOf } from './handlers.ts';

function readSettings(path: string | undefined) {
  if (!path) return defaultPolicy;
  if (!existsSync(path)) throw new Failure('not_found', `There is no settings file “${path}”.`);
  return parseSettings(readFileSync(path, 'utf8'));
}

interface Asked {
  readonly dimensions: readonly string[];
  readonly count?: string;
  readonly value?: string;
  readonly statistic?: string;
}

function requireMeaning({ count, value, statistic }: Asked): void {
  if ((value === undefined) !== (statistic === undefined))
    throw new Failure(
      'usage',
      'A value and its statistic belong together: give both --value and --statistic, or neither.',
    );
  if (value !== undefined && count !== undefined)
    throw new Failure('usage', 'With a value each line is a person: leave out --count.');
}

async function requireColumns(connection: Connection, { dimensions, count, value }: Asked): Promise<void> {
  const names = (await connection.describe('SELECT * FROM source')).map(({ name }) => name);
  const missing = [...dimensions, ...(count ? [count] : []), ...(value ? [value] : [])].filter(
    (name) => !names.includes(name),
  );
  if (missing.length > 0)
    throw new Failure(
      'invalid_input',
      `The table has no column “${missing.join('”, “')}”. It has: ${names.join(', ')}.`,
    );
}

const labelled = (dimensions: readonly string[]): string =>
  dimensions.map((name) => `${identifier(name)}::VARCHAR AS ${identifier(name)}`).join(', ');

/** Lines of persons are counted in DuckDB: only cells come out. */
async function countedCells(
  connection: Connection,
  { dimensions, count }: Asked,
  context: JobContext,
): Promise<TableCell[]> {
  const counted = count
    ? `SELECT ${labelled(dimensions)}, ${identifier(count)}::VARCHAR AS ${identifier(count)} FROM source`
    : `SELECT ${labelled(dimensions)}, count(*)::VARCHAR AS "persons of a cell" FROM source GROUP BY ALL ORDER BY ALL`;
  const rows = await connection.rows<TextRow>(counted, [], context);
  return cellsFromRows(rows, dimensions, count ?? 'persons of a cell');
}

/** Cells with what their persons add up to, a line a person. */
async function cellsWithAmounts(
  connection: Connection,
  dimensions: readonly string[],
  value: string,
  context: JobContext,
): Promise<TableCell[]> {
  const rows = await connection.rows<Record<string, string | null>>(
    `SELECT ${labelled(dimensions)}, count(*)::VARCHAR AS "persons of a cell", count(value)::VARCHAR AS "given",
       count_if(given IS NOT NULL AND value IS NULL)::VARCHAR AS "unread", coalesce(fsum(value), 0)::VARCHAR AS "sum",
       coalesce(fsum(abs(value)), 0)::VARCHAR AS "size", count_if(value < 0)::VARCHAR AS "negative",
       array_to_string(max(abs(value), ${largestNeeded}), ' ') AS "largest"
     FROM (SELECT *, ${identifier(value)} AS given, TRY_CAST(${identifier(value)} AS DOUBLE) AS value
           FROM source) GROUP BY ${dimensions.map(identifier).join(', ')} ORDER BY ALL`,
    [],
    context,
  );
  if (rows.some(({ unread }) => unread !== '0'))
    throw new Failure('invalid_input', `The column “${value}” holds something that is no number.`);
  return cellsFromRows(rows, dimensions, 'persons of a cell').map((cell, at) => ({
    ...cell,
    amounts: {
      sum: Number(rows[at]!.sum),
      size: Number(rows[at]!.size),
      given: Number(rows[at]!.given),
      negative: Number(rows[at]!.negative),
      largest: (rows[at]!.largest ?? '').split(' ').filter(Boolean).map(Number),
    },
  }));
}

export const disclosureHandlers = (session: Session): HandlersOf<typeof disclosureMethods> => ({
  'disclosure.check': ({ path, settings, ...asked }, context) =>
    session.onScratch(async (connection) => {
      const started = performance.now();
      const policy = readSettings(settings);
      requireMeaning(asked);
      const { dimensions, value } = asked;
      const statistic = asked.statistic === undefined ? undefined : amountStatistic(asked.statistic, policy);
      await readTable(connection, path, 'source', context);
      await requireColumns(connection, asked);
      const cells =
        value === undefined
          ? await countedCells(connection, asked, context)
          : await cellsWithAmounts(connection, dimensions, value, context);
      const check = checkTableByHand(cells, dimensions, { policy, statistic, solver: await loadSolver() });
      return {
        cells: check.cells.map((cell) => ({ ...cell, at: { ...cell.at }, interval: [...cell.interval] })),
        totals: check.totals.map((cell) => ({ ...cell, at: { ...cell.at }, interval: [...cell.interval] })),
        rules: check.rules.map((rule) => ({ ...rule })),
        summary: { ...check.summary, elapsedMs: performance.now() - started },
      };
    }),
});
