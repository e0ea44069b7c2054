import { basename, resolve } from 'node:path';
import { Failure } from '../../contract/failure.ts';

const rule = /^[a-z0-9][a-z0-9_-]{0,63}$/;

/** `My Export (2024).parquet` becomes `my-export-2024`. */
export function slug(text: string): string {
  const base = text.replace(/\.(csv|tsv|txt|parquet|xlsx|jsonl|ndjson|duckdb|ddb|db|gz)$/gi, '');
  const plain = base.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  return (
    plain
      .replace(/[^a-z0-9_-]+/g, '-')
      .replace(/^[-_]+|[-_]+$/g, '')
      .slice(0, 64) || 'dataset'
  );
}

/** The name asked for, or one made from the first path. Failure `invalid_input` for a name that breaks the rule. */
export function datasetName(asked: string | undefined, paths: readonly string[]): string {
  if (asked === undefined) return slug(basename(resolve(paths[0] ?? '.')));
  if (rule.test(asked)) return asked;
  throw new Failure(
    'invalid_input',
    `“${asked}” cannot be the name of a dataset: use lower-case letters, digits, “-” and “_”, at most 64, beginning with a letter or digit. “${slug(asked)}” would do.`,
  );
}
