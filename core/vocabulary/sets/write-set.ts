import type { ConceptSetExpression } from '../../../contract/vocabulary.ts';

/** A concept set as it is kept: the JSON as it was given, two spaces, so that git shows what changed. */
export const setText = (expression: ConceptSetExpression): string => `${JSON.stringify(expression, null, 2)}\n`;

export function writeSet(
  name: string,
  expression: ConceptSetExpression,
  format: 'json' | 'csv',
): { fileName: string; text: string } {
  return { fileName: `${name}.${format}`, text: setText(expression) };
}
