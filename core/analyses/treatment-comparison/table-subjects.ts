import { Failure } from '../../../contract/failure.ts';
import { literal } from '../../engine/sql-text.ts';
import { columnNamed, isBoolean, isNumeric, type TableColumn, tableColumns } from '../columns.ts';
import { eventCoding } from '../event-coding.ts';
import type { AnalysisCall, TableInput } from '../input.ts';
import { categoriesOf, covariatesOf, mostCategories, numberSql, type Wanted } from './read-covariates.ts';
import type { ComparisonParams, ComparisonResult } from './spec.ts';
import type { Gathered } from './subjects.ts';

type Call = AnalysisCall<ComparisonParams> & { readonly input: TableInput };

interface Roles {
  readonly treatment: TableColumn;
  readonly event: TableColumn;
  readonly time: TableColumn | null;
}

/** The rows of a plain table: a column of two treatments, an outcome, and what else there is. */
export async function tableSubjects(call: Call): Promise<Gathered> {
  const { params, input, connection, context } = call;
  const columns = await tableColumns(connection, input.table);
  const roles = rolesOf(columns, params);
  const values = await treatmentValues(call, roles.treatment);
  const [comparator, treated] = params.treated === 'later' ? values : [values[1], values[0]];
  const present = [roles.treatment, roles.event, ...(roles.time ? [roles.time] : [])].map(
    ({ sql }) => `${sql} IS NOT NULL`,
  );
  if (roles.time) present.push(`isfinite(CAST(${roles.time.sql} AS DOUBLE))`);
  const from = `${input.table} AS d WHERE ${present.join(' AND ')}`;
  const chosen = await chosenColumns(call, columns, roles, from);
  const coding = await codingOf(call, roles.event, from);
  const selected = [
    `CAST(${roles.treatment.sql} AS VARCHAR) = ${literal(treated)}`,
    `CAST(${roles.event.sql} AS DOUBLE) = ${coding.code}`,
    roles.time ? `CAST(${roles.time.sql} AS DOUBLE)` : 'CAST(NULL AS DOUBLE)',
    ...chosen.wanted.map(numberSql),
  ];
  const sql = `SELECT ${selected.map((one, at) => `${one} AS c${at}`).join(',\n  ')}\nFROM ${from}`;
  const read = await connection.numbers(sql, [], context);
  const { total } = await connection.one<{ total: number }>(
    `SELECT count(*) AS total FROM ${input.table}`,
    [],
    context,
  );
  const [arm, event, time, ...rest] = read.values;
  if (roles.time) refuseNegative(time!, roles.time.name);
  const armName = (value: string) => `${roles.treatment.name} = ${value}`;
  return {
    subjects: {
      arm: Uint8Array.from(arm!),
      event: Uint8Array.from(event!),
      time: roles.time ? time! : null,
      covariates: covariatesOf(chosen.wanted, rest),
    },
    subgroups: subgroupNames(columns, params, chosen.wanted),
    about: {
      source: 'table',
      unit: 'rows',
      armNames: [armName(treated), armName(comparator)],
      outcome: roles.event.name,
      treatment: roles.treatment.name,
      timeUnit: roles.time ? (params.timeUnit ?? null) : null,
      eventReading: coding.reading,
      followUp: roles.time ? `as column “${roles.time.name}” says` : 'none: the outcome is compared as it is',
      excluded: [{ reason: 'treatment, outcome or time missing', n: total - read.rows }],
      skipped: chosen.skipped,
      notes: [],
    },
    sql: [sql],
  };
}

function rolesOf(columns: readonly TableColumn[], params: ComparisonParams): Roles {
  const need = (name: string | undefined, param: string): TableColumn => {
    if (name !== undefined) return columnNamed(columns, name, param);
    const message = `Parameter “${param}” is needed on a table: name the column, for example {"treatment":"hormon","time":"rfstime","event":"status"}.`;
    throw new Failure('invalid_input', message, { param });
  };
  const treatment = need(params.treatment, 'treatment');
  const event = need(params.event, 'event');
  const time = params.time === undefined ? null : need(params.time, 'time');
  const [first, second] = [
    treatment.name === event.name,
    time !== null && [treatment.name, event.name].includes(time.name),
  ];
  if (first || second)
    throw new Failure('invalid_input', 'Treatment, outcome and time must be different columns.', {
      param: 'treatment',
    });
  if (time && !isNumeric(time)) throw wrongType(time, 'time', 'a follow-up time must be a number');
  if (!isNumeric(event) && !isBoolean(event))
    throw wrongType(event, 'event', 'it must be 0 and 1, true and false, or 1 (without) and 2 (event)');
  return { treatment, event, time };
}

