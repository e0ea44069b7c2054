import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';

const folder = resolve(import.meta.dirname, '../../../../shared/data/stats');

/** True where R's answers and the two data sets they were computed on are at hand. */
export const hasAnswers = existsSync(resolve(folder, 'expected.json'));

interface Curve {
  times: number[];
  strata: string[] | string;
  time: number[];
  n_risk: number[];
  surv: number[];
  se: number[];
  lower: number[];
  upper: number[];
  median: Record<string, number | number[]>;
}

export interface Answers {
  lung: {
    km: Curve;
    km_all: Curve;
    logrank: { chisq: number; df: number; p: number; obs: number[]; exp: number[] };
  };
  gbsg_table1: Record<string, Record<string, number>>;
  rates: Record<'events' | 'py' | 'rate' | 'exact_lower' | 'exact_upper', number[]>;
  props: Record<'x' | 'n' | 'wilson_lower' | 'wilson_upper' | 'exact_lower' | 'exact_upper', number[]>;
}

export const answers = () => JSON.parse(readFileSync(resolve(folder, 'expected.json'), 'utf8')) as Answers;
export const dataFile = (name: string) => resolve(folder, name);

/** A small CSV as columns of text; quotes taken off, empty cells null. For these two files only. */
export function readColumns(name: string): Record<string, (string | null)[]> {
  const [head, ...lines] = readFileSync(dataFile(name), 'utf8').trim().split('\n');
  const names = head!.split(',').map((cell) => cell.replaceAll('"', ''));
  const rows = lines.map((line) => line.split(',').map((cell) => cell.replaceAll('"', '') || null));
  return Object.fromEntries(names.map((column, c) => [column, rows.map((row) => row[c] ?? null)]));
}
