import { vaultAt } from '../vault/open-vaults.ts';
import { attachForReading } from './data-file.ts';
import { type Connection, type Database, openDatabase } from './database.ts';
import { type KeptOrders, keepOrders } from './kept-order.ts';
import { type EngineLimits, privateSpillFolder, trustedSettings } from './settings.ts';

/** The trusted instance for one dataset: the dataset read-only as catalog `cdm`, scratch tables in memory. */
export interface Workspace {
  /** A connection of one's own; temporary tables made on it go when it is closed. */
  connect(): Promise<Connection>;
  /** Orders of large tables, for windows of a sorted grid. */
  readonly orders: KeptOrders;
  close(): void;
}

/** Shows DuckDB's progress without printing it; must be set on each connection before a query. */
const progressOn = 'SET enable_progress_bar = true; SET enable_progress_bar_print = false; SET progress_bar_time = 0;';

/**
 * Opens the instance that runs only compiled SQL. Without a dataset file it is scratch space alone. It spills nothing in
 * the clear for a dataset of an encrypted study, or where it is asked to be `sealed`.
 */
export async function openWorkspace(
  limits: EngineLimits,
  datasetFile?: string,
  sealed = datasetFile !== undefined && vaultAt(datasetFile) !== null,
): Promise<Workspace> {
  const spill = privateSpillFolder();
  let database: Database | undefined;
  try {
    database = await openDatabase({ settings: trustedSettings(limits, spill.path, sealed) });
    if (datasetFile) {
      const setup = await database.connect();
      await attachForReading(setup, { path: datasetFile, catalog: 'cdm' });
      setup.close();
    }
  } catch (error) {
    database?.close();
    spill.dispose();
    throw error;
  }
  const open = database;
  return {
    orders: keepOrders(),
    async connect() {
      const connection = await open.connect();
      await connection.run(progressOn);
      return connection;
    },
    close() {
      open.close();
      spill.dispose();
    },
  };
}
