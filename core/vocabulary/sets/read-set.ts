import { Failure } from '../../../contract/failure.ts';
import { type ConceptSetExpression, conceptSetExpression } from '../../../contract/vocabulary.ts';

export interface ReadSet {
  readonly expression: ConceptSetExpression;
  readonly warnings: readonly string[];
}

/** Text that should be a concept set. `where` names the text in messages. */
export function readSetText(text: string, where: string): ReadSet {
  const plain = text.replace(/^\uFEFF/, '');
  const value: unknown = JSON.parse(plain);
  const parsed = conceptSetExpression.safeParse(value);
  if (!parsed.success) throw new Failure('invalid_input', `“${where}” is not a concept set.`);
  return { expression: parsed.data, warnings: [] };
}
