import type { Importer } from '../importer.ts';
import { loadOmop } from '../omop/load.ts';
import type { OmopPlan } from '../omop/plan.ts';
import { medsFiles } from './meds-files.ts';
import { planMeds } from './plan.ts';

/** The Medical Event Data Standard, https://medical-event-data-standard.github.io: events as Parquet, codes, splits. */
export const importer: Importer = {
  name: 'meds',
  title: 'Medical Event Data Standard (MEDS)',
  async detect(files) {
    const { data, codes, splits, description } = medsFiles(files);
    if (data.length === 0) return null;
    const beside = [codes, splits, description].filter((file) => file !== null);
    const shards = `${data.length} ${data.length === 1 ? 'file' : 'files'} of events in data/`;
    return {
      confidence: beside.length ? 0.95 : 0.4,
      reason: beside.length ? `${shards}, with ${beside.map((file) => file.name).join(', ')}` : shards,
      files: [...data, ...beside],
    };
  },
  plan: planMeds,
  load: (plan, options, context) => loadOmop(plan as OmopPlan, options, context),
};
