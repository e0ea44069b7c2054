import { fillSql } from '../fill-sql.ts';
import type { CohortDesk } from './cohort-desk.ts';
import { compareShares } from './compare.ts';
import { conceptName } from './concept-names.ts';
import drugIngredientsSql from './drug-ingredients.sql?raw';
import recordsSql from './records-before-entry.sql?raw';
import type { Binary } from './spec.ts';

const conditions =
  'SELECT person_id, condition_concept_id AS concept_id, CAST(condition_start_date AS DATE) AS start_date FROM cdm.condition_occurrence';
const drugs =
  'SELECT person_id, drug_concept_id AS concept_id, CAST(drug_exposure_start_date AS DATE) AS start_date FROM cdm.drug_exposure';

type Counted = { readonly cohort: number; readonly concept: string; readonly label: string; readonly n: number };

/** The most frequent conditions in the days before entry. */
export async function describeConditions(desk: CohortDesk): Promise<Binary[]> {
  return desk.tables.has('condition_occurrence') ? describeRecords(desk, 'conditions', conditions) : [];
}

/** The most frequent drugs in the days before entry, by ingredient where the dataset's vocabulary knows it. */
export async function describeDrugs(desk: CohortDesk): Promise<Binary[]> {
  if (!desk.tables.has('drug_exposure')) return [];
  const known = desk.tables.has('concept_ancestor') && desk.tables.has('concept');
  return describeRecords(desk, 'drugs', known ? fillSql(drugIngredientsSql, {}) : drugs);
}

async function describeRecords(desk: CohortDesk, section: string, records: string): Promise<Binary[]> {
  const { params, groups, connection, context, sql, tables } = desk;
  if (params.top === 0) return [];
  const query = fillSql(recordsSql, {
    records,
    windowDays: String(params.windowDays),
    top: String(params.top),
    conceptName: conceptName('c.concept_id', tables.has('concept')),
  });
  sql.push(query);
  context.progress({ stage: section });
  const rows = await connection.rows<Counted>(query, [], context);
  const concepts = new Map(rows.map((row) => [row.concept, row.label]));
  return [...concepts].map(([concept, label]) => {
    const lines = groups.list.map(({ key, name, n }) => {
      const row = rows.find((candidate) => candidate.concept === concept && String(candidate.cohort) === key);
      return { group: name, n: row?.n ?? 0, proportion: (row?.n ?? 0) / n };
    });
    const smd = compareShares(
      lines.map(({ proportion }) => proportion),
      groups.contrast,
    );
    return { kind: 'binary', section, name: concept, label, smd, groups: lines };
  });
}
