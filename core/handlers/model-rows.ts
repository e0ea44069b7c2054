import { type JobContext, stage } from '../../contract/context.ts';
import type { FeatureColumn } from '../../contract/features.ts';
import type { Preparation } from '../../contract/model.ts';
import type { RowsSource } from '../../contract/model-tasks.ts';
import { readTable } from '../engine/read-table.ts';
import { identifier } from '../engine/sql-text.ts';
import { buildFeatures } from '../features/build.ts';
import { defaultFeatures } from '../features/default.ts';
import type { ModelTable } from '../inference/table.ts';
import { readRows } from '../inference/table-from-duckdb.ts';
import type { Session } from '../session.ts';
import { cohortTable, loadCohort, requireGenerated } from './cohort-rows.ts';
import { cohortOrigin, type Origin, tableOrigin } from './source.ts';

/** Rows without a target, ready for the model, how they came to be, and whose they are. */
export interface PreparedRows {
  readonly table: ModelTable;
  readonly preparation: Preparation;
  readonly origin: Origin;
  readonly sql: string[];
  readonly title: string;
  readonly params: Record<string, unknown>;
  /** Names a row: the person of a cohort, the number of a table's row from 1. */
  readonly whom: (row: number) => string;
}

export function countMissing(values: Float64Array): number {
  let missing = 0;
  for (const value of values) if (Number.isNaN(value)) missing++;
  return missing;
}

/** Different persons; rows where no column says who they are. */
export const personsIn = ({ groups, rows }: Pick<ModelTable, 'groups' | 'rows'>): number =>
  groups ? new Set(groups).size : rows;

/** Says what is left out; which features there are depends on the dataset, so a name that is not among them is no error. */
export function leftOutNotice(columns: readonly FeatureColumn[], exclude: readonly string[] = []): string[] {
  const labels = columns.filter(({ name }) => exclude.includes(name)).map(({ label }) => `“${label}”`);
  return labels.length > 0 ? [`Left out as you asked: ${labels.join(', ')}.`] : [];
}

type CohortSource = Extract<RowsSource, { kind: 'cohort' }>;
type TableSource = Extract<RowsSource, { kind: 'table' }>;

/** A cohort's features of the index date and before, or a plain table's columns. */
export function prepareRows(session: Session, source: RowsSource, context: JobContext): Promise<PreparedRows> {
  return source.kind === 'table' ? fromTable(session, source, context) : fromCohort(session, source, context);
}

async function fromTable(session: Session, source: TableSource, context: JobContext): Promise<PreparedRows> {
  const { path, person, exclude } = source;
  return session.onScratch(async (connection) => {
    await readTable(connection, path, 'source', stage(context, 'Reading the table'));
    const read = await readRows(connection, 'source', { exclude, ...(person && { groups: person }) }, context);
    const origin = await tableOrigin(path, session.current());
    return {
      table: read.table,
      origin,
      preparation: {
        rows: read.table.rows,
        columns: read.table.columns.map(({ name, values }) => ({ name, label: name, missing: countMissing(values) })),
        notices: read.notices.map(({ message }) => message),
      },
      sql: [],
      title: origin.table?.file ?? path,
      params: { person: person ?? null, exclude },
      whom: (row) => String(row + 1),
    };
  });
}

/** The features of the index date, one row a person, without the date itself. */
const orderedRows = (features: readonly FeatureColumn[]) => `CREATE OR REPLACE TEMP TABLE model_rows AS
SELECT subject_id, ${features.map(({ name }) => identifier(name)).join(', ')} FROM model_features ORDER BY subject_id`;

async function fromCohort(session: Session, source: CohortSource, context: JobContext): Promise<PreparedRows> {
  const study = session.study();
  const declaration = source.features ?? defaultFeatures;
  return session.onDataset(source.dataset, async (connection, dataset) => {
    const generation = requireGenerated(study, dataset, source.cohort);
    await loadCohort(connection, study.path, generation, context);
    const built = await buildFeatures(
      connection,
      { cohortTable: cohortTable(source.cohort), declaration, into: 'model_features' },
      stage(context, 'Building features'),
    );
    const kept = built.columns.filter(({ name }) => !source.exclude?.includes(name));
    const ordered = orderedRows(kept);
    await connection.run(ordered, [], context);
    const read = await readRows(connection, 'model_rows', { groups: 'subject_id' }, context);
    const { values } = await connection.numbers('SELECT subject_id FROM model_rows', [], context);
    return {
      table: read.table,
      origin: cohortOrigin(study.path, dataset, [generation]),
      preparation: {
        rows: read.table.rows,
        columns: kept.map(({ name, label, missing }) => ({ name, label, missing })),
        notices: [
          ...built.notices,
          ...leftOutNotice(built.columns, source.exclude),
          ...read.notices.map(({ message }) => message),
        ],
      },
      sql: [built.sql, ordered],
      title: `“${source.cohort}”`,
      params: {
        cohort: source.cohort,
        features: declaration,
        ...(source.exclude?.length ? { exclude: source.exclude } : {}),
      },
      whom: (row) => String(values[0]![row]),
    };
  });
}
