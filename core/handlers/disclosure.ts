import { existsSync, readFileSync } from 'node:fs';
import type { disclosureMethods } from '../../contract/disclosure.ts';
import { Failure } from '../../contract/failure.ts';
import { cellsFromRows, type TextRow } from '../disclosure/cell-rows.ts';
import { checkTableByHand } from '../disclosure/check-table.ts';
import { parseSettings } from '../disclosure/settings.ts';
import { readTable } from '../engine/read-table.ts';
import { identifier } from '../engine/sql-text.ts';
import type { Session } from '../session.ts';
import type { HandlersOf } from './handlers.ts';

function readSettings(path: string | undefined) {
  if (!path) return undefined;
  if (!existsSync(path)) throw new Failure('not_found', `There is no settings file “${path}”.`);
  return parseSettings(readFileSync(path, 'utf8'));
}

export const disclosureHandlers = (session: Session): HandlersOf<typeof disclosureMethods> => ({
  'disclosure.check': ({ path, dimensions, count, settings }, context) =>
    session.onScratch(async (connection) => {
      const started = performance.now();
      const policy = readSettings(settings);
      await readTable(connection, path, 'source', context);
      const names = (await connection.describe('SELECT * FROM source')).map(({ name }) => name);
      const missing = [...dimensions, ...(count ? [count] : [])].filter((name) => !names.includes(name));
      if (missing.length > 0)
        throw new Failure(
          'invalid_input',
          `The table has no column “${missing.join('”, “')}”. It has: ${names.join(', ')}.`,
        );
      const wanted = dimensions.map((name) => `${identifier(name)}::VARCHAR AS ${identifier(name)}`).join(', ');
      // Lines of persons are counted in DuckDB: only cells come out.
      const counted = count
        ? `SELECT ${wanted}, ${identifier(count)}::VARCHAR AS ${identifier(count)} FROM source`
        : `SELECT ${wanted}, count(*)::VARCHAR AS "persons of a cell" FROM source GROUP BY ALL ORDER BY ALL`;
      const rows = await connection.rows<Record<string, string | null>>(counted, [], context);
      const check = checkTableByHand(
        cellsFromRows(rows as readonly TextRow[], dimensions, count ?? 'persons of a cell'),
        dimensions,
        policy,
      );
      return {
        cells: check.cells.map((cell) => ({ ...cell, at: { ...cell.at }, interval: [...cell.interval] })),
        totals: check.totals.map((cell) => ({ ...cell, at: { ...cell.at }, interval: [...cell.interval] })),
        rules: check.rules.map((rule) => ({ ...rule })),
        summary: { ...check.summary, elapsedMs: performance.now() - started },
      };
    }),
});
