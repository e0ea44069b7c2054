import type { JobContext } from '../../../contract/context.ts';
import { Failure } from '../../../contract/failure.ts';
import type { RiskQuestion, RiskReport } from '../../../contract/risk.ts';
import type { Connection } from '../../engine/database.ts';
import { chooseColumns, columnOf } from './choose-columns.ts';
import { dropSql, type RiskColumn } from './codes-sql.ts';
import { byPattern, meterOf } from './diversity.ts';
import { driversOf } from './drivers.ts';
import { ladderOf } from './ladders.ts';
import { optimalOf } from './optimal.ts';
import { patternsOf, withoutBare } from './patterns.ts';
import { riskPolicy } from './policy.ts';
import { populationOf } from './population.ts';
import { type CodedRows, readCodes } from './read-codes.ts';
import { inOrder, reportOf, wholeSet } from './sets.ts';
import { type Ladder, stepsOf } from './steps.ts';
import { type SetOfColumns, walkSubsets } from './subsets.ts';
import { summaryOf, verdictOf } from './summary.ts';

export interface RiskCall {
  readonly connection: Connection;
  /** SQL after FROM: one row a person. */
  readonly from: string;
  /** How the source is called in the report. */
  readonly source: string;
  readonly question: RiskQuestion;
  readonly context: JobContext;
}

/**
 * Re-identification risk of a table. Memory: four bytes a row and column, and as much again while sets are walked.
 *
 * @throws Failure `invalid_input` for columns that are not there, too many or empty; `unsupported` for too many rows or too
 * large a lattice; `cancelled`.
 */
export async function assessRisk(call: RiskCall): Promise<RiskReport> {
  const started = performance.now();
  const { connection, from, question, context } = call;
  const all = await connection.describe(`SELECT * FROM ${from}`);
  const named = chooseColumns(all, question.quasiIdentifiers);
  const sensitive = question.sensitive.map(({ column, distance }) => ({ ...columnOf(all, column), distance }));
  for (const name of Object.keys(question.ladders)) columnOf(named, name);
  const columns: RiskColumn[] = [...named, ...sensitive];
  context.progress({ stage: 'reading the columns' });
  try {
    const coded = await readCodes(connection, from, columns, context);
    const kept = withValues(named, coded);
    const quasi = kept.map((c) => named[c]!);
    const ladders: Ladder[] = [];
    for (const c of kept) ladders.push(await ladderOf(connection, c, named[c]!, question.ladders[named[c]!.name]));
    const figures = measure({ coded, kept, ladders, sensitive, first: named.length, ...call });
    return {
      source: call.source,
      rows: coded.rows,
      quasiIdentifiers: quasi.map(({ name, type, guessed }, i) => {
        const { codes, values } = coded.columns[kept[i]!]!;
        return { name, type, values, missing: codes.reduce((n, code) => (code === 0 ? n + 1 : n), 0), guessed };
      }),
      verdict: verdictOf(figures.whole.own),
      summary: summaryOf(figures.whole),
      policy: { block: riskPolicy.block, warn: riskPolicy.warn },
      ...figures,
      sql: [...coded.sql],
      elapsedMs: performance.now() - started,
    };
  } finally {
    await connection.run(dropSql(columns.length));
  }
}

/** Places of the columns with a value. A guessed column without one is left out; a named one is a mistake to be told. */
function withValues(named: readonly { name: string; guessed: boolean }[], { columns }: CodedRows): number[] {
  const empty = named.filter(({ guessed }, c) => columns[c]!.values === 0 && !guessed);
  const kept = named.map((_, c) => c).filter((c) => columns[c]!.values > 0);
  if (empty.length === 0 && kept.length > 0) return kept;
  const names = (empty.length ? empty : named).map(({ name }) => `“${name}”`).join(', ');
  throw new Failure(
    'invalid_input',
    `${names} ${names.includes(',') ? 'have' : 'has'} no value in any row. Leave out what is empty.`,
  );
}

interface Measured extends RiskCall {
  readonly coded: CodedRows;
  readonly kept: readonly number[];
  readonly ladders: readonly Ladder[];
  readonly sensitive: readonly { readonly name: string; readonly distance: 'equal' | 'ordered' }[];
  /** Place of the first sensitive column. */
  readonly first: number;
}

type Figures = Pick<RiskReport, 'whole' | 'subsets' | 'population' | 'drivers' | 'steps' | 'optimal'>;

function measure({ coded, kept, ladders, sensitive, first, question, context }: Measured): Figures {
  const check = () => context.signal.throwIfAborted();
  const names = ladders.map(({ name }) => name);
  context.progress({ stage: 'looking at every set of columns' });
  const patterns = patternsOf(
    coded.rows,
    kept.map((c) => coded.columns[c]!),
  );
  const held = sensitive.map((column, s) =>
    byPattern({ ...coded.columns[first + s]!, ...column }, patterns.patternOf, patterns.weights),
  );
  check();
  const subsets = walkSubsets(patterns, held.map(meterOf), riskPolicy.subset, check);
  const report = (set: SetOfColumns) => {
    check();
    return reportOf(set, patterns, names, held);
  };
  const all = wholeSet(patterns, held);
  const whole = report(all);
  const drivers = driversOf(patterns, subsets, names);
  context.progress({ stage: 'trying generalisations' });
  const present = withoutBare(patterns);
  return {
    whole,
    subsets: inOrder(subsets.sets).map(report),
    population: populationOf(all.sizes, question.population),
    drivers,
    steps: stepsOf(present, ladders, check),
    optimal: question.search ? optimalOf(present, ladders, question.search, check) : null,
  };
}
