import { stage } from '../../../contract/context.ts';
import { Failure } from '../../../contract/failure.ts';
import { identifier } from '../../engine/sql-text.ts';
import { buildFeaturesAtLeads } from '../../features/build.ts';
import { defaultFeatures } from '../../features/default.ts';
import { refuseLeakage } from '../../features/leakage.ts';
import type { BuiltColumn } from '../../features/matrix.ts';
import type { ReadTable } from '../../inference/table-from-duckdb.ts';
import type { ModelPort } from '../model-port.ts';
import type { CohortCall, Statements } from './matched-rows.ts';

/** The rows at one lead as the model reads them, and what each column is about. */
export interface LeadTable {
  readonly lead: number;
  readonly read: ReadTable;
  readonly columns: readonly BuiltColumn[];
}

export interface LeadTables {
  readonly at: readonly LeadTable[];
  readonly notices: readonly string[];
}

/** A name no feature has: feature names hold letters, digits and underscores. */
const target = 'is case';

/**
 * The features of `early_rows` at each lead, in the order of its rows. Every event table is scanned once for all leads.
 *
 * @throws Failure `invalid_input` where a window reaches the index date, or no feature is left; `cancelled`.
 */
export async function leadTables(call: CohortCall, model: ModelPort, statements: Statements): Promise<LeadTables> {
  const { params, connection, context } = call;
  const declaration = params.features ?? defaultFeatures;
  refuseLeakage(declaration, { fromDay: 0 });
  const featuresOf = (lead: number) => `early_features_${lead}`;
  const built = await buildFeaturesAtLeads(
    connection,
    { rowsTable: 'early_rows', declaration, leads: params.leads, into: featuresOf },
    stage(context, 'Building features'),
  );
  statements.sql.push(built.sql);
  const at: LeadTable[] = [];
  for (const { lead, columns } of built.at) {
    if (columns.length === 0)
      throw new Failure('invalid_input', 'Parameter “features”: nothing of it is recorded for these persons.', {
        param: 'features',
      });
    const table = `early_table_${lead}`;
    const list = columns.map(({ name }) => `f.${identifier(name)}`).join(', ');
    await statements.run(`CREATE OR REPLACE TEMP TABLE ${table} AS
SELECT r.number, ${list}, r.is_case AS ${identifier(target)}
FROM ${featuresOf(lead)} AS f JOIN early_rows AS r USING (row_id)
ORDER BY f.row_id`);
    const options = { target, targetKind: 'class' as const, groups: 'number' };
    at.push({ lead, columns, read: await model.read(connection, table, options, context) });
  }
  return { at, notices: built.notices };
}
