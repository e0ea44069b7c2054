import type { Connection } from '../engine/database.ts';
import { readPacked } from './packed.ts';
import type { Postings } from './postings.ts';
import type { VocabularyIndex } from './vocabulary-index.ts';
import { type WordList, wordList } from './word-list.ts';

/** Names of domains or vocabularies, and for each place the number of its own. */
export interface Attribute {
  readonly names: readonly string[];
  readonly at: Uint16Array;
}

/** What a search reads of an index, held in memory: some 25 bytes a concept. */
export interface WordIndex {
  /** Concepts: places are numbered from 0. */
  readonly size: number;
  readonly words: WordList;
  readonly postings: Postings;
  readonly domains: Attribute;
  readonly vocabularies: Attribute;
  /** Places of the concepts that the data have records of, the most first; without concept 0. */
  readonly recorded: Uint32Array;
  /** The place of concept 0, “No matching concept”; -1 where it is not there. */
  readonly nothing: number;
}

const loaded = new WeakMap<VocabularyIndex, Promise<WordIndex>>();

/** Reads the words of an index the first time (0.3 s of processor time for a million concepts), for all who ask. */
export function wordIndexOf(connection: Connection, index: VocabularyIndex): Promise<WordIndex> {
  const known = loaded.get(index);
  if (known) return known;
  const reading = readWordIndex(connection, index.schema);
  loaded.set(index, reading);
  reading.catch(() => loaded.delete(index));
  return reading;
}

async function readWordIndex(connection: Connection, schema: string): Promise<WordIndex> {
  const bytes = (name: string) => readPacked(connection, schema, name);
  const attribute = async (name: string): Promise<Attribute> => {
    const at = new Uint16Array(await bytes(name));
    const rows = await connection.rows<{ name: string }>(
      `SELECT name FROM ${schema}.attribute WHERE kind = '${name}' ORDER BY number`,
    );
    return { names: rows.map((row) => row.name), at };
  };
  const domains = await attribute('domain');
  const { nothing } = await connection.one<{ nothing: number | null }>(
    `SELECT max(place) AS nothing FROM ${schema}.concept WHERE concept_id = 0`,
  );
  return {
    size: domains.at.length,
    words: wordList(Buffer.from(await bytes('words')).toString('utf8')),
    postings: {
      bytes: new Uint8Array(await bytes('postings')),
      ends: new Uint32Array(await bytes('ends')),
      counts: new Uint32Array(await bytes('counts')),
    },
    domains,
    vocabularies: await attribute('vocabulary'),
    recorded: new Uint32Array(await bytes('recorded')),
    nothing: nothing ?? -1,
  };
}

/** Bytes that an index holds in memory; a text of letters beyond Latin takes twice its own. */
export function memoryOf({ words, postings, domains, vocabularies, recorded }: WordIndex): number {
  const arrays = [words.starts, postings.bytes, postings.ends, postings.counts, domains.at, vocabularies.at, recorded];
  return words.text.length + arrays.reduce((sum, { byteLength }) => sum + byteLength, 0);
}
