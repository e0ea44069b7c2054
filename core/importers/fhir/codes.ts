import type { JobContext } from '../../../contract/context.ts';
import { literal } from '../../engine/sql-text.ts';
import { lookedUp, ownConcepts, type Vocabulary } from '../vocabulary/lookup.ts';
import { knownSystems } from './coding.ts';
import type { Stage } from './stage.ts';

/** Own ids that codes share by chance get numbers of their own from here on; both stay below 2^31. */
const crowded = 2_140_000_000;

const coded: readonly (readonly [table: string, columns: string, domain: string])[] = [
  ['visit', 'system, code, display', 'Visit'],
  ['condition', 'system, code, display', 'Condition'],
  ['procedure', 'system, code, display', 'Procedure'],
  ['measurement', 'system, code, display', 'Measurement'],
  ['observation', 'system, code, display', 'Observation'],
  ['drug', 'system, code, display', 'Drug'],
  ['medication', 'system, code, display', 'Drug'],
  ['device_kind', 'system, code, display', 'Device'],
  ['specimen', 'system, code, display', 'Specimen'],
  ['role', 'system, code, display', 'Provider'],
  ['measurement', 'value_system, value_code, value_display', 'Meas Value'],
  ['observation', 'value_system, value_code, value_display', 'Meas Value'],
  ['measurement', 'unit_system, unit_code, unit', 'Unit'],
  ['observation', 'unit_system, unit_code, unit', 'Unit'],
];

/**
 * `codes`: every code of these files once, with the concept it is (`source_concept_id`) and the standard concept it
 * means (`concept_id`, 0 where no vocabulary says). A code no vocabulary knows gets a concept of one's own, whose id
 * follows from system and code alone: a concept set made on one import fits the next.
 */
export async function findCodes(stage: Stage, vocabulary: Vocabulary | null, context: JobContext): Promise<void> {
  const { name, create, connection } = stage;
  context.progress({ stage: 'looking up codes' });
  const parts = coded.map(
    ([table, columns, domain]) =>
      `SELECT ${columns}, '${domain}' FROM ${name(table as 'visit')} SEMI JOIN ${name('resources')} USING (rid)`,
  );
  const systems = knownSystems.map(([system, id]) => `(${literal(system)}, ${literal(id)})`).join(', ');
  const sql = `${create} ${name('codes')} AS
    WITH found(system, code, display, domain) AS (${parts.join(' UNION ALL ')}),
    systems(system, vocabulary_id) AS (VALUES ${systems}),
    one AS (SELECT f.system, f.code, min(f.display) AS display, min(f.domain) AS domain,
      coalesce(any_value(s.vocabulary_id), nullif(f.system, ''), 'None') AS vocabulary_id
      FROM found f LEFT JOIN systems s USING (system) WHERE f.code IS NOT NULL GROUP BY f.system, f.code),
    known AS (${lookedUp('one', vocabulary)}),
    own AS (SELECT system, code, hashed, row_number() OVER (PARTITION BY hashed ORDER BY system, code) AS n
      FROM (SELECT *, ${ownConcepts} + 1 + CAST('0x' || substr(md5(system || '|' || code), 1, 12) AS BIGINT) % 139999999 AS hashed FROM one)),
    numbered AS (SELECT system, code, CASE WHEN n = 1 THEN hashed
      ELSE ${crowded} + row_number() OVER (PARTITION BY n = 1 ORDER BY system, code) END AS own_id FROM own)
    SELECT o.*, coalesce(k.source_id, n.own_id) AS source_concept_id, coalesce(k.concept_id, 0) AS concept_id,
      k.source_id IS NULL AS is_own
    FROM one o JOIN numbered n USING (system, code)
    LEFT JOIN known k ON k.vocabulary_id = o.vocabulary_id AND k.code = o.code`;
  await connection.run(sql, [], { signal: context.signal, progress: () => {} });
}

/** Concepts and vocabularies of one's own, as rows of the CDM's tables. */
export async function ownVocabulary({ name, create, connection }: Stage, context: JobContext): Promise<void> {
  const own = `FROM ${name('codes')} WHERE is_own`;
  const run = (sql: string) => connection.run(sql, [], { signal: context.signal, progress: () => {} });
  await run(`${create} ${name('out_concept')} AS SELECT source_concept_id AS concept_id,
    coalesce(display, code) AS concept_name, domain AS domain_id, vocabulary_id, 'FHIR source' AS concept_class_id,
    NULL::VARCHAR AS standard_concept, code AS concept_code, DATE '1970-01-01' AS valid_start_date,
    DATE '2099-12-31' AS valid_end_date, NULL::VARCHAR AS invalid_reason ${own} ORDER BY 1`);
  await run(`${create} ${name('out_vocabulary')} AS SELECT vocabulary_id, min(vocabulary_id) AS vocabulary_name,
    min(nullif(system, '')) AS vocabulary_reference, 'FHIR source' AS vocabulary_version, 0::BIGINT AS vocabulary_concept_id
    ${own} GROUP BY 1 ORDER BY 1`);
}
