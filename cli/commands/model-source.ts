import type { Command } from 'commander';
import { Failure } from '../../contract/index.ts';
import type { ModelSource } from '../../contract/model.ts';
import type { RowsSource } from '../../contract/model-tasks.ts';
import { wholeNumber } from '../parse.ts';

export interface SourceOptions {
  readonly study?: string;
  readonly dataset?: string;
  readonly cohort?: string;
  readonly outcome?: string;
  readonly from: number;
  readonly to: number;
  readonly table?: string;
  readonly target?: string;
  readonly person?: string;
  readonly exclude?: string[];
  readonly model?: string;
  readonly json?: boolean;
}

/** What is to be predicted, of whom. */
export function sourceOf(options: SourceOptions): ModelSource {
  const { table, target, person, study, cohort, outcome, dataset } = options;
  if (table && target) return { kind: 'table', path: table, target, person, exclude: options.exclude ?? [] };
  if (study && cohort && outcome)
    return { kind: 'cohort', dataset, cohort, outcome: { cohort: outcome, fromDay: options.from, toDay: options.to } };
  throw new Failure(
    'usage',
    'Say what to predict: --table FILE --target COLUMN, or --study FOLDER --cohort NAME --outcome NAME.',
  );
}

export interface RowsOptions
  extends Pick<SourceOptions, 'study' | 'dataset' | 'cohort' | 'table' | 'person' | 'exclude' | 'model' | 'json'> {
  readonly seed: number;
}

/** Rows without a target. */
export function rowsOf({ table, person, exclude = [], study, cohort, dataset }: RowsOptions): RowsSource {
  if (table) return { kind: 'table', path: table, person, exclude };
  if (study && cohort) return { kind: 'cohort', dataset, cohort, ...(exclude.length > 0 ? { exclude } : {}) };
  throw new Failure('usage', 'Say which rows: --table FILE, or --study FOLDER --cohort NAME.');
}

export const withSource = (command: Command): Command =>
  command
    .option('--study <folder>', 'the study')
    .option('--dataset <name>', 'the dataset, where there are several')
    .option('--cohort <name>', 'whom to predict for')
    .option('--outcome <name>', 'cohort whose entry is the outcome')
    .option('--from <day>', 'first day after the index date on which the outcome counts', wholeNumber(0, 36_500), 1)
    .option('--to <day>', 'last day', wholeNumber(0, 36_500), 365)
    .option('--table <file>', 'a plain table instead of a cohort')
    .option('--target <column>', 'the column to predict')
    .option('--person <column>', 'the column that names the person')
    .option('--exclude <column...>', 'columns to leave out')
    .option('--model <name>', 'which model')
    .option('--json', 'one JSON document on standard output');

export const withRows = (command: Command): Command =>
  command
    .option('--study <folder>', 'the study')
    .option('--dataset <name>', 'the dataset, where there are several')
    .option('--cohort <name>', 'whose features')
    .option('--table <file>', 'a plain table instead of a cohort')
    .option('--person <column>', 'the column that names the person')
    .option('--exclude <column...>', 'columns to leave out')
    .option('--model <name>', 'which model')
    .option('--seed <n>', 'seed of everything drawn', wholeNumber(0, 2 ** 31), 1)
    .option('--json', 'one JSON document on standard output');
