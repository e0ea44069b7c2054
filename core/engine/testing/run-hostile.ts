/** A process of its own for `hostile.test.ts`: what DuckDB prints by itself, or how it dies, is seen from outside. */
import { randomOf } from '../../inference/random.ts';
import { hostileStatements } from './hostile-statements.ts';
import { openLockedDataset } from './locked-dataset.ts';

export interface HostileTask {
  readonly folder: string;
  readonly port: number;
  readonly seed: number;
  readonly statements: number;
  /** Statements that are tried first, as they stand. */
  readonly first: readonly string[];
}

export interface HostileOutcome {
  readonly tried: number;
  readonly passed: number;
  readonly ran: number;
  /** Of those that are tried first, what passed. */
  readonly firstPassed: readonly string[];
  readonly settingsBefore: string;
  readonly settingsAfter: string;
}

const settings =
  "SELECT string_agg(name || '=' || coalesce(value, ''), ' ' ORDER BY name) AS text FROM duckdb_settings()";

async function attack({ folder, port, seed, statements, first }: HostileTask): Promise<HostileOutcome> {
  const locked = await openLockedDataset(folder);
  const connection = await locked.connect();
  const settingsNow = async () => (await connection.one<{ text: string }>(settings)).text;
  const names = await connection.rows<{ name: string }>(
    "SELECT DISTINCT function_name AS name FROM duckdb_functions() WHERE regexp_full_match(function_name, '[a-z_][a-z0-9_]*') ORDER BY ALL",
  );
  const next = hostileStatements(randomOf(seed), { folder, port, functions: names.map(({ name }) => name) });
  const settingsBefore = await settingsNow();
  const counts = { passed: 0, ran: 0 };
  const tryOne = async (sql: string): Promise<boolean> => {
    const isLetIn = await locked.guard(sql).then(
      () => true,
      () => false,
    );
    if (!isLetIn) return false;
    counts.passed += 1;
    const context = { signal: AbortSignal.timeout(5000), progress: () => {} };
    await connection.arrow(sql, [], context, 100).then(
      () => {
        counts.ran += 1;
      },
      // Most of what passes is no sense, and DuckDB says so.
      () => undefined,
    );
    return true;
  };
  const firstPassed: string[] = [];
  for (const sql of first) if (await tryOne(sql)) firstPassed.push(sql);
  for (let n = 0; n < statements; n++) await tryOne(next());
  const settingsAfter = await settingsNow();
  connection.close();
  locked.close();
  return { tried: first.length + statements, ...counts, firstPassed, settingsBefore, settingsAfter };
}

process.once('message', async (task: HostileTask) => {
  const outcome = await attack(task);
  process.send?.(outcome, () => process.disconnect());
});
