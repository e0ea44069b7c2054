import { type Connection, type DatabaseOptions, openDatabase } from './database.ts';

/** Runs `work` on an instance of its own; everything it held open is closed before this returns. */
export async function onDatabase<T>(
  options: DatabaseOptions,
  work: (connection: Connection) => Promise<T>,
): Promise<T> {
  const database = await openDatabase(options);
  const connection = await database.connect();
  try {
    return await work(connection);
  } finally {
    connection.close();
    database.close();
  }
}
