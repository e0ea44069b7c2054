import type { DatasetManifest } from '../../contract/data.ts';

/** A table of records about persons, with the columns that say what a record is about. */
export interface ClinicalTable {
  readonly table: string;
  /** Standard and source concept columns. */
  readonly columns: readonly string[];
  /** False for eras while the table they were made from is there: the same records would count twice. */
  readonly isCounted: boolean;
  readonly rows: number;
}

interface Known {
  readonly columns: readonly string[];
  readonly madeFrom?: string;
}

const standardAndSource = (...names: string[]): Known => ({
  columns: names.flatMap((name) => [`${name}_concept_id`, `${name}_source_concept_id`]),
});

/** https://ohdsi.github.io/CommonDataModel/cdm54.html: the columns that a criterion of a cohort can ask about by concept set. */
const known: Readonly<Record<string, Known>> = {
  condition_occurrence: standardAndSource('condition'),
  drug_exposure: standardAndSource('drug'),
  procedure_occurrence: standardAndSource('procedure'),
  measurement: standardAndSource('measurement'),
  observation: standardAndSource('observation'),
  device_exposure: standardAndSource('device'),
  visit_occurrence: standardAndSource('visit'),
  visit_detail: standardAndSource('visit_detail'),
  specimen: standardAndSource('specimen'),
  death: standardAndSource('cause'),
  episode: standardAndSource('episode'),
  payer_plan_period: standardAndSource('payer', 'plan', 'sponsor', 'stop_reason'),
  person: standardAndSource('gender', 'race', 'ethnicity'),
  condition_era: { columns: ['condition_concept_id'], madeFrom: 'condition_occurrence' },
  drug_era: { columns: ['drug_concept_id'], madeFrom: 'drug_exposure' },
  dose_era: { columns: ['drug_concept_id'], madeFrom: 'drug_exposure' },
};

/** The clinical tables of a dataset that have rows, and of their columns those that are there. */
export function clinicalTables({ tables }: Pick<DatasetManifest, 'tables'>): ClinicalTable[] {
  const filled = new Map(tables.filter(({ rows }) => rows > 0).map((table) => [table.name, table]));
  return Object.entries(known).flatMap(([table, { columns, madeFrom }]) => {
    const there = new Set(filled.get(table)?.columns.map(({ name }) => name));
    const present = columns.filter((column) => there.has(column));
    if (present.length === 0) return [];
    return [
      {
        table,
        columns: present,
        isCounted: madeFrom === undefined || !filled.has(madeFrom),
        rows: filled.get(table)?.rows ?? 0,
      },
    ];
  });
}
