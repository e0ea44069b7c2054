import { statSync } from 'node:fs';
import { join } from 'node:path';
import type { JobContext } from '../../contract/context.ts';
import type { DatasetManifest } from '../../contract/data.ts';
import { Failure } from '../../contract/failure.ts';
import type { Connection } from '../../core/engine/database.ts';
import { onDatabase } from '../../core/engine/on-database.ts';
import { literal } from '../../core/engine/sql-text.ts';
import { openWorkspace } from '../../core/engine/workspace.ts';
import { clinicalTables } from '../../core/vocabulary/clinical-tables.ts';
import { attachIndex, keepIndex } from '../../core/vocabulary/index-file.ts';
import { searchConcepts } from '../../core/vocabulary/search.ts';
import type { VocabularyIndex } from '../../core/vocabulary/vocabulary-index.ts';
import { memoryOf, wordIndexOf } from '../../core/vocabulary/word-index.ts';
import { type Bench, type BenchOptions, type BenchResult, sideBySide } from './bench.ts';
import { makeHierarchy } from './made-hierarchy.ts';
import { makeVocabulary } from './made-vocabulary.ts';
import { compareRelatives } from './vocabulary-relatives.ts';

const limit = 100;

/** As people type: one and two letters, words, several words in any order, codes, misspelt, and what is not there. */
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
  'type 2 diab',
  'of the',
  'a b c d e f',
  'diabtes melitus',
  'ménière',
  '12',
  'left right finding due to with',
  'malignant neoplasm of upper lobe of right lung with metastasis to lymph node and bone',
  '500 mg (oral), tablet',
];

/** Each text twice: of all concepts, and with filters. */
const kinds = [
  { say: '', filters: { standardOnly: false }, where: 'TRUE' },
  {
    say: ', standard conditions',
    filters: { standardOnly: true, domain: 'Condition' },
    where: "standard_concept = 'S' AND domain_id = 'Condition'",
  },
] as const;

/** Search over so many concepts with a synonym each, beside an ILIKE scan that finds by the same words. */
export const vocabularyBenchOf = (concepts: number, asked: readonly string[] = texts): Bench => ({
  name: 'vocabulary',
  summary:
    'concept search, hierarchy and sets over a million concepts and a million synonyms, beside scans of the tables',
  async run({ signal, onProgress, note }, folder, options) {
    const context = { signal, progress: onProgress };
    const file = await madeDataset(folder, concepts, context);
    const workspace = await openWorkspace({ threads: options.threads, memoryLimit: options.memoryLimit }, file);
    const connection = await workspace.connect();
    try {
      return await compared({ connection, folder, options, context, note, asked });
    } finally {
      connection.close();
      workspace.close();
    }
  },
});

export const vocabularyBench: Bench = vocabularyBenchOf(1_000_000);

async function madeDataset(folder: string, concepts: number, context: JobContext): Promise<string> {
  const file = join(folder, 'dataset.duckdb');
  await onDatabase({ path: file }, async (connection) => {
    await makeVocabulary(connection, folder, concepts, context);
    await makeHierarchy(connection, context);
  });
  return file;
}

interface Bed {
  readonly connection: Connection;
  readonly folder: string;
  readonly options: BenchOptions;
  readonly context: JobContext;
  readonly note: (line: string) => void;
  readonly asked: readonly string[];
}

async function compared(bed: Bed): Promise<BenchResult[]> {
  const { connection, options, context, asked } = bed;
  const manifest = { sha256: '', tables: await tablesOf(connection) };
  const index = await madeIndex(bed, manifest);
  const results: BenchResult[] = [];
  const spent: Spent = { ours: [], theirs: [] };
  for (const text of asked)
    for (const { say, filters, where } of kinds) {
      const search = () =>
        searchConcepts(connection, index, { ...filters, text, usedOnly: false, offset: 0, limit }, context);
      const { total } = await search();
      const times = await sideBySide(
        options.rounds,
        () => processorTime(spent.ours, search),
        () => processorTime(spent.theirs, () => connection.rows(scan(text, where), [], context)),
      );
      results.push({
        name: 'vocabulary',
        work: `“${text}”${say}: ${total} found`,
        peer: 'ILIKE over concept and concept_synonym',
        ...times,
      });
    }
  const times = { ours: results.flatMap((r) => r.ours), theirs: results.flatMap((r) => r.theirs) };
  const relatives = await compareRelatives(connection, index, clinicalTables(manifest), options, context);
  return [
    ...results,
    ...relatives,
    ...percentiles('vocabulary, all searches', times),
    ...percentiles('vocabulary, processor time of all searches', spent),
  ];
}

