import { closeSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type { JobContext } from '../../contract/context.ts';
import type { Connection } from '../../core/engine/database.ts';
import { literal } from '../../core/engine/sql-text.ts';

const starts =
  'a ana angi arthr brady cardi cerebr chol chondr cyst derm encephal endo enter gastr gluc hemat hepat hyper hypo laryng leuk lip lymph meso metr my nephr neur oophor osteo ot pan peri phleb pneum poly psych pulm pyel rhin sarc splen steat sten tachy thromb thyr trache ur vascul';
const middles =
  'o i o-cardi oste ocyt ogen olymph omyel onephr oneur opath ophag opleur opneum orect osarc osclera oscop ospin othorac otox otrop ovari ovascul';
const ends =
  'al algia ase cele cyte ectasis ectomy emia genesis gram ia iasis ic itis lysis megaly oma osis pathy penia plasty pril rrhea sartan sclerosis scopy spasm statin stomy tomy trophy zole';
const common =
  'disorder of the acute chronic disease left right finding syndrome due to primary secondary malignant neoplasm tablet oral injection solution capsule mg ml hydrochloride extended release product containing only in serum plasma blood urine mass volume by with without complication diabetes mellitus type hypertension heart failure kidney liver lung skin bone structure procedure open fracture closed unspecified other infection bacterial viral pain joint muscle upper lower limb eye ear history allergy measurement presence panel cell count test dose unit substance moderate severe mild recurrent episode depression anxiety pregnancy fetus newborn child adult repair excision replacement imaging biopsy';

/** Numbers in [0, 1), the same in every run. */
function generator(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Words in the order of how often they are used: the common ones, then some 30,000 made of parts. */
function words(): string[] {
  const made = starts
    .split(' ')
    .flatMap((a) => middles.split(' ').flatMap((b) => ends.split(' ').map((c) => `${a}${b.replace('-', '')}${c}`)));
  const next = generator(7);
  const shuffled = made.map((word) => ({ word, at: next() })).sort((a, b) => a.at - b.at);
  return [...common.split(' '), ...shuffled.map(({ word }) => word)];
}

/** A writer of lines that keeps one megabyte at a time. */
function lineWriter(path: string) {
  const file = openSync(path, 'w');
  let held: string[] = [];
  let size = 0;
  const flush = () => {
    if (held.length > 0) writeSync(file, held.join(''));
    held = [];
    size = 0;
  };
  return {
    write(line: string) {
      held.push(line);
      size += line.length;
      if (size > 1 << 20) flush();
    },
    close() {
      flush();
      closeSync(file);
    },
  };
}

const columns = {
  concept:
    "{concept_id: 'BIGINT', concept_name: 'VARCHAR', domain_id: 'VARCHAR', vocabulary_id: 'VARCHAR', concept_class_id: 'VARCHAR', standard_concept: 'VARCHAR', concept_code: 'VARCHAR'}",
  concept_synonym: "{concept_id: 'BIGINT', concept_synonym_name: 'VARCHAR'}",
};

/** One in fifty was replaced. */
const validity = `, CASE WHEN concept_id % 50 = 7 THEN 'U' END AS invalid_reason, DATE '1970-01-01' AS valid_start_date,
  DATE '2099-12-31' AS valid_end_date`;

const domains = [
  ['Condition', 'SNOMED'],
  ['Drug', 'RxNorm'],
  ['Procedure', 'CPT4'],
  ['Measurement', 'LOINC'],
  ['Observation', 'ICD10CM'],
] as const;

/**
 * Makes `concept` and `concept_synonym` of so many concepts, one synonym each, in the present schema: names of two to
 * nine words whose use falls as their rank does (Zipf's law), with strengths and codes as drugs and laboratory tests have.
 */
export async function makeVocabulary(
  connection: Connection,
  folder: string,
  concepts: number,
  context: JobContext,
): Promise<void> {
  const known = words();
  const next = generator(1);
  const word = () => known[Math.floor(known.length ** next()) - 1]!;
  const name = () => {
    const list = Array.from({ length: 2 + Math.floor(next() * 8) }, word);
    if (next() < 0.3) list.push(`${Math.ceil(next() * 500)} MG`);
    const text = list.join(' ');
    return text[0]!.toUpperCase() + text.slice(1);
  };
  const paths = { concept: join(folder, 'concept.csv'), concept_synonym: join(folder, 'synonym.csv') };
  const [concept, synonym] = [lineWriter(paths.concept), lineWriter(paths.concept_synonym)];
  for (let id = 1; id <= concepts; id++) {
    const [domain, vocabulary] = domains[Math.floor(next() * domains.length)]!;
    const code = vocabulary === 'ICD10CM' ? `E${id % 100}.${id}` : `${Math.floor(next() * 1e9)}`;
    concept.write(`${id},${name()},${domain},${vocabulary},Class,${next() < 0.5 ? 'S' : ''},${code}\n`);
    synonym.write(`${id},${name()}\n`);
  }
  concept.close();
  synonym.close();
  for (const [table, path] of Object.entries(paths))
    await connection.run(
      `CREATE TABLE ${table} AS SELECT *${table === 'concept' ? validity : ''}
      FROM read_csv(${literal(path)}, header = false, columns = ${columns[table as keyof typeof columns]})`,
      [],
      context,
    );
}
