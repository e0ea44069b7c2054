import type { JobContext } from '../../contract/context.ts';
import type { Connection } from '../engine/database.ts';
import { words } from './category.ts';
import { snakeCase } from './column-name.ts';
import { held } from './column-values.ts';
import { policy } from './policy.ts';

const called = words(
  'notes?',
  'comments?',
  'narrative',
  'free_?text',
  'remarks?',
  'impression',
  'discharge_summary',
  'report_text',
  'text',
  'history',
  'hpi',
);

/**
 * Whether a column holds prose, which may name anyone: long values of many words. Strong where the name says so too.
 * Reads the held values.
 */
export async function freeText(
  column: string,
  connection: Connection,
  context: JobContext,
): Promise<{ strength: 'strong' | 'weak'; rate: number } | null> {
  const { n, prose, length } = await connection.one<{ n: number; prose: number; length: number | null }>(
    `SELECT count(*) AS n, avg(length(v)) AS length,
            count(*) FILTER (length(v) - length(replace(v, ' ', '')) >= ${policy.freeText.words - 1}) AS prose
     FROM ${held}`,
    [],
    context,
  );
  if (n === 0) return null;
  const isCalled = called.test(snakeCase(column));
  const isLong = (length ?? 0) >= policy.freeText.length && prose / n >= 0.5;
  if (isCalled && (length ?? 0) >= policy.freeText.named && prose / n >= 0.2)
    return { strength: 'strong', rate: prose / n };
  return isLong ? { strength: 'weak', rate: prose / n } : null;
}
