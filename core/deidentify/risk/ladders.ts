import { assertNever, Failure } from '../../../contract/failure.ts';
import type { RiskLevel } from '../../../contract/risk.ts';
import type { Connection } from '../../engine/database.ts';
import { literal } from '../../engine/sql-text.ts';
import { isDate, isNumber, isText, type RiskColumn } from './codes-sql.ts';
import type { Ladder } from './steps.ts';

interface Extent {
  readonly values: number;
  readonly least: number | null;
  readonly most: number | null;
  readonly shortest: number;
  readonly longest: number;
  readonly digits: boolean;
}

const number = new Intl.NumberFormat('en', { maximumFractionDigits: 6 });

const labelOf = (level: RiskLevel): string => {
  switch (level.kind) {
    case 'band':
      return `bands of ${number.format(level.width)}`;
    case 'date':
      return level.unit;
    case 'prefix':
      return `first ${level.length === 1 ? 'character' : `${level.length} characters`}`;
    case 'groups':
      return `${Object.keys(level.groups).length} groups`;
    case 'all':
      return 'one for all';
    default:
      return assertNever(level, 'level of generalisation');
  }
};

function levelSql(level: RiskLevel, column: RiskColumn, longest: number): string {
  switch (level.kind) {
    case 'band':
      return `floor(v / ${literal(level.width)})`;
    case 'date':
      return `date_trunc(${literal(level.unit)}, v)`;
    case 'prefix':
      return `left(${isText(column) ? 'v' : `lpad(CAST(v AS VARCHAR), ${longest}, '0')`}, ${level.length})`;
    case 'groups': {
      const cases = Object.entries(level.groups)
        .filter(([, values]) => values.length > 0)
        .map(
          ([group, values]) => `WHEN CAST(v AS VARCHAR) IN (${values.map(literal).join(', ')}) THEN ${literal(group)}`,
        );
      return cases.length ? `CASE ${cases.join(' ')} ELSE CAST(v AS VARCHAR) END` : 'v';
    }
    case 'all':
      return '0';
    default:
      return assertNever(level, 'level of generalisation');
  }
}

function refuseMisfit(level: RiskLevel, column: RiskColumn): void {
  const needs =
    level.kind === 'band' && !isNumber(column) ? 'numbers' : level.kind === 'date' && !isDate(column) ? 'dates' : null;
  if (needs === null) return;
  const message = `The ladder of “${column.name}” has ${labelOf(level)}, which need ${needs}; the column is ${column.type}. Use prefix, groups or all.`;
  throw new Failure('invalid_input', message, { column: column.name });
}

/** Round widths that make at least three bands and are at least twice as coarse as the values. */
function bands({ least, most, values }: Extent): RiskLevel[] {
  if (least === null || most === null || values < 4) return [];
  const range = most - least;
  const widths = [-2, -1, 0, 1, 2, 3, 4, 5, 6].flatMap((power) => [1, 2, 5].map((first) => first * 10 ** power));
  const step = range / (values - 1);
  return widths
    .filter((width) => width >= 2 * step && range / width >= 2)
    .slice(0, 9)
    .filter((_, i, all) => i % Math.ceil(all.length / 3) === 0)
    .map((width) => ({ kind: 'band', width }));
}

/** Codes of places and the like, all digits and equally long: the first ones say least. */
function prefixes({ shortest, longest, digits }: Extent): RiskLevel[] {
  if (!digits || shortest !== longest || longest < 3 || longest > 12) return [];
  const lengths = longest === 5 ? [3, 2, 1] : [longest - 1, longest - 2, 1];
  return lengths.map((length) => ({ kind: 'prefix', length }));
}

const dates: readonly RiskLevel[] = (['month', 'year', 'decade'] as const).map((unit) => ({ kind: 'date', unit }));

function guessed(column: RiskColumn, extent: Extent): RiskLevel[] {
  const isPlaceCode = /zip|post|plz/i.test(column.name);
  const steps = isDate(column)
    ? [...dates]
    : isNumber(column) && !isPlaceCode
      ? bands(extent)
      : prefixes(isPlaceCode && isNumber(column) ? { ...extent, shortest: extent.longest } : extent);
  return [...steps, { kind: 'all' }];
}

/**
 * The ladder of column `c`: the asked levels, or those its type and values suggest. What is computed is the place each value takes on each level;
 * values themselves stay in `risk_values_<c>`.
 */
export async function ladderOf(
  connection: Connection,
  c: number,
  column: RiskColumn,
  asked: readonly RiskLevel[] | undefined,
): Promise<Ladder> {
  for (const level of asked ?? []) refuseMisfit(level, column);
  const extent = await connection.one<Extent & Record<string, never>>(`SELECT count(*) AS values,
  ${isNumber(column) ? 'CAST(min(v) AS DOUBLE) AS least, CAST(max(v) AS DOUBLE)' : 'NULL AS least, NULL'} AS most,
  coalesce(min(length(CAST(v AS VARCHAR))), 0) AS shortest, coalesce(max(length(CAST(v AS VARCHAR))), 0) AS longest,
  coalesce(bool_and(regexp_full_match(CAST(v AS VARCHAR), '[0-9]+')), false) AS digits
FROM risk_values_${c}`);
  const levels = asked ?? guessed(column, extent);
  const places = levels.map(
    (level, i) => `dense_rank() OVER (ORDER BY ${levelSql(level, column, extent.longest)}) AS l${i}`,
  );
  const read = await connection.numbers(`SELECT code, ${places.join(', ')} FROM risk_values_${c}`);
  const identity = Int32Array.from({ length: extent.values + 1 }, (_, code) => code);
  const mapped = levels.map((level, i) => {
    const map = new Int32Array(extent.values + 1);
    read.values[0]!.forEach((code, at) => {
      map[code] = read.values[i + 1]![at]!;
    });
    // Where all values become one, a missing value is that one as well.
    if (level.kind === 'all') map[0] = 1;
    return {
      label: labelOf(level),
      map,
      values: Math.max(
        1,
        map.reduce((a, b) => Math.max(a, b), 0),
      ),
    };
  });
  const levelsUp = [{ label: 'as it is', map: identity, values: extent.values }];
  for (const level of mapped) {
    if (isCoarser(levelsUp.at(-1)!.map, level.map)) levelsUp.push(level);
    else if (asked) throw notCoarser(column.name, levelsUp.at(-1)!.label, level.label);
  }
  return { name: column.name, levels: levelsUp };
}

/** True where values that were one stay one: only then does risk fall with every rung, as the search takes for granted. */
function isCoarser(below: Int32Array, above: Int32Array): boolean {
  const became = new Map<number, number>();
  return below.every((place, code) => {
    if (code === 0) return true;
    const known = became.get(place);
    became.set(place, above[code]!);
    return known === undefined || known === above[code];
  });
}

function notCoarser(column: string, below: string, above: string): Failure {
  const message = `The ladder of “${column}” is no ladder: “${above}” tells apart what “${below}” has put together. Let each level be made of whole groups of the one before, as bands of 5, 10 and 20 are.`;
  return new Failure('invalid_input', message, { column });
}
