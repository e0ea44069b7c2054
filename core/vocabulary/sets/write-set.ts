import type { ConceptSetExpression, ConceptSetItem } from '../../../contract/vocabulary.ts';
import { defuse } from '../../report/csv.ts';

/** A concept set as it is kept: the JSON as it was given, two spaces, so that git shows what changed. */
export const setText = (expression: ConceptSetExpression): string => `${JSON.stringify(expression, null, 2)}\n`;

/** The columns of ATLAS's concept-set export. */
const columns: readonly [header: string, value: (item: ConceptSetItem) => unknown][] = [
  ['Concept ID', ({ concept }) => concept.CONCEPT_ID],
  ['Concept Code', ({ concept }) => concept.CONCEPT_CODE],
  ['Concept Name', ({ concept }) => concept.CONCEPT_NAME],
  ['Domain', ({ concept }) => concept.DOMAIN_ID],
  ['Vocabulary', ({ concept }) => concept.VOCABULARY_ID],
  ['Standard Concept', ({ concept }) => concept.STANDARD_CONCEPT],
  ['Exclude', ({ isExcluded = false }) => isExcluded],
  ['Descendants', ({ includeDescendants = false }) => includeDescendants],
  ['Mapped', ({ includeMapped = false }) => includeMapped],
];

function field(value: unknown): string {
  if (value === undefined || value === null) return '';
  const text = typeof value === 'boolean' ? String(value).toUpperCase() : defuse(String(value));
  return /[",;\t\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function csvText({ items }: ConceptSetExpression): string {
  const lines = items.map((item) => columns.map(([, value]) => field(value(item))).join(','));
  return `${[columns.map(([header]) => header).join(','), ...lines].join('\r\n')}\r\n`;
}

/** A file name that every system takes: what some do not is left out. */
const plainName = (name: string) =>
  name
    // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is taken out
    .replace(/[\u0000-\u001f<>:"/\\|?*]+/g, ' ')
    .replace(/\s+/g, ' ')
    .replace(/^[ .]+|[ .]+$/g, '') || 'concept set';

/** A concept set as the text of a file to give away, and the name it should have. */
export const writeSet = (
  name: string,
  expression: ConceptSetExpression,
  format: 'json' | 'csv',
): { fileName: string; text: string } => ({
  fileName: `${plainName(name)}.${format}`,
  text: format === 'csv' ? csvText(expression) : setText(expression),
});
