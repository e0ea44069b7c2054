import { Failure } from '../../../contract/failure.ts';
import type { ConceptSetItem } from '../../../contract/vocabulary.ts';
import { type CsvRow, csvRows } from './csv-rows.ts';
import type { ReadSet } from './read-set.ts';
import { repeatedItems } from './repeated.ts';

/** Headers by what they mean, small letters without anything but letters: ATLAS has changed them between versions. */
const headers = {
  id: ['conceptid', 'id', 'concept'],
  isExcluded: ['exclude', 'excluded', 'isexcluded'],
  includeDescendants: ['descendants', 'includedescendants', 'descendant'],
  includeMapped: ['mapped', 'includemapped'],
} as const;

/** Columns kept as ATLAS keeps them in a concept. */
const described: Readonly<Record<string, string>> = {
  conceptname: 'CONCEPT_NAME',
  name: 'CONCEPT_NAME',
  conceptcode: 'CONCEPT_CODE',
  code: 'CONCEPT_CODE',
  domain: 'DOMAIN_ID',
  domainid: 'DOMAIN_ID',
  vocabulary: 'VOCABULARY_ID',
  vocabularyid: 'VOCABULARY_ID',
  conceptclass: 'CONCEPT_CLASS_ID',
  conceptclassid: 'CONCEPT_CLASS_ID',
  class: 'CONCEPT_CLASS_ID',
  standardconcept: 'STANDARD_CONCEPT',
  standardconceptcaption: 'STANDARD_CONCEPT_CAPTION',
  invalidreason: 'INVALID_REASON',
};

const plain = (header: string) => header.toLowerCase().replace(/[^a-z]/g, '');

/** CSV as ATLAS exports concept sets: a column of concept ids, and columns that say how each is meant. */
export function readCsvSet(text: string, where: string): ReadSet {
  const [head, ...rows] = csvRows(text, where);
  const names = (head?.fields ?? []).map(plain);
  const at = (known: readonly string[]) => names.findIndex((name) => known.includes(name));
  const id = at(headers.id);
  if (id < 0)
    throw new Failure(
      'invalid_input',
      `${where} has no column “Concept ID”. Give its first line as ATLAS writes it, or concept ids alone on lines.`,
    );
  if (rows.length === 0) throw new Failure('invalid_input', `${where} has a header but no line with a concept id.`);
  const flags = (['isExcluded', 'includeDescendants', 'includeMapped'] as const)
    .map((key) => ({ key, column: at(headers[key]) }))
    .filter(({ column }) => column >= 0);
  const items = rows.map((row): ConceptSetItem => {
    const concept = { CONCEPT_ID: idIn(row, id, where), ...descriptionOf(row, names) };
    return { concept, ...Object.fromEntries(flags.map(({ key, column }) => [key, flagIn(row, column, where)])) };
  });
  return { expression: { items }, warnings: repeatedItems(items) };
}

function idIn({ fields, line }: CsvRow, column: number, where: string): number {
  const text = (fields[column] ?? '').trim();
  const id = Number(text);
  if (/^\d+$/.test(text) && Number.isSafeInteger(id)) return id;
  throw new Failure(
    'invalid_input',
    `${where}, line ${line}: a concept id is a whole number, but here is ${text === '' ? 'nothing' : 'something else'}. Correct the line and read it again.`,
    { line },
  );
}

const yes = ['true', 'yes', 'y', '1', 't', 'x'];
const no = ['false', 'no', 'n', '0', 'f', ''];

function flagIn({ fields, line }: CsvRow, column: number, where: string): boolean {
  const text = (fields[column] ?? '').trim().toLowerCase();
  if (yes.includes(text)) return true;
  if (no.includes(text)) return false;
  throw new Failure(
    'invalid_input',
    `${where}, line ${line}: column ${column + 1} must say TRUE or FALSE. Correct the line and read it again.`,
    { line },
  );
}

function descriptionOf({ fields }: CsvRow, names: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    names.flatMap((name, i) => {
      const key = described[name];
      // The apostrophe that keeps a spreadsheet from reading a formula is no part of the name.
      const value = fields[i]?.trim().replace(/^'(?=[=+\-@])/, '');
      return key && value ? [[key, value]] : [];
    }),
  );
}
