import type { Importer, LoadResult } from '../importer.ts';
import { loadOmop } from '../omop/load.ts';
import { eventTables } from './event-tables.ts';
import { medsFiles } from './meds-files.ts';
import { type MedsPlan, planMeds } from './plan.ts';

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
  plan: (files, connection, context) => planMeds(files, connection, context),
  async load(plan, options, context) {
    const { account, ...omop } = plan as MedsPlan;
    const result = await loadOmop(omop, options, context);
    return { ...result, read: [accountOf(account, result)] };
  },
};

/** Rows read are events loaded, what was said of persons, and what was rejected. */
function accountOf({ read, personal, unusable }: MedsPlan['account'], { tables }: LoadResult) {
  const events = tables.filter(({ name }) => (eventTables as readonly string[]).includes(name));
  const sum = (of: (table: (typeof events)[number]) => number) => events.reduce((n, table) => n + of(table), 0);
  const rejected = sum((table) => table.rejected);
  return {
    source: 'data',
    read,
    loaded: sum((table) => table.rows) + personal,
    rejected,
    reasons: [
      ...(unusable ? [{ reason: 'subject, time or code missing or unusable', n: unusable }] : []),
      ...(rejected > unusable ? [{ reason: 'no date', n: rejected - unusable }] : []),
    ],
  };
}
