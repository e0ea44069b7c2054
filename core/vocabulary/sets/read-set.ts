import { Failure } from '../../../contract/failure.ts';
import type { ConceptSetExpression } from '../../../contract/vocabulary.ts';
import { readCsvSet } from './read-csv.ts';
import { readIds } from './read-ids.ts';
import { readJsonSet } from './read-json.ts';

export interface ReadSet {
  readonly expression: ConceptSetExpression;
  /** What was read otherwise than it may have been meant. */
  readonly warnings: readonly string[];
}

/**
 * Reads a concept set: ATLAS JSON in any of its shapes, CSV with a header, or concept ids on lines. `where` names the
 * text in messages.
 *
 * @throws Failure `invalid_input` that names the line or place.
 */
export function readSetText(text: string, where: string): ReadSet {
  const plain = text.replace(/^\uFEFF/, '');
  if (plain.trim() === '')
    throw new Failure(
      'invalid_input',
      `${where} is empty. Give ATLAS JSON, CSV with a header, or concept ids on lines.`,
    );
  if (/^\s*[[{"]/.test(plain) && !/^\s*"[^"\n]*"\s*[,;\t]/.test(plain)) return readJsonSet(plain, where);
  return /\p{L}/u.test(firstLine(plain)) ? readCsvSet(plain, where) : readIds(plain, where);
}

const firstLine = (text: string) => text.trimStart().split(/\r?\n|\r/, 1)[0]!;
