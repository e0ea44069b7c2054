import type { JobContext } from '../../contract/context.ts';
import type { IdentifierFinding, InspectedColumn } from '../../contract/data.ts';
import type { Connection } from '../engine/database.ts';
import { literal } from '../engine/sql-text.ts';
import { agesOf, isAge } from './ages.ts';
import { identifiersByName, type NameFinding, snakeCase } from './column-name.ts';
import { hasLongNumbers, held, holdValues, shapeOfHeld } from './column-values.ts';
import { previewColumn } from './decide/choices.ts';
import { freeText } from './free-text.ts';
import type { GateColumn, GateTable } from './gate-table.ts';
import { namesInValues } from './names-in-values.ts';
import { checkedKeys, omopColumns, proseColumns } from './omop-columns.ts';
import { policy } from './policy.ts';
import { scanValues, type ValueFinding } from './scan-values.ts';

export interface ColumnReport {
  readonly findings: readonly IdentifierFinding[];
  /** For a suspected column: its frequent forms, masked, and what could be done. */
  readonly help: Pick<InspectedColumn, 'examples' | 'choices'> | null;
}

/** What is suspected of one column, by name and by value. */
export async function inspectColumn(
  table: GateTable,
  column: GateColumn,
  connection: Connection,
  context: JobContext,
): Promise<ColumnReport> {
  const at = `${table.name}.${column.mapsTo ?? ''}`;
  const isExtra = column.mapsTo === null;
  const rules = rulesFor(at, column);
  const isLongNumber = isExtra && /^U?(BIGINT|HUGEINT)$/.test(column.type);
  const isScanned = column.isText || isLongNumber || checkedKeys.has(at);
  const isAged = isExtra && isAge(snakeCase(column.name));
  const isByValueOnly = rules.length === 0 && !isAged && !column.isText;
  if (isByValueOnly && isScanned && !(await hasLongNumbers(table, column.name, connection, context))) {
    return { findings: [], help: null };
  }
  if (rules.length === 0 && !isScanned && !isAged) return { findings: [], help: null };

  await holdValues(table, column.name, connection, context);
  const shape = await shapeOfHeld(connection, context);
  if (shape.distinct === 0) return { findings: [], help: null };
  const named = await onlyHolding(rules, connection, context);
  const valued = isScanned ? await scanValues(column.name, shape.telling > 0, connection, context) : [];
  if (column.isText && (isExtra || proseColumns.has(at)) && shape.worded > 0) {
    const prose =
      shape.longest < policy.freeText.named ? null : await freeText(column.name, shape, connection, context);
    if (prose) valued.push({ letter: 'R', label: 'free text', ...prose });
    valued.push(...(await namesInValues(shape, connection, context)));
  }
  if (isAged) {
    const { above, exact } = await agesOf(snakeCase(column.name), connection, context);
    const label = exact ? (above ? 'ages to the day, and over 89' : 'ages to the day') : 'ages over 89';
    if (above || exact) named.push({ letter: 'C', label, strength: 'weak' });
  }
  const findings = merged(named, valued);
  return { findings, help: findings.length ? await previewColumn(column, findings, connection, context) : null };
}

function rulesFor(at: string, column: GateColumn): NameFinding[] {
  if (column.declared) return [column.declared];
  if (column.type === 'BOOLEAN') return [];
  const own = omopColumns[at];
  if (column.mapsTo !== null) return own ? [own] : [];
  return identifiersByName(column.name, column.isText);
}

/** Findings by name where the column holds anything but marks of removal; weak ones where values differ as well. */
async function onlyHolding(
  rules: readonly NameFinding[],
  connection: Connection,
  context: JobContext,
): Promise<NameFinding[]> {
  if (rules.length === 0) return [];
  const values = await connection.one<{ distinct: number; long: number }>(
    `SELECT count(*) AS distinct, count(*) FILTER (length(trim(v)) > 3) AS long FROM ${held}
     WHERE NOT regexp_full_match(lower(trim(v)), ${literal(policy.removed)})`,
    [],
    context,
  );
  if (values.distinct === 0) return [];
  return rules.filter((rule) => {
    if (rule.label === 'postal code') return values.long > 0;
    return rule.strength === 'strong' || values.distinct > 1;
  });
}

/** One finding a letter: the stronger evidence names it, the values give the rate. */
function merged(named: readonly NameFinding[], valued: readonly ValueFinding[]): IdentifierFinding[] {
  const letters = [...new Set([...named, ...valued].map(({ letter }) => letter))].sort();
  return letters.map((category) => {
    const name = named.find(({ letter }) => letter === category);
    const values = valued
      .filter(({ letter }) => letter === category)
      .sort((a, b) => rank(b) - rank(a) || b.rate - a.rate);
    const value = values[0];
    const label = value && (!name || rank(value) >= rank(name)) ? value.label : (name?.label ?? '');
    const isStrong = [name, value].some((finding) => finding?.strength === 'strong');
    const evidence = name && value ? 'name and value' : name ? 'name' : 'value';
    const alike = values.filter((other) => other.label === value?.label);
    const rate = value
      ? Math.min(
          1,
          alike.reduce((sum, other) => sum + other.rate, 0),
        )
      : null;
    return { category, label, evidence, strength: isStrong ? 'strong' : 'weak', rate };
  });
}

const rank = ({ strength }: { strength: 'strong' | 'weak' }): number => (strength === 'strong' ? 1 : 0);
