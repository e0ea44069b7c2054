import type { DatasetTable } from '../../../contract/data.ts';
import { isNumeric, typeWord } from '../../kit/index.ts';
import { sqlText as t } from '../../text/sql.ts';
import { quotedName } from './written-name.ts';

interface Example {
  readonly title: string;
  readonly sql: string;
}

/** Queries to begin with: of OMOP's tables, or of the largest plain table by what its columns hold. */
export function examplesOf(plain: readonly DatasetTable[]): readonly Example[] {
  const [table] = plain.toSorted((a, b) => b.rows - a.rows);
  if (!table) return t.examples;
  const from = `FROM ${quotedName(table.name)}`;
  const by = table.columns.find(({ type }) => typeWord(type) === 'text');
  const of = table.columns.find(({ type }) => isNumeric(type));
  const all = { title: t.plain.all(table.name), sql: `SELECT *\n${from}` };
  if (!by) return [all];
  const counted = { title: t.plain.count(by.name), sql: grouped(by.name, 'count(*) AS rows', from) };
  if (!of) return [all, counted];
  const mean = `count(*) AS rows, avg(${quotedName(of.name)}) AS mean, stddev(${quotedName(of.name)}) AS sd`;
  return [all, counted, { title: t.plain.mean(of.name, by.name), sql: grouped(by.name, mean, from) }];
}

const grouped = (by: string, what: string, from: string): string =>
  `SELECT ${quotedName(by)}, ${what}\n${from}\nGROUP BY ALL\nORDER BY rows DESC`;
