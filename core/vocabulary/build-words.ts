import { type JobContext, stage } from '../../contract/context.ts';
import type { Connection } from '../engine/database.ts';
import { beginPacked, endPacked, writePacked } from './packed.ts';
import { createPacker, type Postings } from './postings.ts';

/**
 * Packs the words of the tables `concept` and `term` of an index, with domains, vocabularies and what is recorded, for
 * `readWordIndex`. Memory: what it makes, and a sort in DuckDB that may spill.
 *
 * @throws Failure `cancelled`, `disk_full`.
 */
export async function buildWords(connection: Connection, schema: string, context: JobContext): Promise<void> {
  await beginPacked(connection);
  await attributes(connection, schema, context);
  const quietly = { signal: context.signal, progress: () => {} };
  await connection.run(
    `CREATE OR REPLACE TEMP TABLE word AS SELECT (row_number() OVER (ORDER BY word) - 1)::INTEGER AS n, word
    FROM (SELECT DISTINCT unnest(string_split(term, ' ')) AS word FROM ${schema}.term)`,
    [],
    quietly,
  );
  await writeWords(connection, quietly);
  const { bytes, ends, counts } = await postings(connection, schema, stage(context, 'Preparing the search'));
  await writePacked(connection, 'postings', bytes);
  await writePacked(connection, 'ends', ends);
  await writePacked(connection, 'counts', counts);
  await endPacked(connection, schema);
  await connection.run('DROP TABLE temp.main.word');
}

async function writeWords(connection: Connection, context: JobContext): Promise<void> {
  const lines: string[] = [];
  for await (const { columns } of connection.stream('SELECT word FROM temp.main.word ORDER BY n', [], context))
    lines.push((columns[0] as string[]).join('\n'));
  await writePacked(connection, 'words', Buffer.from(lines.join('\n')));
}

/** Places of each word; a name's first word leads it. The keys come in order, so that of two the one that leads is kept. */
async function postings(connection: Connection, schema: string, context: JobContext): Promise<Postings> {
  const packer = createPacker();
  const sql = `SELECT w.n, t.place * 2 + (NOT t.leads)::INTEGER AS key
    FROM (SELECT place, is_name AND word = first AS leads, word FROM (
        SELECT place, is_name, parts[1] AS first, unnest(parts) AS word
        FROM (SELECT place, is_name, string_split(term, ' ') AS parts FROM ${schema}.term))) t
    JOIN temp.main.word w USING (word) ORDER BY w.n, key`;
  for await (const { rows, columns } of connection.stream(sql, [], context)) {
    const [words, keys] = columns as unknown as readonly [readonly number[], readonly number[]];
    for (let row = 0; row < rows; row++) packer.add(words[row]!, keys[row]!);
  }
  return packer.packed();
}

async function attributes(connection: Connection, schema: string, { signal }: JobContext): Promise<void> {
  const context = { signal, progress: () => {} };
  await connection.run(
    `CREATE TABLE ${schema}.attribute AS
      SELECT 'domain' AS kind, domain AS name, row_number() OVER (ORDER BY domain) - 1 AS number FROM ${schema}.concept GROUP BY domain
      UNION ALL SELECT 'vocabulary', vocabulary, row_number() OVER (ORDER BY vocabulary) - 1 FROM ${schema}.concept GROUP BY vocabulary`,
    [],
    context,
  );
  for (const kind of ['domain', 'vocabulary']) {
    const { values } = await connection.numbers(
      `SELECT a.number FROM ${schema}.concept c JOIN ${schema}.attribute a ON a.kind = '${kind}' AND a.name = c.${kind} ORDER BY c.place`,
      [],
      context,
    );
    await writePacked(connection, kind, Uint16Array.from(values[0]!));
  }
  const { values } = await connection.numbers(
    `SELECT place FROM ${schema}.concept WHERE records > 0 AND concept_id <> 0 ORDER BY records DESC, place`,
    [],
    context,
  );
  await writePacked(connection, 'recorded', Uint32Array.from(values[0]!));
}
