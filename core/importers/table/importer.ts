import type { Importer } from '../importer.ts';
import { loadTables } from './load.ts';
import { type PlainPlan, planTables } from './plan.ts';
import { plainFiles } from './table-files.ts';

/** Plain tables, as they are: CSV, TSV, JSON lines, Parquet, XLSX. Takes what no other format knows. */
export const importer: Importer = {
  name: 'table',
  title: 'Plain tables',
  async detect(files) {
    const { tables } = plainFiles(files);
    if (tables.length === 0) return null;
    const taken = tables.flatMap((table) => table.files);
    const reason = `${tables.length} ${tables.length === 1 ? 'table' : 'tables'} that no other format knows`;
    return { confidence: (0.2 * taken.length) / files.length, reason, files: taken };
  },
  plan: (files, connection, context) => planTables(files, connection, context),
  load: (plan, options, context) => loadTables(plan as PlainPlan, options, context),
};
