import type { JobContext } from '../../contract/context.ts';
import type { IdentifierFinding, Verdict } from '../../contract/data.ts';
import type { Connection } from '../engine/database.ts';
import { personsAbove } from './ages.ts';
import { sampleShare } from './column-values.ts';
import type { GateTable } from './gate-table.ts';
import { type ColumnReport, inspectColumn } from './inspect-column.ts';
import { policy } from './policy.ts';
import { regimeOf, summaryOf } from './regime.ts';

/** What the gate says of a dataset before it is loaded. Holds names and shares, never a value. */
export interface GateReport {
  readonly verdict: Verdict;
  readonly summary: string;
  readonly regime: string;
  readonly notes: readonly string[];
  readonly dated: boolean;
  findings(table: string, column: string): readonly IdentifierFinding[];
  /** Masked examples of a suspected column, and what could be done about it with each. */
  help(table: string, column: string): NonNullable<ColumnReport['help']>;
  warnings(table: string): readonly string[];
}

/**
 * Looks for the eighteen identifiers of Safe Harbor in every column, by name and by value. A strong finding blocks, a
 * weak one asks for a person's look. Dates of events alone do neither; the regime says what they mean.
 */
export async function inspectTables(
  connection: Connection,
  tables: readonly GateTable[],
  context: JobContext,
): Promise<GateReport> {
  const found = new Map<string, readonly IdentifierFinding[]>();
  const helps = new Map<string, NonNullable<ColumnReport['help']>>();
  const total = tables.length;
  const within: JobContext = { signal: context.signal, progress: () => {} };
  for (const [done, table] of tables.entries()) {
    context.progress({ stage: `checking ${table.name}`, done, total });
    if (table.parts.every((part) => part.rows === 0)) continue;
    const columns = table.impersonal ? table.columns.filter(({ mapsTo }) => mapsTo === null) : table.columns;
    for (const column of columns) {
      const { findings, help } = await inspectColumn(table, column, connection, within);
      if (findings.length) found.set(key(table.name, column.name), findings);
      if (help) helps.set(key(table.name, column.name), help);
    }
  }
  const above = await personsAbove(tables, connection, within);
  const births = tables.find(({ name }) => name === 'person')?.columns.find(({ mapsTo }) => mapsTo === 'year_of_birth');
  if (above > 0 && births) {
    found.set(key('person', births.name), [oldBirths]);
    helps.set(key('person', births.name), oldBirthsHelp);
  }
  const strong = columnsWith(tables, found, 'strong');
  const weak = columnsWith(tables, found, 'weak').filter((column) => !strong.includes(column));
  const verdict: Verdict = strong.length ? 'blocked' : weak.length > 0 || above > 0 ? 'review' : 'clear';
  return {
    verdict,
    summary: summaryOf(verdict, strong, weak.length),
    ...regimeOf(tables, above),
    findings: (table, column) => found.get(key(table, column)) ?? [],
    help: (table, column) => helps.get(key(table, column)) ?? {},
    warnings: (name) => tables.filter((table) => table.name === name).flatMap(sampleWarning),
  };
}

const oldBirths: IdentifierFinding = {
  category: 'C',
  label: 'ages over 89, by year of birth and the last record',
  evidence: 'value',
  strength: 'weak',
  rate: null,
};
const oldBirthsHelp: NonNullable<ColumnReport['help']> = {
  examples: [],
  choices: [
    { action: 'generalise', to: 'age-90', after: [] },
    { action: 'attest', after: [] },
  ],
};

const key = (table: string, column: string): string => `${table}\n${column}`;

function columnsWith(
  tables: readonly GateTable[],
  found: ReadonlyMap<string, readonly IdentifierFinding[]>,
  strength: IdentifierFinding['strength'],
): string[] {
  return tables.flatMap((table) =>
    table.columns
      .filter(({ name }) => found.get(key(table.name, name))?.some((finding) => finding.strength === strength))
      .map(({ name }) => `${table.name}.${name}`),
  );
}

/** The rule of three: what n rows did not show is, with 95 % confidence, in fewer than 3 of n. */
function sampleWarning(table: GateTable): string[] {
  if (sampleShare(table) === 1) return [];
  const oneIn = Math.round(policy.wholeRows / 3).toLocaleString('en');
  return [
    `Values were checked on a sample of ${policy.wholeRows.toLocaleString('en')} rows: an identifier in fewer than one of ${oneIn} rows could be missed (95 %).`,
  ];
}
