import type { JobContext } from '../../contract/context.ts';
import type { RiskQuestion, riskMethods } from '../../contract/risk.ts';
import { assessRisk } from '../deidentify/risk/assess.ts';
import { personQuasiIdentifiers, personsSql } from '../deidentify/risk/persons-sql.ts';
import type { Connection } from '../engine/database.ts';
import { nameOfTable, readTable } from '../engine/read-table.ts';
import { identifier } from '../engine/sql-text.ts';
import type { Session } from '../session.ts';
import type { HandlersOf } from './handlers.ts';

export const riskHandlers = (session: Session): HandlersOf<typeof riskMethods> => ({
  'risk.assess': ({ source, ...question }, context) => {
    if (source.kind === 'dataset')
      return session.onDataset(source.dataset, (connection, dataset) => {
        const { table } = source;
        if (table === undefined) return riskOfPersons(connection, dataset, question, context);
        const from = `cdm.main.${identifier(table)}`;
        return assessRisk({ connection, from, source: `${table} of ${dataset}`, question, context });
      });
    return session.onScratch(async (connection) => {
      await readTable(connection, source.path, 'source', context);
      return assessRisk({ connection, from: 'source', source: nameOfTable(source.path), question, context });
    });
  },
});

async function riskOfPersons(connection: Connection, dataset: string, question: RiskQuestion, context: JobContext) {
  const columnsOf = async (table: string) => {
    const rows = await connection.rows<{ name: string }>(
      "SELECT column_name AS name FROM duckdb_columns() WHERE database_name = 'cdm' AND schema_name = 'main' AND table_name = $1",
      [table],
    );
    return new Set(rows.map(({ name }) => name));
  };
  const from = personsSql({ person: await columnsOf('person'), location: await columnsOf('location') });
  const filled = question.quasiIdentifiers ? undefined : await filledOf(connection, from, context);
  const asked = filled ? { ...question, quasiIdentifiers: filled } : question;
  const report = await assessRisk({ connection, from, source: `persons of ${dataset}`, question: asked, context });
  if (!filled) return report;
  return { ...report, quasiIdentifiers: report.quasiIdentifiers.map((column) => ({ ...column, guessed: true })) };
}

/** Which of the usual quasi-identifiers hold anything at all. */
async function filledOf(connection: Connection, from: string, context: JobContext): Promise<string[]> {
  const has = new Set((await connection.describe(`SELECT * FROM ${from}`)).map(({ name }) => name));
  const usual = personQuasiIdentifiers.filter((name) => has.has(name));
  const counts = await connection.one<Record<string, number>>(
    `SELECT ${usual.map((name) => `count(${name}) AS ${name}`).join(', ')} FROM ${from}`,
    [],
    context,
  );
  return usual.filter((name) => counts[name]! > 0);
}
