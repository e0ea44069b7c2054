import { Failure } from '../../../contract/failure.ts';
import type { ConceptSetItem } from '../../../contract/vocabulary.ts';
import type { ReadSet } from './read-set.ts';

/** Concept ids, on lines or apart by commas, semicolons or spaces: each once, none with its descendants. */
export function readIds(text: string, where: string): ReadSet {
  const ids = new Set<number>();
  let repeated = 0;
  for (const [i, line] of text.split(/\r\n|\n|\r/).entries()) {
    for (const word of line.split(/[\s,;]+/)) {
      if (word === '') continue;
      const id = Number(word.replace(/^"(.*)"$/, '$1'));
      if (!/^"?\d+"?$/.test(word) || !Number.isSafeInteger(id))
        throw new Failure(
          'invalid_input',
          `${where}, line ${i + 1}: a concept id is a whole number, but here is something else. Put one id on a line, or add a header for CSV.`,
          { line: i + 1 },
        );
      if (ids.has(id)) repeated++;
      ids.add(id);
    }
  }
  if (ids.size === 0) throw new Failure('invalid_input', `${where} holds no concept id.`);
  const items = [...ids].map((id): ConceptSetItem => ({ concept: { CONCEPT_ID: id } }));
  const warnings = repeated === 0 ? [] : [`${repeated} ids stood there more than once; each is kept once.`];
  return { expression: { items }, warnings };
}
