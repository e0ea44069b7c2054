import { identifier, literal } from '../../engine/sql-text.ts';
import { fillSql } from '../fill-sql.ts';
import { type HeldTable, inDataset } from './cdm-dataset.ts';
import { classOf, domainsOf, isMainConcept, isSourceConcept } from './cdm-facts.ts';
import type { Desk } from './desk.ts';
import type { Counted } from './result-of.ts';
import conceptsSql from './sql/concepts.sql?raw';

interface ConceptCounts {
  readonly which: number;
  readonly concepts: number;
  readonly filled: number;
  readonly unmapped: number;
  readonly mapped: number;
  readonly unknown: number;
  readonly known: number;
  readonly otherdomain: number;
  readonly otherclass: number;
  readonly nonstandard: number;
  readonly [name: string]: number;
}

const isConcept = (column: string): boolean => /(^|_)concept_id$/.test(column);

export interface ScannedConcepts {
  readonly counted: readonly Counted[];
  /** How many concepts each column holds. */
  readonly distinct: ReadonlyMap<string, number>;
}

/** Every concept column of a table against the vocabulary, in one scan of those columns. */
export async function scanConcepts(table: HeldTable, desk: Desk): Promise<ScannedConcepts> {
  const columns = [...table.columns.keys()].filter((column) => isConcept(column) && column in table.spec.columns);
  const vocabulary = desk.held.get('concept');
  if (columns.length === 0 || !vocabulary?.rows) return { counted: [], distinct: new Map() };
  const named = columns.map(identifier).join(', ');
  const sql = fillSql(conceptsSql, {
    columns: named,
    sets: columns.map((column) => `(${identifier(column)})`).join(', '),
    table: inDataset(table.name),
    concept: inDataset(vocabulary.name),
    otherDomain: byColumnSql(columns, otherDomain),
    otherClass: byColumnSql(columns, otherClass(table.spec.name)),
  });
  desk.sql.push(sql);
  const rows = await desk.connection.rows<ConceptCounts>(sql, [], desk.context);
  const counts = new Map(rows.map((row) => [row.which, row]));
  const found = columns.flatMap((column, i) => {
    const own = counts.get(groupingId(columns.length, i));
    return own ? [{ column, own }] : [];
  });
  return {
    counted: found.flatMap(({ column, own }) => ofColumn(table.spec.name, column, own)),
    distinct: new Map(found.map(({ column, own }) => [column, own.concepts])),
  };
}

/** GROUPING_ID has a bit for each column, the first one highest, that is 0 where the set groups by it. */
const groupingId = (columns: number, i: number): number => 2 ** columns - 1 - 2 ** (columns - 1 - i);

const otherDomain = (column: string): string | null => {
  const domains = domainsOf(column);
  return domains && `c.domain_id NOT IN (${domains.map(literal).join(', ')})`;
};

const otherClass =
  (table: string) =>
  (column: string): string | null => {
    const own = classOf(table, column);
    return own && `c.concept_class_id <> ${literal(own)}`;
  };

/** A condition on the concept `c` that each column has its own of, or none. */
function byColumnSql(columns: readonly string[], conditionOf: (column: string) => string | null): string {
  const cases = columns.flatMap((column, i) => {
    const condition = conditionOf(column);
    return condition ? [`WHEN ${groupingId(columns.length, i)} THEN ${condition}`] : [];
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
  const mapped: Counted = {
    ...base,
    check: isSourceConcept(column) ? 'mappedSource' : isMainConcept(table, column) ? 'mappedConcept' : 'mappedDetail',
    rule: `${column} is mapped to a concept (not 0)`,
    failed: n.unmapped,
    of: n.filled,
    rows: `SELECT t.*\nFROM ${identifier(table)} AS t\nWHERE t.${column} = 0`,
  };
  if (isSourceConcept(column)) return [...checks, mapped];
  if (domains)
    checks.push({
      ...base,
      check: 'conceptDomain',
      rule: `${column} is of the domain ${domains.join(' or ')}`,
      failed: n.otherdomain,
      of: n.known,
      rows: see(otherDomain(column)!),
    });
  const isOtherClass = otherClass(table)(column);
  if (isOtherClass)
    checks.push({
      ...base,
      check: 'conceptClass',
      rule: `${column} is of the class ${classOf(table, column)}`,
      failed: n.otherclass,
      of: n.known,
      rows: see(isOtherClass),
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
    mapped,
  );
  return checks;
}
