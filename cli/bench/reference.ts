import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Failure } from '../../contract/failure.ts';
import type { JobContext } from '../../contract/index.ts';
import { type Counts, countsQuery } from '../../core/cohort/run-rows.ts';
import type { Connection } from '../../core/engine/database.ts';

/** The tables that OHDSI's generated SQL writes to; it leaves making them to whoever runs it. */
const resultTables: Readonly<Record<string, string>> = {
  cohort: 'cohort_definition_id INTEGER, subject_id BIGINT, cohort_start_date DATE, cohort_end_date DATE',
  cohort_inclusion:
    'cohort_definition_id INTEGER, design_hash INTEGER, rule_sequence INTEGER, name VARCHAR, description VARCHAR',
  cohort_inclusion_result:
    'cohort_definition_id INTEGER, mode_id INTEGER, inclusion_rule_mask BIGINT, person_count BIGINT',
  cohort_inclusion_stats:
    'cohort_definition_id INTEGER, rule_sequence INTEGER, mode_id INTEGER, person_count BIGINT, gain_count BIGINT, person_total BIGINT',
  cohort_summary_stats: 'cohort_definition_id INTEGER, mode_id INTEGER, base_count BIGINT, final_count BIGINT',
  cohort_censor_stats: 'cohort_definition_id INTEGER, lost_count BIGINT',
};

/** Statements of a reference text: a line that holds only `--;;` stands between two. */
export function splitStatements(text: string): readonly string[] {
  return text
    .split(/^[ \t]*--;;[ \t\r]*$/m)
    .map((statement) => statement.trim())
    .filter((statement) => statement !== '');
}

/** The reference texts of a folder by the name of their definition. @throws Failure `unreadable`. */
export function readReferences(folder: string): ReadonlyMap<string, readonly string[]> {
  try {
    const files = readdirSync(folder).filter((file) => file.endsWith('.sql'));
    return new Map(
      files.map((file) => [file.slice(0, -'.sql'.length), splitStatements(readFileSync(join(folder, file), 'utf8'))]),
    );
  } catch (error) {
    throw new Failure(
      'unreadable',
      `The folder of reference SQL “${folder}” can't be read. Give a folder that holds <definition>.sql files.`,
      {},
      { cause: error },
    );
  }
}

/** Empties the catalog `results`, or makes its tables. */
export async function emptyResults(connection: Connection): Promise<void> {
  for (const [name, columns] of Object.entries(resultTables))
    await connection.run(`CREATE OR REPLACE TABLE results.${name} (${columns})`);
}

/** Runs a text's statements one after another. @throws Failure `sql` that names the statement. */
export async function runReference(
  connection: Connection,
  statements: readonly string[],
  context: JobContext,
): Promise<void> {
  for (const [i, statement] of statements.entries()) {
    try {
      await connection.run(statement, [], context);
    } catch (error) {
      context.signal.throwIfAborted();
      const { message } = Failure.from(error);
      throw new Failure('sql', `statement ${i + 1} of ${statements.length} failed: ${message}`, {}, { cause: error });
    }
  }
}

/** The counts of one inclusion rule, by event and by person. */
export interface RuleAnswer {
  readonly events: number;
  readonly eventsGain: number;
  readonly persons: number;
  readonly personsGain: number;
}

/** What a definition gave, in the terms in which both sides can be compared. */
export interface Answer {
  readonly rows: number;
  readonly persons: number;
  readonly fingerprint: string;
  readonly rules: readonly RuleAnswer[];
}

/** What a reference text left in `results`; `rules` is empty where it keeps no statistics. */
export async function readAnswer(connection: Connection): Promise<Answer> {
  const { rows, persons, fingerprint } = await connection.one<Counts>(countsQuery('results.cohort'));
  const rules = await connection.rows(
    `SELECT sum(person_count) FILTER (mode_id = 0) AS events, sum(gain_count) FILTER (mode_id = 0) AS eventsGain,
  sum(person_count) FILTER (mode_id = 1) AS persons, sum(gain_count) FILTER (mode_id = 1) AS personsGain
FROM results.cohort_inclusion_stats GROUP BY rule_sequence ORDER BY rule_sequence`,
  );
  return {
    rows: Number(rows),
    persons: Number(persons),
    fingerprint,
    rules: rules.map(({ events, eventsGain, persons, personsGain }) => ({
      events: Number(events),
      eventsGain: Number(eventsGain),
      persons: Number(persons),
      personsGain: Number(personsGain),
    })),
  };
}