const wrongType = ({ name, type }: TableColumn, param: string, what: string): Failure =>
  new Failure('invalid_input', `Parameter “${param}”: column “${name}” is ${type}, and ${what}.`, {
    param,
    column: name,
  });

async function treatmentValues({ connection, input, context }: Call, column: TableColumn): Promise<[string, string]> {
  const rows = await connection.rows<{ value: string }>(
    `SELECT CAST(value AS VARCHAR) AS value FROM (SELECT DISTINCT ${column.sql} AS value FROM ${input.table} AS d WHERE ${column.sql} IS NOT NULL LIMIT 3) ORDER BY value`,
    [],
    context,
  );
  if (rows.length === 2) return [rows[0]!.value, rows[1]!.value];
  const found = rows.length > 2 ? 'more than two values' : `only ${rows.length === 1 ? 'one value' : 'missing values'}`;
  const message = `Parameter “treatment”: column “${column.name}” has ${found}. Two treatments are compared: choose a column of two values, or keep only two of them.`;
  throw new Failure('invalid_input', message, { param: 'treatment', column: column.name });
}

async function codingOf({ connection, context }: Call, event: TableColumn, from: string) {
  const { values } = await connection.numbers(
    `SELECT DISTINCT CAST(${event.sql} AS DOUBLE) AS value FROM ${from} LIMIT 4`,
    [],
    context,
  );
  return eventCoding(values[0]!, isBoolean(event));
}

function refuseNegative(time: Float64Array, column: string): void {
  const below = time.reduce((n, value) => n + Number(value < 0), 0);
  if (below === 0) return;
  const message = `Parameter “time”: column “${column}” is below zero in ${below} rows. Follow-up cannot end before it begins; mend or leave out these rows.`;
  throw new Failure('invalid_input', message, { param: 'time', rows: below });
}

interface Chosen {
  readonly wanted: readonly Wanted[];
  readonly skipped: ComparisonResult['skipped'];
}

async function chosenColumns(call: Call, columns: readonly TableColumn[], roles: Roles, from: string): Promise<Chosen> {
  const { params, connection, context } = call;
  const taken = [roles.treatment, roles.event, ...(roles.time ? [roles.time] : [])].map(({ name }) => name);
  const asked = params.covariates?.map((name) => columnNamed(columns, name, 'covariates'));
  const inTheWay = asked?.find(({ name }) => taken.includes(name));
  if (inTheWay) {
    const message = `Parameter “covariates”: “${inTheWay.name}” is the treatment, the outcome or the time itself and cannot be adjusted for. Leave it out.`;
    throw new Failure('invalid_input', message, { param: 'covariates', column: inTheWay.name });
  }
  const wanted: Wanted[] = [];
  const skipped: ComparisonResult['skipped'] = [];
  for (const column of asked ?? columns.filter(({ name }) => !taken.includes(name))) {
    const one = { name: column.name, label: column.name, sql: column.sql };
    if (isNumeric(column) || isBoolean(column)) {
      const isKey = !asked && (await isIdentifier(call, column, from));
      if (isKey)
        skipped.push({ column: column.name, reason: 'is a different whole number in every row, as an identifier is' });
      else wanted.push(one);
      continue;
    }
    const categories = await categoriesOf(connection, from, column.sql, context);
    if (categories.length <= mostCategories) wanted.push({ ...one, categories });
    else skipped.push({ column: column.name, reason: `has more than ${mostCategories} different values` });
  }
  return { wanted, skipped };
}

async function isIdentifier({ connection, context }: Call, { sql, type }: TableColumn, from: string): Promise<boolean> {
  if (!type.includes('INT')) return false;
  const { rows, different } = await connection.one<{ rows: number; different: number }>(
    `SELECT count(*) AS rows, count(DISTINCT ${sql}) AS different FROM ${from}`,
    [],
    context,
  );
  return rows > 2 && different === rows;
}

function subgroupNames(
  columns: readonly TableColumn[],
  { subgroups }: ComparisonParams,
  wanted: readonly Wanted[],
): string[] {
  if (subgroups === undefined || typeof subgroups === 'string') return [];
  return subgroups.map((name) => {
    const found = columnNamed(columns, name, 'subgroups');
    if (wanted.some((one) => one.name === found.name)) return found.name;
    const message = `Parameter “subgroups”: “${found.name}” is not among the covariates. Adjust for it as well, so that its groups can be compared.`;
    throw new Failure('invalid_input', message, { param: 'subgroups', column: found.name });
  });
}
