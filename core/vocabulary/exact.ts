import type { JobContext } from '../../contract/context.ts';
import type { Connection } from '../engine/database.ts';
import { fit } from './fit.ts';

/** Places that codes, ids, names and synonyms give by their whole text. */
export interface Exact {
  /** How well each of some places fits; a place may come several times. */
  readonly fits: readonly (readonly [place: number, fit: number])[];
  /** Places whose code or id is a word. */
  coded(word: string): Uint32Array;
}

/** What follows in order every text that begins with `text`. */
const afterAll = (text: string) => `${text}\u{10FFFF}`;

/**
 * Looks the whole text up: codes and ids that are it or, from two characters on, begin with it; names that are it or,
 * where it has several words, begin with it (one word is found by its words); synonyms that are it; and for several words
 * the codes and ids that one of them is.
 */
export async function exactly(
  connection: Connection,
  schema: string,
  whole: string,
  words: readonly string[],
  context: JobContext,
): Promise<Exact> {
  const single = whole === words[0];
  const from = (table: string, begins: boolean) =>
    `FROM ${schema}.${table} WHERE ${begins ? 'term >= $1 AND term < $2' : 'term = $1'}`;
  const parts = [
    `SELECT place, if(term = $1, ${fit.code}, ${fit.wordBegins}) AS fit, -1 AS word ${from('code', [...whole].length > 1)}`,
    `SELECT place, CASE WHEN term = $1 THEN if(is_name, ${fit.name}, ${fit.synonym}) ELSE ${fit.nameBegins} END, -1
      ${from('term', !single)} AND (is_name OR term = $1)`,
  ];
  const params = [whole, afterAll(whole)];
  if (!single) {
    const list = words.map((word) => `$${params.push(word)}`).join(', ');
    parts.push(`SELECT place, 0, list_position([${list}], term) - 1 FROM ${schema}.code WHERE term IN (${list})`);
  }
  const { values, rows } = await connection.numbers(
    `SELECT * FROM (${parts.join(' UNION ALL ')}) WHERE $2 <> ''`,
    params,
    context,
  );
  const [places, fits, of] = values as readonly [Float64Array, Float64Array, Float64Array];
  const all = Array.from({ length: rows }, (_, row) => row);
  return {
    fits: all.filter((row) => of[row] === -1).map((row) => [places[row]!, fits[row]!] as const),
    coded: (word) => Uint32Array.from(places.filter((_, row) => of[row] === words.indexOf(word))),
  };
}
