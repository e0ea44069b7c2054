import { identifier, literal } from '../../engine/sql-text.ts';
import { fillSql } from '../fill-sql.ts';
import { type HeldTable, inDataset } from './cdm-dataset.ts';
import { domainsOf, isMainConcept, isSourceConcept } from './cdm-facts.ts';
import type { Counted } from './result-of.ts';
import type { Desk } from './scan-rows.ts';
import conceptsSql from './sql/concepts.sql?raw';

interface ConceptCounts {
  readonly which: number;
  readonly filled: number;
  readonly unmapped: number;
  readonly mapped: number;
  readonly unknown: number;
  readonly known: number;
  readonly otherdomain: number;
  readonly nonstandard: number;
  readonly [name: string]: number;
}

const isConcept = (column: string): boolean => /(^|_)concept_id$/.test(column);

/** Every concept column of a table against the vocabulary, in one scan of those columns. */
export async function scanConcepts(table: HeldTable, desk: Desk): Promise<Counted[]> {
  const columns = [...table.columns.keys()].filter((column) => isConcept(column) && column in table.spec.columns);
  const vocabulary = desk.held.get('concept');
  if (columns.length === 0 || !vocabulary?.rows) return [];
  const named = columns.map(identifier).join(', ');
  const sql = fillSql(conceptsSql, {
    columns: named,
    sets: columns.map((column) => `(${identifier(column)})`).join(', '),
    table: inDataset(table.name),
    concept: inDataset(vocabulary.name),
    otherDomain: otherDomainSql(columns),
  });
  desk.sql.push(sql);
  const rows = await desk.connection.rows<ConceptCounts>(sql, [], desk.context);
  const counts = new Map(rows.map((row) => [row.which, row]));
  return columns.flatMap((column, i) => {
    const found = counts.get(groupingId(columns.length, i));
    return found ? ofColumn(table.spec.name, column, found) : [];
  });
}

/** GROUPING_ID has a bit for each column, the first one highest, that is 0 where the set groups by it. */
const groupingId = (columns: number, i: number): number => 2 ** columns - 1 - 2 ** (columns - 1 - i);

function otherDomainSql(columns: readonly string[]): string {
  const cases = columns.flatMap((column, i) => {
    const domains = domainsOf(column);
    if (!domains) return [];
    return [`WHEN ${groupingId(columns.length, i)} THEN c.domain_id NOT IN (${domains.map(literal).join(', ')})`];
  });
  return cases.length ? `CASE u.which ${cases.join(' ')} ELSE false END` : 'false';
}

function ofColumn(table: string, column: string, n: ConceptCounts): Counted[] {
  const see = (where: string) =>
    `SELECT t.*\nFROM ${identifier(table)} AS t\nLEFT JOIN concept AS c ON c.concept_id = t.${column}\nWHERE t.${column} <> 0 AND ${where}`;
  const base = { table, column };
  const domains = domainsOf(column);
  const checks: Counted[] = [
    {
      ...base,
      check: 'knownConcept',
      rule: `${column} is a concept of the vocabulary`,
      failed: n.unknown,
      of: n.mapped,
      rows: see('c.concept_id IS NULL'),
    },
  ];
  if (isSourceConcept(column)) return checks;
  if (domains)
    checks.push({
      ...base,
      check: 'conceptDomain',
      rule: `${column} is of the domain ${domains.join(' or ')}`,
      failed: n.otherdomain,
      of: n.known,
      rows: see(`c.domain_id NOT IN (${domains.map(literal).join(', ')})`),
    });
  checks.push(
    {
      ...base,
      check: 'standardConcept',
      rule: `${column} is a standard and valid concept`,
      failed: n.nonstandard,
      of: n.known,
      rows: see(
        "c.concept_id IS NOT NULL AND (coalesce(c.standard_concept, '') <> 'S' OR coalesce(c.invalid_reason, '') <> '')",
      ),
    },
    {
      ...base,
      check: isMainConcept(table, column) ? 'mappedConcept' : 'mappedDetail',
      rule: `${column} is mapped to a concept (not 0)`,
      failed: n.unmapped,
      of: n.filled,
      rows: `SELECT t.*\nFROM ${identifier(table)} AS t\nWHERE t.${column} = 0`,
    },
  );
  return checks;
}
