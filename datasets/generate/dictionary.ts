import { literal } from '../../core/engine/sql-text.ts';
import { concepts } from './concepts.ts';
import { ancestry, parents, synonyms } from './hierarchy.ts';

type Value = string | number | null;

const values = (rows: readonly (readonly Value[])[], columns: readonly string[]) =>
  `(VALUES ${rows.map((row) => `(${row.map(literal).join(', ')})`).join(',\n    ')}) AS v(${columns.join(', ')})`;

const always = `DATE '1970-01-01' AS valid_start_date, DATE '2099-12-31' AS valid_end_date, NULL::VARCHAR AS invalid_reason`;
const distinct = (column: 2 | 3 | 4) => [...new Set(concepts.map((row) => row[column]))].sort();

const conceptSql = `SELECT concept_id::INTEGER AS concept_id, concept_name, domain_id, vocabulary_id, concept_class_id,
    standard_concept::VARCHAR AS standard_concept, concept_code, ${always}
  FROM ${values(concepts, ['concept_id', 'concept_name', 'domain_id', 'vocabulary_id', 'concept_class_id', 'standard_concept', 'concept_code'])}
  ORDER BY concept_id`;

/** Only concepts that can have descendants or ancestors: conditions, drugs, procedures, measurements, observations. */
const hierarchical = ['Condition', 'Drug', 'Procedure', 'Measurement', 'Observation'];
const ancestorSql = `SELECT a::INTEGER AS ancestor_concept_id, d::INTEGER AS descendant_concept_id,
    levels::INTEGER AS min_levels_of_separation, levels::INTEGER AS max_levels_of_separation
  FROM ${values(ancestry(concepts.filter((row) => hierarchical.includes(row[2])).map((row) => row[0])), ['a', 'd', 'levels'])}
  ORDER BY ancestor_concept_id, levels, descendant_concept_id`;

const relationshipSql = `SELECT a::INTEGER AS concept_id_1, b::INTEGER AS concept_id_2, r AS relationship_id, ${always}
  FROM ${values(
    parents.flatMap(([child, parent]) => [
      [child, parent, 'Is a'],
      [parent, child, 'Subsumes'],
    ]),
    ['a', 'b', 'r'],
  )} ORDER BY concept_id_1, concept_id_2`;

const synonymSql = `SELECT c::INTEGER AS concept_id, name AS concept_synonym_name, 0 AS language_concept_id
  FROM ${values(synonyms, ['c', 'name'])} ORDER BY concept_id, concept_synonym_name`;

const named = (id: string, name: string, concept: string, rows: readonly (readonly Value[])[]) =>
  `SELECT id AS ${id}, name AS ${name}, 0 AS ${concept} FROM ${values(rows, ['id', 'name'])}`;

const vocabularySql = `SELECT id AS vocabulary_id, name AS vocabulary_name, ref AS vocabulary_reference,
    'Stillroom sample dictionary 1' AS vocabulary_version, 0 AS vocabulary_concept_id
  FROM ${values(
    distinct(3).map((id) => [
      id,
      id === 'Stillroom' ? 'Concepts of this sample' : `${id}, the few used here`,
      'datasets/README.md',
    ]),
    ['id', 'name', 'ref'],
  )}`;

const relationshipNamesSql = `SELECT id AS relationship_id, name AS relationship_name, '1' AS is_hierarchical,
    d AS defines_ancestry, rev AS reverse_relationship_id, 0 AS relationship_concept_id
  FROM ${values(
    [
      ['Is a', 'Is a', '0', 'Subsumes'],
      ['Subsumes', 'Subsumes', '1', 'Is a'],
    ],
    ['id', 'name', 'd', 'rev'],
  )}`;

/** The dictionary of the sample: the CDM vocabulary tables with only the concepts it uses. */
export const dictionaryTables: Readonly<Record<string, string>> = {
  concept: conceptSql,
  concept_ancestor: ancestorSql,
  concept_relationship: relationshipSql,
  concept_synonym: synonymSql,
  vocabulary: vocabularySql,
  domain: named(
    'domain_id',
    'domain_name',
    'domain_concept_id',
    distinct(2).map((d) => [d, d]),
  ),
  concept_class: named(
    'concept_class_id',
    'concept_class_name',
    'concept_class_concept_id',
    distinct(4).map((c) => [c, c]),
  ),
  relationship: relationshipNamesSql,
};
