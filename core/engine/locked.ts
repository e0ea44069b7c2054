import { quiet } from '../../contract/context.ts';
import { Failure } from '../../contract/failure.ts';
import { readCohortRows } from './cohort-rows-file.ts';
import { attachForReading } from './data-file.ts';
import { type Connection, openDatabase } from './database.ts';
import { guardQuery, type ReadableTables } from './guard.ts';
import { type EngineLimits, sharedBy } from './settings.ts';
import { identifier, literal } from './sql-text.ts';
import { isUnreadable } from './unreadable.ts';

/** The instance that runs what a person typed: the dataset read-only, no files, no network, no settings. */
export interface LockedDatabase {
  /** A connection whose queries must first pass `guard`. */
  connect(): Promise<Connection>;
  /** @throws Failure `sql` that names what was refused. */
  guard(sql: string): Promise<void>;
  /** Cohorts whose rows are not in `results.cohort`, because their file is gone or was changed outside. */
  readonly unread: readonly string[];
  close(): void;
}

export interface LockedOptions {
  readonly limits: EngineLimits;
  readonly datasetFile: string;
  readonly tables: readonly string[];
  /** Files with the rows of the study's cohorts, in `results.cohort`. */
  readonly cohorts: readonly { readonly name: string; readonly path: string }[];
}

const lock = [
  "SET temp_directory = ''",
  'SET enable_external_access = false',
  "SET disabled_filesystems = 'LocalFileSystem'",
  'SET lock_configuration = true',
].join('; ');

const cohortTable =
  'CREATE TABLE results.cohort (cohort_name VARCHAR, subject_id BIGINT, cohort_start_date DATE, cohort_end_date DATE)';

/**
 * Opens the locked instance. Measured on DuckDB 1.5: without `disabled_filesystems`, COPY still writes beside the WAL;
 * the allow-list alone could not stop a function nobody thought of. So both guards stand.
 */
export async function openLocked({ limits, datasetFile, tables, cohorts }: LockedOptions): Promise<LockedDatabase> {
  const database = await openDatabase({
    settings: { threads: String(limits.threads), memory_limit: sharedBy(limits, 4).memoryLimit },
  });
  try {
    const setup = await database.connect();
    await attachForReading(setup, { path: datasetFile, catalog: 'cdm' });
    await setup.run(`CREATE SCHEMA results; ${cohortTable}`);
    const unread: string[] = [];
    for (const cohort of cohorts) if (!(await readRows(setup, cohort))) unread.push(cohort.name);
    await setup.run(
      tables.map((table) => `CREATE VIEW main.${identifier(table)} AS FROM cdm.main.${identifier(table)}`).join('; '),
    );
    await setup.run('SET enable_progress_bar = true; SET enable_progress_bar_print = false; SET progress_bar_time = 0');
    await setup.run(lock);
    const readable: ReadableTables = { cdm: new Set(tables.map((t) => t.toLowerCase())), results: new Set(['cohort']) };
    return {
      connect: () => database.connect(),
      guard: (sql) => guardQuery(setup, sql, readable),
      unread,
      close: () => database.close(),
    };
  } catch (error) {
    database.close();
    throw error;
  }
}

/** False where the file is gone, cut short or of another shape. */
async function readRows(setup: Connection, { name, path }: LockedOptions['cohorts'][number]): Promise<boolean> {
  try {
    await readCohortRows(setup, path, 'read_rows', quiet);
    await setup.run(`INSERT INTO results.cohort SELECT ${literal(name)}, * FROM read_rows; DROP TABLE read_rows`);
    return true;
  } catch (error) {
    const failure = Failure.from(error);
    if (isUnreadable(failure)) return false;
    throw failure;
  }
}
