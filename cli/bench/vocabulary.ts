import { join } from 'node:path';
import type { JobContext } from '../../contract/context.ts';
import { Failure } from '../../contract/failure.ts';
import { type Connection, openDatabase } from '../../core/engine/database.ts';
import { literal } from '../../core/engine/sql-text.ts';
import { openWorkspace } from '../../core/engine/workspace.ts';
import { attachIndex, keepIndex } from '../../core/vocabulary/index-file.ts';
import { searchConcepts } from '../../core/vocabulary/search.ts';
import { type Bench, type BenchOptions, type BenchResult, sideBySide } from './bench.ts';
import { makeVocabulary } from './made-vocabulary.ts';

const limit = 100;

/** As people type: one and two letters, words, several words in any order, codes, and what is not there. */
const texts = [
  'd',
  'a',
  'he',
  'di',
  'hyp',
  'diab',
  'diabetes',
  'diabetes mell',
  'mellitus diabetes',
  'acute',
  'disorder of the',
  'chronic kidney disease',
  'oral tablet 250',
  'gastritis',
  'cardiopathy',
  'hepatoneur',
  'E11.1',
  '4711',
  '123456',
  'neoplasm of lung primary',
  'renitis',
  'qqq',
  'xylophone',
  'diabetes qqq',
  'failure heart',
  'type 2 diabetes',
];

/** Search over so many concepts with a synonym each, beside an ILIKE scan that finds by the same words. */
export const vocabularyBenchOf = (concepts: number): Bench => ({
  name: 'vocabulary',
  summary: 'concept search over a million concepts and a million synonyms, beside an ILIKE scan of both tables',
  async run({ signal, onProgress }, folder, options) {
    const context = { signal, progress: onProgress };
    const file = await madeDataset(folder, concepts, context);
    const workspace = await openWorkspace({ threads: options.threads, memoryLimit: options.memoryLimit }, file);
    const connection = await workspace.connect();
    try {
      return await compared(connection, folder, options, context);
    } finally {
      connection.close();
      workspace.close();
    }
  },
});

export const vocabularyBench: Bench = vocabularyBenchOf(1_000_000);

async function madeDataset(folder: string, concepts: number, context: JobContext): Promise<string> {
  const file = join(folder, 'dataset.duckdb');
  const database = await openDatabase({ path: file });
  const connection = await database.connect();
  await makeVocabulary(connection, folder, concepts, context);
  connection.close();
  database.close();
  return file;
}

async function compared(
  connection: Connection,
  folder: string,
  { rounds }: BenchOptions,
  context: JobContext,
): Promise<BenchResult[]> {
  const made = { sha256: '', tables: [] };
  await keepIndex(connection, folder, made, context);
  const index = await attachIndex(connection, folder, made);
  if (!index) throw new Failure('internal', 'The index that was just made is not there.');
  const results: BenchResult[] = [];
  for (const text of texts) {
    const asked = { text, standardOnly: false, usedOnly: false, offset: 0, limit };
    const search = () => searchConcepts(connection, index, asked, context);
    const { total } = await search();
    const times = await sideBySide(rounds, search, () => connection.rows(scan(text), [], context));
    results.push({
      name: 'vocabulary',
      work: `“${text}”: ${total} found`,
      peer: 'ILIKE over concept and concept_synonym',
      ...times,
    });
  }
  return [...results, percentile(results, 0.5), percentile(results, 0.95)];
}

function scan(text: string): string {
  const like = (column: string) =>
    text
      .split(' ')
      .map((word) => `${column} ILIKE ${literal(`%${word}%`)}`)
      .join(' AND ');
  return `SELECT concept_id, concept_name, count(*) OVER () AS total FROM cdm.concept
    WHERE ${like('concept_name')} OR concept_code ILIKE ${literal(`${text}%`)}
      OR concept_id IN (SELECT concept_id FROM cdm.concept_synonym WHERE ${like('concept_synonym_name')})
    ORDER BY standard_concept = 'S' DESC NULLS LAST, length(concept_name) LIMIT ${limit}`;
}

/** Of all searches of all rounds. */
function percentile(results: readonly BenchResult[], share: number): BenchResult {
  const at = (values: readonly number[]) => [...values].sort((a, b) => a - b)[Math.ceil(share * values.length) - 1]!;
  const [ours, theirs] = [at(results.flatMap((r) => r.ours)), at(results.flatMap((r) => r.theirs))];
  return {
    name: 'vocabulary, all searches',
    work: `p${100 * share}`,
    peer: 'the same of the scan',
    ours: [ours],
    theirs: [theirs],
    ratio: theirs / ours,
  };
}
