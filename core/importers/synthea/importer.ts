import type { Importer } from '../importer.ts';
import { loadOmop } from '../omop/load.ts';
import type { OmopPlan } from '../omop/plan.ts';
import { csvDialect } from '../reading/csv-dialect.ts';
import { planSynthea } from './plan.ts';
import { syntheaColumns, syntheaFiles } from './synthea-files.ts';

/** Synthea's own CSV layout: patients.csv, encounters.csv and so on. */
export const importer: Importer = {
  name: 'synthea',
  title: 'Synthea CSV',
  async detect(all) {
    const { files } = syntheaFiles(all);
    const patients = files.get('patients');
    if (!patients || patients.bytes === 0) return null;
    const names = new Set((await csvDialect(patients)).header.map((name) => name.toUpperCase()));
    if (!syntheaColumns.patients.every((name) => names.has(name.toUpperCase()))) return null;
    return {
      confidence: files.size > 1 ? 0.9 : 0.5,
      reason: `patients.csv and ${files.size - 1} more files as Synthea writes them`,
      files: [...files.values()],
    };
  },
  plan: planSynthea,
  load: (plan, options, context) => loadOmop(plan as OmopPlan, options, context),
};
