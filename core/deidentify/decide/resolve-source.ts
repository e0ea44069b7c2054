import type { Decision } from '../../../contract/data.ts';
import { Failure } from '../../../contract/failure.ts';
import type { Connection } from '../../engine/database.ts';
import type { ColumnType } from '../../engine/result.ts';
import { identifier } from '../../engine/sql-text.ts';
import { shiftedBirth } from './birth.ts';
import { type Change, changed } from './change.ts';
import type { GatedPart, GatedTable } from './gated-source.ts';
import { offsetDays, setKeys } from './keyed-sql.ts';
import { capOldBirths } from './old-births.ts';
import { personKey } from './person-key.ts';
import type { GateSecrets } from './secrets.ts';

type Wanted = Pick<Decision, 'action' | 'to'>;

const bare = (name: string): string => name.trim().toLowerCase();

/**
 * The tables of a plan as the decisions leave them: every relation an importer reads, of fitting rows and of rejected
 * ones, gives changed values in place of the source's. `secrets` is asked for only where something is keyed. Failure
 * `invalid_input` where dates should move by person and a table has no person.
 */
export async function resolveTables<T extends GatedTable>(
  tables: readonly T[],
  decisions: readonly Decision[],
  secrets: () => GateSecrets,
  connection: Connection,
): Promise<readonly T[]> {
  if (decisions.some(({ action }) => action === 'shift' || action === 'hash')) await setKeys(connection, secrets());
  const capped = capOldBirths(tables, decisions);
  return capped.tables.map((table) => {
    const wanted = wantedOf(table, capped.decisions);
    return wanted.size === 0 ? table : resolveTable(table, wanted);
  });
}

/** What is to become of each column of a table, by bare name; the nearer decision wins. */
export function wantedOf(table: GatedTable, decisions: readonly Decision[]): Map<string, Wanted> {
  const changing = decisions.filter(({ action }) => action !== 'attest' && action !== 'drop');
  const about = (name: string, column: string) =>
    decisions.find((d) => bare(d.table) === bare(name) && bare(d.column) === bare(column));
  const wanted = new Map<string, Wanted>();
  const shiftsAll = changing.some(
    ({ table: name, column, action }) => name === '*' && column === '*' && action === 'shift',
  );
  for (const column of table.columns) {
    const own = about(table.name, column.name) ?? about('*', column.name);
    if (own) {
      if (changing.includes(own)) wanted.set(bare(column.name), own);
    } else if (shiftsAll && !table.impersonal && isDateColumn(column)) {
      wanted.set(bare(column.name), { action: 'shift' });
    }
  }
  return wanted;
}

const isDateColumn = ({ name, type, isText, mapsTo }: GatedTable['columns'][number]): boolean =>
  /^(DATE|TIMESTAMP)/.test(type) ||
  /^(year|month|day)_of_birth$/.test(bare(name)) ||
  (/(?:^|_)(?:date|date_?time|dob)$/.test(bare(name)) && (mapsTo === null || !isText));

function resolveTable<T extends GatedTable>(table: T, wanted: ReadonlyMap<string, Wanted>): T {
  const fixed = new Set(
    table.columns.filter(({ mapsTo, isText }) => mapsTo !== null && !isText).map(({ name }) => bare(name)),
  );
  const rewrite = (columns: readonly ColumnType[]) => changesOf(table.name, columns, wanted, fixed);
  const parts = table.parts.map((part) => resolvePart(part, rewrite));
  const columns = table.columns.map((column) => {
    const types = new Set(
      parts.flatMap((part) => part.columns.filter((c) => bare(c.name) === bare(column.name)).map((c) => c.type)),
    );
    return types.size === 0 ? column : { ...column, type: types.size === 1 ? [...types][0]! : 'VARCHAR' };
  });
  return { ...table, parts, columns };
}

type Changes = ReadonlyMap<string, Change>;

function changesOf(
  table: string,
  columns: readonly ColumnType[],
  wanted: ReadonlyMap<string, Wanted>,
  fixed: ReadonlySet<string>,
): Changes {
  const needsPerson = columns.some(({ name }) => wanted.get(bare(name))?.action === 'shift');
  const person = needsPerson ? personKey(columns) : null;
  if (needsPerson && person === null) throw noPerson(table);
  const offset = person === null ? '0' : '__gate_days';
  const changes = new Map<string, Change>();
  if (person !== null) changes.set('__gate_days', { sql: offsetDays(identifier(person)), type: 'INTEGER' });
  for (const { name, type } of columns) {
    const decision = wanted.get(bare(name));
    if (decision)
      changes.set(name, changed({ raw: identifier(name), type, isFixed: fixed.has(bare(name)) }, decision, offset));
  }
  for (const { name, sql } of shiftedBirth(columns, offset)) {
    const type = columns.find((column) => column.name === name)!.type;
    if (wanted.get(bare(name))?.action === 'shift') changes.set(name, { sql, type });
  }
  return changes;
}

function resolvePart(part: GatedPart, rewrite: (columns: readonly ColumnType[]) => Changes): GatedPart {
  const changes = rewrite(part.columns);
  const { numbered, unfit } = part;
  const unfitChanges = unfit ? rewrite(unfit.columns) : changes;
  return {
    ...part,
    relation: over(part.relation, changes),
    columns: retyped(part.columns, changes),
    numbered: numbered ? async () => over(await numbered(), changes) : null,
    unfit: unfit
      ? {
          ...unfit,
          relation: over(unfit.relation, unfitChanges),
          columns: retyped(unfit.columns, unfitChanges),
          numbered: async () => over(await unfit.numbered(), unfitChanges),
        }
      : null,
  };
}

const retyped = (columns: readonly ColumnType[], changes: Changes): ColumnType[] =>
  columns.map((column) => ({ ...column, type: changes.get(column.name)?.type ?? column.type }));

/** A relation with the changed columns in place. The person's days are drawn once a row, from the source's own key. */
function over(relation: string, changes: Changes): string {
  const days = changes.get('__gate_days');
  const replaced = [...changes].filter(([name]) => name !== '__gate_days');
  if (replaced.length === 0) return relation;
  const list = replaced.map(([name, { sql }]) => `${sql} AS ${identifier(name)}`).join(', ');
  if (!days) return `(SELECT * REPLACE (${list}) FROM ${relation})`;
  return `(SELECT * EXCLUDE (__gate_days) REPLACE (${list}) FROM (SELECT *, ${days.sql} AS __gate_days FROM ${relation}))`;
}

function noPerson(table: string): Failure {
  return new Failure(
    'invalid_input',
    `The dates of ${table} cannot be shifted by person: it has no column that says whose a row is (person_id, patient_id or subject_id). Generalise them to the year, or leave them out.`,
  );
}
