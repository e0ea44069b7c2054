import { randomBytes } from 'node:crypto';
import type { JobContext } from '../../../contract/context.ts';
import type { Connection } from '../../engine/database.ts';
import { identifier } from '../../engine/sql-text.ts';
import { stageCatalog } from '../reading/stage-catalog.ts';
import { type Cell, type StagedName, stagedTables } from './staged.ts';

const registry = {
  /** Every resource that was read: its type, its place, and its version. */
  resources: { type: 'VARCHAR', id: 'VARCHAR', file: 'VARCHAR', line: 'BIGINT', updated: 'VARCHAR' },
  /** Resources and lines that no table takes, and why. `rid` is NULL for a line that is no resource. */
  refused: { type: 'VARCHAR', file: 'VARCHAR', line: 'BIGINT', reason: 'VARCHAR' },
} as const;

type TableName = StagedName | keyof typeof registry;
type Row = Readonly<Record<string, Cell | undefined>>;

const shapes: Readonly<Record<TableName, Readonly<Record<string, string>>>> = { ...stagedTables, ...registry };

/** Where resources are laid out before they become tables of the CDM: private tables of one connection. */
export interface Stage {
  /** The staged table as SQL. */
  readonly name: (
    table: TableName | `${string}_id` | 'codes' | 'own_codes' | 'known' | `out_${string}` | `beside_${string}`,
  ) => string;
  readonly connection: Connection;
  /** How a table is begun there. */
  readonly create: 'CREATE TABLE' | 'CREATE TEMP TABLE';
  put(table: TableName, row: Row): Promise<void>;
  flush(): Promise<void>;
}

const batchRows = 2000;
const batchChars = 4 * 1024 * 1024;

/** Creates the staged tables, empty, in a schema of their own. */
export async function createStage(connection: Connection, context: JobContext): Promise<Stage> {
  const catalog = await stageCatalog(connection);
  const schema = `fhir_${randomBytes(4).toString('hex')}`;
  // `temp` has the one schema `main`.
  const within = catalog === 'temp' ? 'temp.main' : `${catalog}.${schema}`;
  if (catalog !== 'temp') await connection.run(`CREATE SCHEMA ${within}`);
  const name: Stage['name'] = (table) => `${within}.${identifier(`${schema}_${table}`)}`;
  const create = catalog === 'temp' ? 'CREATE TEMP TABLE' : 'CREATE TABLE';
  for (const [table, columns] of Object.entries(shapes)) {
    const own = Object.entries(columns).map(([column, type]) => `${identifier(column)} ${type}`);
    await connection.run(`${create} ${name(table as TableName)} (rid BIGINT, part INTEGER, ${own.join(', ')})`);
  }
  const held = new Map<TableName, { rows: string[]; chars: number }>();

  async function write(table: TableName): Promise<void> {
    const batch = held.get(table);
    if (!batch || batch.rows.length === 0) return;
    held.set(table, { rows: [], chars: 0 });
    const shape = JSON.stringify([{ rid: 'BIGINT', part: 'INTEGER', ...shapes[table] }]).replaceAll("'", "''");
    await connection.run(
      `INSERT INTO ${name(table)} SELECT unnest(r) FROM (SELECT unnest(from_json($1::JSON, '${shape}')) AS r)`,
      [`[${batch.rows.join(',')}]`],
      { signal: context.signal, progress: () => {} },
    );
  }

  return {
    name,
    connection,
    create,
    async put(table, row) {
      const batch = held.get(table) ?? { rows: [], chars: 0 };
      const written = JSON.stringify(row);
      batch.rows.push(written);
      batch.chars += written.length;
      held.set(table, batch);
      if (batch.rows.length >= batchRows || batch.chars > batchChars) await write(table);
    },
    async flush() {
      for (const table of [...held.keys()]) await write(table);
    },
  };
}
