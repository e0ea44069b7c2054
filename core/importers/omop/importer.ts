import type { Importer } from '../importer.ts';
import { isDuckDb } from './database-parts.ts';
import { loadOmop } from './load.ts';
import { type OmopPlan, planOmop } from './plan.ts';
import { groupByTable, kindOf } from './table-files.ts';

/** OMOP CDM 5.3 and 5.4 as CSV, Parquet or a DuckDB file; any subset of tables that has person. */
export const importer: Importer = {
  name: 'omop',
  title: 'OMOP Common Data Model 5.3 or 5.4',
  async detect(files) {
    const { groups, ignored } = groupByTable(files);
    const taken = groups.reduce((sum, group) => sum + group.files.length, 0);
    if (groups.some((group) => group.table === 'person')) return 0.6 + (0.4 * taken) / files.length;
    for (const file of ignored) if (kindOf(file) === 'duckdb' && (await isDuckDb(file))) return 0.7;
    return taken === 0 ? 0 : (0.4 * taken) / files.length;
  },
  plan: planOmop,
  load: (plan, options, context) => loadOmop(plan as OmopPlan, options, context),
};
