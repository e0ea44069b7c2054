import type { JobContext } from '../../../contract/context.ts';
import type { Stage } from './stage.ts';
import { eventTables } from './staged.ts';

/** References of an event that another resource must answer, and what is said where none does. */
const needed = [
  { table: 'drug', column: 'medication', reason: 'Its drug is not in these files.' },
  { table: 'device', column: 'device', reason: 'Its device is not in these files.' },
] as const;

/** Resources that mean something only where another names them. */
const named = [
  { type: 'Device', table: 'device', column: 'device', reason: 'No DeviceUseStatement says when it was used.' },
  { type: 'Medication', table: 'drug', column: 'medication', reason: 'No other resource names it.' },
] as const;

/**
 * Follows references: what is there twice or hangs in the air is refused, what stays gets its number. Numbers follow
 * from the ids alone, so the same resources get the same ones, however they are spread over files.
 */
export async function settle(stage: Stage, context: JobContext): Promise<void> {
  const { name, create, connection } = stage;
  const run = (sql: string) => connection.run(sql, [], { signal: context.signal, progress: () => {} });
  const refuse = (rids: string, reason: string) => refuseResources(stage, rids, reason, run);
  context.progress({ stage: 'following references' });

  await refuse(
    `SELECT rid FROM (SELECT rid, row_number() OVER (PARTITION BY type, id ORDER BY updated DESC NULLS LAST, rid) AS n
     FROM ${name('resources')}) WHERE n > 1`,
    'The same id is there twice; the newest is kept.',
  );
  await run(`${create} ${name('known')} AS SELECT key, min(rid) AS rid FROM (
      SELECT type || '/' || id AS key, rid FROM ${name('resources')}
      UNION ALL SELECT key, rid FROM ${name('alias')} SEMI JOIN ${name('resources')} USING (rid)) GROUP BY key`);
  await number(stage, 'person', `resources`, `type = 'Patient'`, 'id', run);
  await refuseUnanswered(stage, refuse);
  await refuseUndated(stage, refuse);
  await refuseUnnamed(stage, refuse);
  await number(stage, 'provider', 'resources', `type = 'Practitioner'`, 'id', run);
  await number(stage, 'site', 'resources', `type IN ('Organization', 'Location')`, 'type, id', run);
  await numberVisits(stage, run);
}

type Refuse = (rids: string, reason: string) => Promise<void>;

/** Events whose person, drug or device is not there. */
async function refuseUnanswered({ name }: Stage, refuse: Refuse): Promise<void> {
  for (const table of eventTables) {
    await refuse(
      `SELECT DISTINCT e.rid FROM ${name(table)} e WHERE NOT EXISTS (
         SELECT 1 FROM ${name('known')} k JOIN ${name('person_id')} p USING (rid) WHERE k.key = e.subject)`,
      'Its patient is not in these files.',
    );
  }
  for (const { table, column, reason } of needed) {
    const open = `SELECT rid FROM ${name(table)} e WHERE e.${column} IS NOT NULL
      AND NOT EXISTS (SELECT 1 FROM ${name('known')} k SEMI JOIN ${name('resources')} USING (rid) WHERE k.key = e.${column})`;
    await refuse(open, reason);
  }
  await refuse(
    `SELECT e.rid FROM ${name('role')} e WHERE NOT EXISTS (SELECT 1 FROM ${name('known')} k WHERE k.key = e.practitioner)`,
    'Its carer is not in these files.',
  );
}

/** Events without a date of their own or of their encounter; an encounter without one. */
async function refuseUndated({ name }: Stage, refuse: Refuse): Promise<void> {
  await refuse(`SELECT rid FROM ${name('visit')} WHERE start_date IS NULL`, 'It has no date.');
  for (const table of eventTables.filter((one) => one !== 'visit')) {
    await refuse(
      `SELECT DISTINCT e.rid FROM ${name(table)} e LEFT JOIN ${name('known')} k ON k.key = e.encounter
       LEFT JOIN ${name('visit')} v ON v.rid = k.rid WHERE coalesce(e.start_date, v.start_date) IS NULL`,
      'It has no date, nor an encounter that has one.',
    );
  }
}

/** Resources that mean something only where another names them, and none does. */
async function refuseUnnamed({ name }: Stage, refuse: Refuse): Promise<void> {
  for (const { type, table, column, reason } of named) {
    await refuse(
      `SELECT rid FROM ${name('resources')} r WHERE type = '${type}' AND NOT EXISTS (
         SELECT 1 FROM ${name(table)} e SEMI JOIN ${name('resources')} USING (rid)
         JOIN ${name('known')} k ON k.key = e.${column} WHERE k.rid = r.rid)`,
      reason,
    );
  }
}

type Run = (sql: string) => Promise<void>;

/** Moves resources to `refused`; a resource is there once, for the first reason found. */
async function refuseResources({ name }: Stage, rids: string, reason: string, run: Run): Promise<void> {
  await run(`INSERT INTO ${name('refused')} (rid, type, file, line, reason)
    SELECT r.rid, r.type, r.file, r.line, '${reason}' FROM ${name('resources')} r WHERE r.rid IN (${rids}) ORDER BY r.rid`);
  await run(`DELETE FROM ${name('resources')} WHERE rid IN (SELECT rid FROM ${name('refused')})`);
}

async function number({ name, create }: Stage, of: string, from: 'resources', where: string, order: string, run: Run) {
  await run(`${create} ${name(`${of}_id`)} AS
    SELECT rid, row_number() OVER (ORDER BY ${order}) AS id FROM ${name(from)} WHERE ${where}`);
}

async function numberVisits({ name, create }: Stage, run: Run): Promise<void> {
  await run(`${create} ${name('visit_id')} AS
    SELECT v.rid, v.start_date, v.start_datetime, row_number() OVER (ORDER BY p.id, v.start_date, r.id) AS id
    FROM ${name('visit')} v JOIN ${name('resources')} r USING (rid)
    JOIN ${name('known')} k ON k.key = v.subject JOIN ${name('person_id')} p ON p.rid = k.rid`);
}
