import {
  type DuckDBConnection,
  type DuckDBDataChunk,
  DuckDBInstance,
  type DuckDBResult,
  type DuckDBValue,
} from '@duckdb/node-api';
import { type JobContext, quiet } from '../../contract/context.ts';
import { Failure } from '../../contract/failure.ts';
import { toArrow } from './arrow.ts';
import { type Cell, toCell } from './cell.ts';
import { redactedFailure } from './redact.ts';
import type { ColumnType, NumericColumns, ResultColumn } from './result.ts';

export type Param = string | number | bigint | boolean | null;
export type Params = readonly Param[];
export type Row = Readonly<Record<string, Cell>>;

/** One batch of a streamed result, at most 2,048 rows, cells JSON-safe, column by column. */
export interface Batch {
  readonly names: readonly string[];
  readonly rows: number;
  readonly columns: readonly (readonly Cell[])[];
}

/**
 * One DuckDB connection. Every method takes SQL and parameters (`$1`, `$2` …), stops within a fraction of a second
 * when `context.signal` aborts (Failure `cancelled`), reports DuckDB's own progress in percent, and throws Failures
 * whose text holds no stored value. A statement at a time: a second one waits for the first.
 */
export interface Connection {
  /** Runs one statement (or several, without parameters) and drops the result. */
  run(sql: string, params?: Params, context?: JobContext): Promise<void>;
  /** All rows as plain objects. For small results: counts, catalogues, one page. */
  rows<R extends Row = Row>(sql: string, params?: Params, context?: JobContext): Promise<R[]>;
  /** Exactly one row; Failure `internal` otherwise. */
  one<R extends Row = Row>(sql: string, params?: Params, context?: JobContext): Promise<R>;
  /** All rows as Float64Arrays, NaN for NULL. The query must give numbers or booleans only. */
  numbers(sql: string, params?: Params, context?: JobContext): Promise<NumericColumns>;
  /** Names and DuckDB types of what the query would give, without running it. */
  describe(sql: string, params?: Params): Promise<ColumnType[]>;
  /** The result as Arrow IPC stream bytes, reading no further than `maxRows`; `truncated` says there was more. */
  arrow(sql: string, params?: Params, context?: JobContext, maxRows?: number): Promise<ArrowResult>;
  /** The result batch by batch; memory stays at one batch. */
  stream(sql: string, params?: Params, context?: JobContext): AsyncGenerator<Batch>;
  close(): void;
}

export interface ArrowResult {
  readonly columns: ColumnType[];
  readonly rows: number;
  readonly truncated: boolean;
  readonly bytes: Uint8Array;
}

export interface Database {
  connect(): Promise<Connection>;
  close(): void;
}

export interface DatabaseOptions {
  /** A database file, or `:memory:`. */
  readonly path?: string;
  /** Further DuckDB settings by name. Nothing spills to disk from memory unless `temp_directory` is among them. */
  readonly settings?: Readonly<Record<string, string>>;
}

const always: Readonly<Record<string, string>> = {
  autoinstall_known_extensions: 'false',
  autoload_known_extensions: 'false',
  allow_community_extensions: 'false',
  enable_external_file_cache: 'false',
};

/** Opens a DuckDB instance. This file is the only one that imports DuckDB. */
export async function openDatabase({ path = ':memory:', settings = {} }: DatabaseOptions = {}): Promise<Database> {
  try {
    const spill: Record<string, string> = path === ':memory:' ? { temp_directory: '' } : {};
    const instance = await DuckDBInstance.create(path, { ...always, ...spill, ...settings });
    return { connect: async () => wrap(await instance.connect()), close: () => instance.closeSync() };
  } catch (error) {
    throw redactedFailure(error);
  }
}

const progressEveryMs = 150;
const interruptEveryMs = 20;

