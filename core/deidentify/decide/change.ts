import type { Decision } from '../../../contract/data.ts';
import { assertNever } from '../../../contract/failure.ts';
import { literal } from '../../engine/sql-text.ts';
import { policy } from '../policy.ts';
import { hashedNumber, hashedText } from './keyed-sql.ts';

/** A column a decision changes: SQL for its value, its DuckDB type, and what it loads into. */
export interface Subject {
  readonly raw: string;
  readonly type: string;
  /** True where the table it loads into has a place for it that is no text: the type must stay. */
  readonly isFixed: boolean;
}

export interface Change {
  readonly sql: string;
  readonly type: string;
}

/** Stands where a value could not be changed as decided: nothing of it is let through. */
export const removed = 'removed at the gate';

const isTime = (type: string): boolean => /^(DATE|TIMESTAMP)/.test(type);
const isNumber = (type: string): boolean => /INT|DOUBLE|FLOAT|DECIMAL/.test(type);

/** Slashed dates are left out: a day and a month cannot be told apart in one value. */
const formats = ['%Y%m%d', '%d.%m.%Y', '%d-%b-%Y', '%d %b %Y', '%Y-%m'].map(literal).join(', ');
const asText = (raw: string): string => `trim(CAST(${raw} AS VARCHAR))`;
const moment = (raw: string): string =>
  `coalesce(TRY_CAST(${asText(raw)} AS TIMESTAMP), try_strptime(${asText(raw)}, [${formats}]))`;

/** Text stays NULL or blank where it was, and becomes a mark where `sql` has no answer. */
const orRemoved = (raw: string, sql: string): string =>
  `CASE WHEN ${raw} IS NULL OR ${asText(raw)} = '' THEN NULL ELSE coalesce(${sql}, ${literal(removed)}) END`;

/** Text is written so that what reads it next still knows a date. */
const written = (raw: string, sql: string): string =>
  `CASE WHEN length(${asText(raw)}) > 10 THEN strftime(${sql}, '%Y-%m-%d %H:%M:%S') ELSE strftime(${sql}, '%Y-%m-%d') END`;

/** SQL for a column as a decision leaves it; `offset` is SQL for the person's days. Fails closed. */
export function changed(subject: Subject, { action, to }: Pick<Decision, 'action' | 'to'>, offset: string): Change {
  const { raw, type, isFixed } = subject;
  switch (action) {
    case 'attest':
    case 'drop':
      return { sql: raw, type };
    case 'shift':
      return shifted(subject, offset);
    case 'hash':
      return isFixed && type !== 'VARCHAR'
        ? { sql: `CASE WHEN ${raw} IS NOT NULL THEN ${hashedNumber(raw)} END`, type: 'BIGINT' }
        : { sql: orRemoved(raw, isFixed ? `CAST(${hashedNumber(raw)} AS VARCHAR)` : hashedText(raw)), type: 'VARCHAR' };
    case 'quarantine':
      return {
        sql: orRemoved(raw, `'[text withheld, ' || length(CAST(${raw} AS VARCHAR)) || ' characters]'`),
        type: 'VARCHAR',
      };
    case 'generalise':
      return generalised(subject, to ?? 'year');
    default:
      return assertNever(action, 'action');
  }
}

function shifted({ raw, type }: Subject, offset: string): Change {
  if (isTime(type)) return { sql: `CAST(${raw} + to_days(${offset}) AS ${type})`, type };
  if (type !== 'VARCHAR') return { sql: `CAST(NULL AS ${type})`, type };
  return { sql: orRemoved(raw, written(raw, `(${moment(raw)} + to_days(${offset}))`)), type };
}

function generalised(subject: Subject, to: NonNullable<Decision['to']>): Change {
  switch (to) {
    case 'year':
      return toYear(subject);
    case 'zip3':
      return toZip3(subject);
    case 'age-band':
      return toAgeBand(subject);
    case 'age-90':
      return toAge90(subject);
    default:
      return assertNever(to, 'generalisation');
  }
}

/** The first of January where the table wants a date, the year alone elsewhere. */
function toYear({ raw, type, isFixed }: Subject): Change {
  const plain = `CASE WHEN regexp_full_match(${asText(raw)}, '(1[89]|20)[0-9]{2}') THEN ${asText(raw)} END`;
  if (isTime(type)) {
    return isFixed
      ? { sql: `CAST(date_trunc('year', ${raw}) AS ${type})`, type }
      : { sql: `CAST(year(${raw}) AS BIGINT)`, type: 'BIGINT' };
  }
  if (type !== 'VARCHAR' && isFixed) return { sql: `CAST(${plain} AS ${type})`, type };
  const start = `strftime(date_trunc('year', ${moment(raw)}), '%Y-%m-%d')`;
  return {
    sql: orRemoved(raw, isFixed ? start : `coalesce(${plain}, strftime(${moment(raw)}, '%Y'))`),
    type: 'VARCHAR',
  };
}

/** 45 CFR 164.514(b)(2)(i)(B): three digits, and 000 for those of 20,000 people or fewer. */
function toZip3({ raw, type }: Subject): Change {
  const digits = isNumber(type) ? `lpad(${asText(raw)}, 5, '0')` : asText(raw);
  const prefix = `nullif(regexp_extract(${digits}, '^([0-9]{3})(?:[0-9]{2}(?:-?[0-9]{4})?)?$', 1), '')`;
  const few = `[${policy.restrictedZip3.prefixes.map(literal).join(', ')}]`;
  const sql = `CASE WHEN list_contains(${few}, ${prefix}) THEN '000' ELSE ${prefix} END`;
  return { sql: orRemoved(raw, sql), type: 'VARCHAR' };
}

const years = (raw: string): string =>
  `TRY_CAST(nullif(regexp_extract(${asText(raw)}, '^([0-9]{1,3}(?:\\.[0-9]+)?)(?: ?(?:y|yr|yrs|years?)?\\.?(?: old)?)$', 1), '') AS DOUBLE)`;

const oldest = literal(`${policy.oldestAge + 1} or over`);

function toAgeBand({ raw, type, isFixed }: Subject): Change {
  const { ageBand, oldestAge } = policy;
  const low = `CAST(floor(${years(raw)} / ${ageBand}) * ${ageBand} AS BIGINT)`;
  if (isFixed) return { sql: `CAST(least(${low}, ${oldestAge + 1}) AS ${type})`, type };
  const band = `CASE WHEN ${years(raw)} >= ${oldestAge + 1} THEN ${oldest} ELSE ${low} || '-' || (${low} + ${ageBand - 1}) END`;
  return { sql: orRemoved(raw, band), type: 'VARCHAR' };
}

/** Ages up to 89 stay; older ones become 90 where numbers are kept, “90 or over” in text. */
function toAge90({ raw, type }: Subject): Change {
  const top = policy.oldestAge + 1;
  if (isNumber(type)) return { sql: `CAST(least(${raw}, ${top}) AS ${type})`, type };
  const isAlready = `regexp_matches(${asText(raw)}, '^(?:90 ?\\+|90 or over|>= ?90|> ?89)$')`;
  const sql = `CASE WHEN ${isAlready} OR ${years(raw)} >= ${top} THEN ${oldest} WHEN ${years(raw)} IS NOT NULL THEN ${asText(raw)} END`;
  return { sql: orRemoved(raw, sql), type: 'VARCHAR' };
}
