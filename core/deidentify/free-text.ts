import type { JobContext } from '../../contract/context.ts';
import type { Connection } from '../engine/database.ts';
import { words } from './category.ts';
import { snakeCase } from './column-name.ts';
import { type HeldShape, held } from './column-values.ts';
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

type Looked = { n: number; prose: number; length: number | null };

/**
 * Whether a column holds prose, which may name anyone: long values of many words, seldom the same twice, which sets
 * them apart from the long names of terms. Strong where the name says so too.
 * Reads the held values.
 */
export async function freeText(
  column: string,
  { distinct, rows }: HeldShape,
  connection: Connection,
  context: JobContext,
): Promise<{ strength: 'strong' | 'weak'; rate: number } | null> {
  const thinned = Math.max(1, Math.floor(distinct / policy.freeText.looked));
  const { n, prose, length } = await connection.one<Looked>(
    `SELECT count(*) AS n, avg(length(v)) AS length,
            count(*) FILTER (length(v) - length(replace(v, ' ', '')) >= ${policy.freeText.words - 1}) AS prose
     FROM ${held} WHERE hash(v) % ${thinned} = 0`,
    [],
    context,
  );
  if (n === 0) return null;
  const isCalled = called.test(snakeCase(column));
  const isLong =
    (length ?? 0) >= policy.freeText.length && prose / n >= 0.5 && distinct / rows >= policy.freeText.distinct;
  if (isCalled && (length ?? 0) >= policy.freeText.named && prose / n >= 0.2)
    return { strength: 'strong', rate: prose / n };
  return isLong ? { strength: 'weak', rate: prose / n } : null;
}