function wrap(connection: DuckDBConnection): Connection {
  let tail: Promise<unknown> = Promise.resolve();

  /** Runs `work` alone on the connection, wired to cancel and progress. */
  function alone<T>(context: JobContext, work: () => Promise<T>): Promise<T> {
    const run = tail.then(() => watched(connection, context, work));
    tail = run.catch(() => undefined);
    return run;
  }

  const start = (sql: string, params: Params) => connection.stream(sql, params.length ? [...params] : undefined);

  async function collect(sql: string, params: Params, context: JobContext, maxRows: number): Promise<ResultColumn[]> {
    return alone(context, async () => {
      const result = await start(sql, params);
      const columns = result
        .columnTypes()
        .map((type, i) => ({ name: result.columnName(i), type: String(type), values: [] as unknown[] }));
      for await (const chunk of chunks(result)) {
        columns.forEach((column, i) => {
          chunk.visitColumnValues(i, (value) => {
            column.values.push(value);
          });
        });
        if ((columns[0]?.values.length ?? 0) > maxRows) break;
      }
      return columns;
    });
  }

  return {
    run: (sql, params = [], context = quiet) =>
      alone(context, async () => {
        await connection.run(sql, params.length ? [...params] : undefined);
      }),
    async rows<R extends Row>(sql: string, params: Params = [], context = quiet) {
      const out: R[] = [];
      for await (const batch of this.stream(sql, params, context)) {
        for (let r = 0; r < batch.rows; r++) {
          out.push(Object.fromEntries(batch.names.map((name, c) => [name, batch.columns[c]![r]!])) as R);
        }
      }
      return out;
    },
    async one<R extends Row>(sql: string, params: Params = [], context = quiet) {
      const rows = await this.rows<R>(sql, params, context);
      if (rows.length !== 1) throw new Failure('internal', `A query that must give one row gave ${rows.length}.`);
      return rows[0]!;
    },
    numbers: (sql, params = [], context = quiet) => alone(context, async () => readNumbers(await start(sql, params))),
    async describe(sql, params = []) {
      const rows = await this.rows<{ column_name: string; column_type: string }>(`DESCRIBE ${sql}`, params);
      return rows.map((row) => ({ name: row.column_name, type: row.column_type }));
    },
    async arrow(sql, params = [], context = quiet, maxRows = Number.POSITIVE_INFINITY) {
      const read = await collect(sql, params, context, maxRows);
      const truncated = (read[0]?.values.length ?? 0) > maxRows;
      const columns = truncated ? read.map((c) => ({ ...c, values: c.values.slice(0, maxRows) })) : read;
      return {
        columns: columns.map(({ name, type }) => ({ name, type })),
        rows: columns[0]?.values.length ?? 0,
        truncated,
        bytes: toArrow(columns),
      };
    },
    async *stream(sql, params = [], context = quiet) {
      let release: () => void = () => {};
      const done = new Promise<void>((resolve) => {
        release = resolve;
      });
      const before = tail;
      tail = before.then(() => done);
      await before;
      const stop = interruptOnAbort(connection, context);
      try {
        context.signal.throwIfAborted();
        const result = await start(sql, params);
        const names = result.columnNames();
        for await (const chunk of chunks(result)) {
          const columns = names.map((_, i) => chunk.getColumnValues(i).map(toCell));
          yield { names, rows: chunk.rowCount, columns };
        }
      } catch (error) {
        throw context.signal.aborted ? new Failure('cancelled', 'Cancelled.') : redactedFailure(error);
      } finally {
        stop();
        release();
      }
    },
    close: () => connection.closeSync(),
  };
}

async function* chunks(result: DuckDBResult): AsyncGenerator<DuckDBDataChunk> {
  for (;;) {
    const chunk = await result.fetchChunk();
    if (!chunk || chunk.rowCount === 0) return;
    yield chunk;
  }
}

async function readNumbers(result: DuckDBResult): Promise<NumericColumns> {
  const names = result.columnNames();
  const parts: Float64Array[][] = names.map(() => []);
  let rows = 0;
  for await (const chunk of chunks(result)) {
    rows += chunk.rowCount;
    names.forEach((_, c) => {
      const part = new Float64Array(chunk.rowCount);
      chunk.visitColumnValues(c, (value, r) => {
        part[r] = toNumber(value);
      });
      parts[c]!.push(part);
    });
  }
  return { names, rows, values: parts.map((list) => joined(list, rows)) };
}

function joined(parts: readonly Float64Array[], rows: number): Float64Array {
  const out = new Float64Array(rows);
  let at = 0;
  for (const part of parts) {
    out.set(part, at);
    at += part.length;
  }
  return out;
}

function toNumber(value: DuckDBValue): number {
  if (value === null) return Number.NaN;
  if (typeof value === 'number') return value;
  if (typeof value === 'bigint' || typeof value === 'boolean') return Number(value);
  if (typeof value === 'object' && 'toDouble' in value && typeof value.toDouble === 'function')
    return value.toDouble() as number;
  throw new Failure('internal', 'A column that must hold numbers holds something else.');
}

/**
 * A statement that begins takes back an interrupt that came before (DuckDB clears the flag as it starts one, on a thread
 * of its own), so a cancel at the wrong moment was lost and the query ran to its end. It is therefore said until it is heard.
 */
function interruptOnAbort(connection: DuckDBConnection, { signal, progress }: JobContext): () => void {
  let again: NodeJS.Timeout | undefined;
  const abort = () => {
    connection.interrupt();
    again = setInterval(() => connection.interrupt(), interruptEveryMs);
  };
  signal.addEventListener('abort', abort, { once: true });
  const timer = setInterval(() => {
    const { percentage } = connection.progress;
    if (percentage >= 0) progress({ stage: 'query', done: Math.round(percentage), total: 100 });
  }, progressEveryMs);
  timer.unref?.();
  return () => {
    clearInterval(timer);
    clearInterval(again);
    signal.removeEventListener('abort', abort);
  };
}

async function watched<T>(connection: DuckDBConnection, context: JobContext, work: () => Promise<T>): Promise<T> {
  const stop = interruptOnAbort(connection, context);
  try {
    context.signal.throwIfAborted();
    return await work();
  } catch (error) {
    throw context.signal.aborted ? new Failure('cancelled', 'Cancelled.') : redactedFailure(error);
  } finally {
    stop();
  }
}
