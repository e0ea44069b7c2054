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
    const taken = groups.flatMap((group) => group.files);
    const share = taken.length / files.length;
    const named = groups.map((group) => group.table);
    if (named.includes('person')) {
      const others = named.length - 1;
      return { confidence: 0.6 + 0.4 * share, reason: `person and ${others} more tables of the CDM`, files: taken };
    }
    for (const file of ignored) {
      if (kindOf(file) !== 'duckdb' || !(await isDuckDb(file))) continue;
      return { confidence: 0.7, reason: 'a DuckDB database', files: [file] };
    }
    if (taken.length === 0) return null;
    return { confidence: 0.4 * share, reason: `tables of the CDM, but no person: ${named.join(', ')}`, files: taken };
  },
  plan: planOmop,
  load: (plan, options, context) => loadOmop(plan as OmopPlan, options, context),
};
