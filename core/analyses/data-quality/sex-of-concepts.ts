import { literal } from '../../engine/sql-text.ts';
import { inDataset } from './cdm-dataset.ts';
import type { Desk } from './desk.ts';

const male = 8507;
const female = 8532;

/** OMOP's concepts of sex, as persons of that sex are called. */
export const sexes: Readonly<Record<number, string>> = { [male]: 'men', [female]: 'women' };

/**
 * SNOMED CT codes that only one sex can have, with all below them: anatomy, pregnancy and birth. Meaning as in SNOMED CT's own names;
 * that such codes are checked by sex is OHDSI's practice (Blacketer et al. 2021, “plausible gender”).
 */
const ofOneSex: readonly (readonly [sex: number, code: string])[] = [
  [female, '77386006'], // pregnant
  [female, '173300003'], // disorder of pregnancy
  [female, '362972006'], // disorder of labour and delivery
  [female, '362973001'], // disorder of the puerperium
  [female, '11466000'], // caesarean section
  [female, '22633006'], // vaginal delivery
  [female, '236886002'], // hysterectomy
  [female, '65200003'], // insertion of an intrauterine contraceptive device
  [female, '46706006'], // its replacement
  [female, '68254000'], // its removal
  [female, '363443007'], // malignant tumour of ovary
  [female, '363354003'], // malignant tumour of cervix
  [female, '371973000'], // malignant tumour of uterus
  [female, '129103003'], // endometriosis
  [female, '237055002'], // polycystic ovary syndrome
  [male, '399068003'], // malignant tumour of prostate
  [male, '266569009'], // benign prostatic hyperplasia
  [male, '363449006'], // malignant tumour of testis
  [male, '90470006'], // prostatectomy
];

/** The one sex of those of these concepts that have one: themselves, or by an ancestor where the dataset has the hierarchy. */
export async function sexOfConcepts(concepts: readonly number[], desk: Desk): Promise<Map<number, number>> {
  const concept = desk.held.get('concept');
  if (!concept?.rows || !concept.columns.has('concept_code')) return new Map();
  const from = inDataset(concept.name);
  const listed = ofOneSex.map(([sex, code]) => `(${sex}, ${literal(code)})`).join(', ');
  const ancestors = desk.held.get('concept_ancestor');
  const below = ancestors?.rows
    ? `\nUNION\nSELECT a.descendant_concept_id, r.sex FROM roots AS r JOIN ${inDataset(ancestors.name)} AS a ON a.ancestor_concept_id = r.concept_id`
    : '';
  const sql = `WITH facts(sex, code) AS (VALUES ${listed}),
roots AS (SELECT c.concept_id, f.sex FROM facts AS f JOIN ${from} AS c ON c.concept_code = f.code AND c.vocabulary_id = 'SNOMED'),
every AS (SELECT concept_id, sex FROM roots${below})
SELECT concept_id AS concept, min(sex) AS sex FROM every WHERE concept_id IN (${concepts.join(', ')})
GROUP BY concept_id HAVING min(sex) = max(sex)`;
  desk.sql.push(sql);
  const rows = await desk.connection.rows<{ concept: number; sex: number }>(sql, [], desk.context);
  return new Map(rows.map(({ concept, sex }) => [concept, sex]));
}
