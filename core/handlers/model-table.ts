import type { JobContext } from '../../contract/context.ts';
import { stage } from '../../contract/context.ts';
import type { FeatureColumn, FeatureDeclaration } from '../../contract/features.ts';
import type { ModelSource, Preparation } from '../../contract/model.ts';
import type { Connection } from '../engine/database.ts';
import { readTable } from '../engine/read-table.ts';
import { identifier } from '../engine/sql-text.ts';
import { buildFeatures } from '../features/build.ts';
import { defaultFeatures } from '../features/default.ts';
import { refuseLeakage } from '../features/leakage.ts';
import { labelOutcome } from '../features/outcome.ts';
import { type ReadTable, readModelTable } from '../inference/table-from-duckdb.ts';
import type { Session } from '../session.ts';
import { cohortTable, loadCohort, requireGenerated } from './cohort-rows.ts';
import { countMissing, leftOutNotice } from './model-rows.ts';
import { nearCopies } from './near-copies.ts';
import { cohortOrigin, type Origin, tableOrigin } from './source.ts';

/** A table ready for the model, how it came to be, and what to write on it. */
export interface Prepared {
  readonly read: ReadTable;
  readonly preparation: Preparation;
  readonly origin: Origin;
  readonly sql: string[];
  readonly title: string;
  readonly params: Record<string, unknown>;
  /** Names a row: the person of a cohort, the number of a table's row from 1. */
  readonly whom: (row: number) => string;
}

type CohortSource = Extract<ModelSource, { kind: 'cohort' }>;
type TableSource = Extract<ModelSource, { kind: 'table' }>;

async function fromTable(session: Session, source: TableSource, context: JobContext): Promise<Prepared> {
  return session.onScratch(async (connection) => {
    await readTable(connection, source.path, 'source', stage(context, 'Reading the table'));
    const options = {
      target: source.target,
      exclude: source.exclude,
      ...(source.person ? { groups: source.person } : {}),
    };
    const read = await readModelTable(connection, 'source', options, context);
    const origin = await tableOrigin(source.path, session.current());
    return {
      read,
      origin,
      preparation: {
        rows: read.table.rows,
        columns: read.table.columns.map(({ name, values }) => ({ name, label: name, missing: countMissing(values) })),
        notices: read.notices.map(({ message }) => message),
      },
      sql: [],
      title: `${source.target} in ${origin.table?.file}`,
      params: { target: source.target, person: source.person ?? null, exclude: source.exclude },
      whom: (row) => String(row + 1),
    };
  });
}

/** Features of the index date joined with the outcome after it: one row a person. */
const join = (features: readonly FeatureColumn[]) => `CREATE OR REPLACE TEMP TABLE model_table AS
SELECT f.subject_id, ${features.map(({ name }) => `f.${identifier(name)}, `).join('')}o.outcome
FROM model_features AS f JOIN model_outcome AS o USING (subject_id)
ORDER BY f.subject_id`;

const days = (day: number) => day.toLocaleString('en');

async function fromCohort(session: Session, source: CohortSource, context: JobContext): Promise<Prepared> {
  const study = session.study();
  const declaration = source.features ?? defaultFeatures;
  refuseLeakage(declaration, source.outcome);
  return session.onDataset(source.dataset, async (connection, dataset) => {
    const used = [source.cohort, source.outcome.cohort].map((name) => requireGenerated(study, dataset, name));
    for (const generation of used) await loadCohort(connection, study.path, generation, context);
    const built = await buildTable(connection, source, declaration, context);
    const read = await readModelTable(
      connection,
      'model_table',
      { target: 'outcome', targetKind: 'class', groups: 'subject_id' },
      stage(context, 'Handing the table to the model'),
    );
    const { values: persons } = await connection.numbers('SELECT subject_id FROM model_table', [], context);
    return {
      read,
      whom: (row) => String(persons[0]![row]),
      origin: cohortOrigin(study.path, dataset, used),
      preparation: {
        rows: read.table.rows,
        columns: withOwnGaps(built.columns, read),
        notices: [...built.notices, ...read.notices.map(({ message }) => message)],
      },
      sql: built.sql,
      title: `“${source.outcome.cohort}” within ${days(source.outcome.fromDay)}–${days(source.outcome.toDay)} days of “${source.cohort}”`,
      params: {
        cohort: source.cohort,
        outcome: source.outcome,
        features: declaration,
        ...(source.exclude?.length ? { exclude: source.exclude } : {}),
      },
    };
  });
}

async function buildTable(
  connection: Connection,
  source: CohortSource,
  declaration: FeatureDeclaration,
  context: JobContext,
) {
  const persons = cohortTable(source.cohort);
  const outcomes = cohortTable(source.outcome.cohort);
  const features = await buildFeatures(
    connection,
    { cohortTable: persons, declaration, into: 'model_features' },
    stage(context, 'Building features'),
  );
  const { fromDay, toDay } = source.outcome;
  const labelled = await labelOutcome(
    connection,
    { cohortTable: persons, outcomeTable: outcomes, fromDay, toDay, into: 'model_outcome' },
    stage(context, 'Looking up outcomes'),
  );
  const kept = features.columns.filter(({ name }) => !source.exclude?.includes(name));
  const joined = join(kept);
  await connection.run(joined, [], context);
  return {
    columns: kept.map(({ name, label, missing }) => ({ name, label, missing })),
    notices: [...features.notices, ...labelled.notices, ...leftOutNotice(features.columns, source.exclude)],
    sql: [features.sql, labelled.sql, joined],
  };
}

/** Features are built for everybody; gaps count among the rows that are read. */
function withOwnGaps(columns: Preparation['columns'], { table }: ReadTable): Preparation['columns'] {
  const gaps = new Map(table.columns.map(({ name, values }) => [name, countMissing(values)]));
  return columns.map((column) => ({ ...column, missing: gaps.get(column.name) ?? column.missing }));
}

function withLeakNotice(prepared: Prepared): Prepared {
  const { preparation, read } = prepared;
  const names = new Set(nearCopies(read));
  const labels = preparation.columns.filter(({ name }) => names.has(name)).map(({ label }) => `“${label}”`);
  if (labels.length === 0) return prepared;
  const notice = `By itself nearly tells the outcome: ${labels.join(', ')}. If it is recorded with the outcome, or because of it, leave it out.`;
  return { ...prepared, preparation: { ...preparation, notices: [...preparation.notices, notice] } };
}

/** Turns a cohort or a plain table into what the model reads. The matrix stays in DuckDB until it is streamed as typed arrays. */
export async function prepareModelTable(session: Session, source: ModelSource, context: JobContext): Promise<Prepared> {
  const prepared = source.kind === 'table' ? fromTable(session, source, context) : fromCohort(session, source, context);
  return withLeakNotice(await prepared);
}