async function tablesOf(connection: Connection): Promise<DatasetManifest['tables']> {
  const named = await connection.rows<{ name: string; rows: number }>(
    "SELECT table_name AS name, estimated_size AS rows FROM duckdb_tables() WHERE database_name = 'cdm'",
  );
  return Promise.all(
    named.map(async (table) => ({
      ...table,
      columns: await connection.describe(`SELECT * FROM cdm.${table.name}`),
      rejected: 0,
      years: null,
      density: [],
    })),
  );
}

/** Makes the index and says what it takes. */
async function madeIndex(
  { connection, folder, context, note }: Bed,
  manifest: Pick<DatasetManifest, 'sha256' | 'tables'>,
): Promise<VocabularyIndex> {
  const spent: number[] = [];
  const started = performance.now();
  await processorTime(spent, () => keepIndex(connection, folder, manifest, context));
  const seconds = (performance.now() - started) / 1000;
  const index = await attachIndex(connection, folder, manifest);
  if (!index) throw new Failure('internal', 'The index that was just made is not there.');
  const opened = performance.now();
  const held = memoryOf(await wordIndexOf(connection, index)) / 1e6;
  const { size } = statSync(join(folder, 'vocabulary.duckdb'));
  note(
    `Index: ${seconds.toFixed(1)} s (${(spent[0]! / 1000).toFixed(1)} s of processor time), ${(size / 1e6).toFixed(0)} MB on disk, ` +
      `${held.toFixed(0)} MB in memory, read in ${(performance.now() - opened).toFixed(0)} ms; ` +
      `the process had ${(process.resourceUsage().maxRSS / 1024).toFixed(0)} MB at most.`,
  );
  return index;
}

/** Milliseconds of processor time, all threads together: what else the machine does falls on it much less. */
async function processorTime<T>(spent: number[], work: () => Promise<T>): Promise<T> {
  const before = process.cpuUsage();
  const done = await work();
  const { user, system } = process.cpuUsage(before);
  spent.push((user + system) / 1000);
  return done;
}

function scan(text: string, where: string): string {
  const like = (column: string) =>
    text
      .split(' ')
      .map((word) => `${column} ILIKE ${literal(`%${word}%`)}`)
      .join(' AND ');
  return `SELECT concept_id, concept_name, count(*) OVER () AS total FROM cdm.concept
    WHERE ${where} AND (${like('concept_name')} OR concept_code ILIKE ${literal(`${text}%`)}
      OR concept_id IN (SELECT concept_id FROM cdm.concept_synonym WHERE ${like('concept_synonym_name')}))
    ORDER BY standard_concept = 'S' DESC NULLS LAST, length(concept_name) LIMIT ${limit}`;
}

interface Spent {
  readonly ours: number[];
  readonly theirs: number[];
}

/** Of all searches of all rounds. */
function percentiles(name: string, { ours, theirs }: Spent): BenchResult[] {
  const at = (values: readonly number[], share: number) =>
    [...values].sort((a, b) => a - b)[Math.ceil(share * values.length) - 1]!;
  return [0.5, 0.95, 1].map((share) => ({
    name,
    work: share === 1 ? 'the slowest' : `p${100 * share}`,
    peer: 'the same of the scan',
    ours: [at(ours, share)],
    theirs: [at(theirs, share)],
    ratio: at(theirs, share) / at(ours, share),
  }));
}
