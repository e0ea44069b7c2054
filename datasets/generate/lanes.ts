import type { JobContext } from '../../contract/context.ts';
import type { Connection, Database } from '../../core/engine/database.ts';
import { type Batch, keepBatch, liveBatch } from './batch.ts';
import { defineDraws } from './draws.ts';

/** Batches in the works at once: one batch alone does not fill two cores. */
const lanes = 2;

interface Line {
  readonly persons: number;
  readonly batch: number;
  readonly seed: number;
}

/**
 * Fills the attached database `work` with the lives, visits, diagnoses, eras and drug courses of persons 1 to
 * `persons`. Batches are lived through side by side and kept in their order, so the result depends on neither their
 * size nor their pace. Progress counts persons. The first failure ends all lanes.
 */
export async function fillWork(database: Database, line: Line, context: JobContext): Promise<void> {
  const batches = batchesOf(line);
  /** `kept[i]`: batch i is in `work`; the number of visits up to and with it. */
  const kept: Promise<number>[] = [];
  const connections = await Promise.all(batches.slice(0, lanes).map(() => openLane(database, line.seed)));
  const free: Promise<unknown>[] = connections.map(() => Promise.resolve());
  for (const [i, batch] of batches.entries()) {
    const lane = i % connections.length;
    const done = free[lane]!.then(async () => {
      const visits = await liveBatch(connections[lane]!, batch, context);
      const visitsBefore = i === 0 ? 0 : await kept[i - 1]!;
      await keepBatch(connections[lane]!, { from: batch.from, visitsBefore }, context);
      context.progress({ stage: 'persons', done: batch.to - 1, total: line.persons });
      return visitsBefore + visits;
    });
    kept.push(done);
    free[lane] = done;
  }
  const settled = await Promise.allSettled(kept);
  for (const connection of connections) connection.close();
  const failed = settled.find((result) => result.status === 'rejected');
  if (failed) throw failed.reason;
}

function batchesOf({ persons, batch }: Line): Batch[] {
  const count = Math.ceil(persons / batch);
  return Array.from({ length: count }, (_, i) => ({ from: i * batch + 1, to: Math.min((i + 1) * batch, persons) + 1 }));
}

async function openLane(database: Database, seed: number): Promise<Connection> {
  const connection = await database.connect();
  await defineDraws(connection, seed);
  return connection;
}
