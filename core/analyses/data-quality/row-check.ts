import { literal } from '../../engine/sql-text.ts';
import { type CdmTable, isRequired } from '../../importers/omop/cdm/table.ts';
import { dateOf, endOf, isRequiredColumn, parentOf } from './cdm-facts.ts';
import { type CheckKind, limits } from './thresholds.ts';

/** A rule on single rows: `bad` and `of` are SQL on the row `t` and its person `p`, and count together in one scan. */
export interface RowCheck {
  readonly check: CheckKind;
  readonly column: string;
  readonly rule: string;
  readonly bad: string;
  /** Which rows the rule is about. */
  readonly of: string;
  /** True where `p` is read. */
  readonly ofPerson: boolean;
}

export interface Scanned {
  readonly table: CdmTable;
  /** Columns the dataset's table has, by lower-case name. */
  readonly columns: ReadonlySet<string>;
  /** Tables that have rows. */
  readonly filled: ReadonlySet<string>;
  readonly today: string;
}

const everyRow = 'true';

/** Every rule on single rows of a table. */
export function rowChecks(scanned: Scanned): RowCheck[] {
  const { table, columns } = scanned;
  const own = Object.keys(table.columns).filter((column) => columns.has(column));
  return [
    ...own.flatMap((column) => [...missing(table, column), ...related(scanned, column), ...temporal(scanned, column)]),
    ...born(table, columns),
    ...numbers(own),
  ];
}

function row(check: CheckKind, column: string, rule: string, bad: string, of = everyRow): RowCheck {
  return { check, column, rule, bad, of, ofPerson: /\bp\./.test(`${bad} ${of}`) };
}

function missing(table: CdmTable, column: string): RowCheck[] {
  const isKey = isRequired(table.columns[column]!);
  const blank = /^text/.test(table.columns[column]!)
    ? `t.${column} IS NULL OR trim(t.${column}) = ''`
    : `t.${column} IS NULL`;
  if (isKey || isRequiredColumn(table, column)) return [row('requiredValue', column, `${column} has a value`, blank)];
  return [row('filledValue', column, `${column} has a value (told, not asked for)`, blank)];
}

function related({ table, filled }: Scanned, column: string): RowCheck[] {
  const parent = parentOf(table.name, column);
  if (parent) {
    // Where the parent table is empty every key is without its parent; IN over it is then false for all.
    const bad = filled.has(parent)
      ? `t.${column} NOT IN (SELECT ${parent}_id FROM {{${parent}}} WHERE ${parent}_id IS NOT NULL)`
      : everyRow;
    return [row('parentExists', column, `${column} is a row of ${parent}`, bad, `t.${column} IS NOT NULL`)];
  }
  const date = dateOf(column);
  if (date && table.columns[date])
    return [
      row(
        'datesAgree',
        column,
        `${column} falls on ${date}`,
        `CAST(t.${column} AS DATE) <> t.${date}`,
        `t.${column} IS NOT NULL AND t.${date} IS NOT NULL`,
      ),
    ];
  return [];
}

function temporal({ table, columns, today }: Scanned, column: string): RowCheck[] {
  if (!/^date!?$/.test(table.columns[column]!)) return [];
  const day = `t.${column}`;
  const has = `${day} IS NOT NULL`;
  const end = endOf(column);
  const checks = [
    row('notInFuture', column, `${column} is not after ${today}`, `${day} > DATE ${literal(today)}`, has),
    row(
      'sinceRecords',
      column,
      `${column} is not before ${limits.earliestEvent}`,
      `${day} < DATE '${limits.earliestEvent}-01-01'`,
      has,
    ),
  ];
  if (end && columns.has(end))
    checks.push(
      row(
        'startBeforeEnd',
        column,
        `${column} is not after ${end}`,
        `${day} > t.${end}`,
        `${has} AND t.${end} IS NOT NULL`,
      ),
    );
  if (!columns.has('person_id') || table.name === 'person') return checks;
  checks.push(
    row('afterBirth', column, `${column} is not before birth`, `${day} < p.born`, `${has} AND p.born IS NOT NULL`),
  );
  if (table.name === 'death') return checks;
  const late = `${column} is at most ${limits.daysAfterDeath} days after death`;
  checks.push(
    row('beforeDeath', column, late, `${day} > p.died + ${limits.daysAfterDeath}`, `${has} AND p.died IS NOT NULL`),
  );
  return checks;
}

function born(table: CdmTable, columns: ReadonlySet<string>): RowCheck[] {
  if (table.name !== 'person') return [];
  const within = (column: string, low: string, high: string, check: CheckKind) =>
    columns.has(column)
      ? [
          row(
            check,
            column,
            `${column} is from ${low} to ${high.replace(/year.*/, 'this year')}`,
            `t.${column} NOT BETWEEN ${low} AND ${high}`,
            `t.${column} IS NOT NULL`,
          ),
        ]
      : [];
  return [
    ...within('year_of_birth', String(limits.earliestBirth), 'year({{today}})', 'plausibleBirth'),
    ...within('month_of_birth', '1', '12', 'possibleDatePart'),
    ...within('day_of_birth', '1', '31', 'possibleDatePart'),
    ...(columns.has('birth_datetime') && columns.has('year_of_birth')
      ? [
          row(
            'datesAgree',
            'birth_datetime',
            'birth_datetime falls in year_of_birth',
            'year(t.birth_datetime) <> t.year_of_birth',
            't.birth_datetime IS NOT NULL AND t.year_of_birth IS NOT NULL',
          ),
        ]
      : []),
  ];
}

const leastOf: Readonly<Record<string, number>> = {
  quantity: 0,
  days_supply: 0,
  refills: 0,
  drug_exposure_count: 1,
  condition_occurrence_count: 1,
  gap_days: 0,
};
const mostOf: Readonly<Record<string, number>> = { days_supply: 365, refills: 24 };

function numbers(own: readonly string[]): RowCheck[] {
  const plain = own.filter((column) => leastOf[column] !== undefined);
  const checks = plain.map((column) => {
    const most = mostOf[column];
    const tooMuch = most === undefined ? '' : ` OR t.${column} > ${most}`;
    const rule = `${column} is ${most === undefined ? `at least ${leastOf[column]}` : `from ${leastOf[column]} to ${most}`}`;
    return row(
      'plausibleNumber',
      column,
      rule,
      `t.${column} < ${leastOf[column]}${tooMuch}`,
      `t.${column} IS NOT NULL`,
    );
  });
  if (own.includes('range_low') && own.includes('range_high'))
    checks.push(
      row(
        'plausibleNumber',
        'range_low',
        'range_low is not above range_high',
        't.range_low > t.range_high',
        't.range_low IS NOT NULL AND t.range_high IS NOT NULL',
      ),
    );
  return checks;
}
