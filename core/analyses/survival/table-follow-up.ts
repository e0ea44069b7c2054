import { Failure } from '../../../contract/failure.ts';
import { literal } from '../../engine/sql-text.ts';
import type { EventTable } from '../../stats/event-table.ts';
import { columnNamed, isBoolean, isNumeric, type TableColumn, tableColumns } from '../columns.ts';
import { eventCoding } from '../event-coding.ts';
import { fillSql } from '../fill-sql.ts';
import type { AnalysisCall, TableInput } from '../input.ts';
import checkTableSql from './check-table.sql?raw';
import eventValuesSql from './event-values.sql?raw';
import eventsSql from './events-of-table.sql?raw';
import type { FollowUp } from './follow-up.ts';
import type { SurvivalParams } from './spec.ts';
import strataSql from './strata-of-table.sql?raw';

const mostStrata = 20;

/** Reads follow-up from a plain table; rows that lack time, event or group are left out and counted. */
export async function tableFollowUp(call: AnalysisCall<SurvivalParams> & { input: TableInput }): Promise<FollowUp> {
  const { params, input, connection, context } = call;
  const columns = await tableColumns(connection, input.table);
  const time = needColumn(columns, params.time, 'time');
  const event = needColumn(columns, params.event, 'event');
  const strata = params.strata === undefined ? null : columnNamed(columns, params.strata, 'strata');
  checkTypes(time, event);

  const sql: string[] = [];
  const ask = (text: string, more: Record<string, string> = {}) => {
    sql.push(fillSql(text, { ...fragments, ...more }));
    return sql.at(-1)!;
  };
  const present = [time, event, ...(strata ? [strata] : [])].map((column) => `${column.sql} IS NOT NULL`);
  const fragments = {
    table: input.table,
    time: time.sql,
    event: event.sql,
    strata: strata?.sql ?? literal('all'),
    complete: [...present, `isfinite(CAST(${time.sql} AS DOUBLE))`].join(' AND '),
    limit: String(mostStrata + 1),
  };

  const values = await connection.numbers(ask(eventValuesSql), [], context);
  const coding = eventCoding(values.values[0]!, isBoolean(event));
  const counts = await connection.one<{ total: number; complete: number; negative: number }>(
    ask(checkTableSql),
    [],
    context,
  );
  checkCounts(counts, { time: time.name, event: event.name });
  const names = (await connection.rows<{ name: string }>(ask(strataSql), [], context)).map((row) => row.name);
  if (strata) checkStrata(names.length, strata.name);
  const numbers = await connection.numbers(ask(eventsSql, { code: literal(coding.code) }), [], context);
  const missing = counts.total - counts.complete;
  return {
    strata: names.map((name, position) => ({ name, table: tableOf(numbers.values, position) })),
    about: {
      source: 'table',
      unit: 'rows',
      outcome: event.name,
      strataBy: strata?.name ?? null,
      timeUnit: params.timeUnit ?? null,
      eventReading: coding.reading,
      excluded: [{ reason: `${strata ? 'time, event or group' : 'time or event'} missing`, n: missing }],
      notes: [],
    },
    sql,
  };
}

function needColumn(columns: readonly TableColumn[], name: string | undefined, param: string): TableColumn {
  if (name === undefined) {
    const message = `Parameter “${param}” is needed on a table: name the column, for example {"time":"time","event":"event"}.`;
    throw new Failure('invalid_input', message, { param });
  }
  return columnNamed(columns, name, param);
}

function checkTypes(time: TableColumn, event: TableColumn): void {
  if (!isNumeric(time)) {
    const message = `Parameter “time”: column “${time.name}” is ${time.type}, and a follow-up time must be a number.`;
    throw new Failure('invalid_input', message, { param: 'time', column: time.name });
  }
  if (!isNumeric(event) && !isBoolean(event)) {
    const message = `Parameter “event”: column “${event.name}” is ${event.type}. It must be 0 and 1, true and false, or 1 (censored) and 2 (event).`;
    throw new Failure('invalid_input', message, { param: 'event', column: event.name });
  }
}

function checkCounts(counts: { complete: number; negative: number }, names: { time: string; event: string }): void {
  if (counts.complete === 0) {
    const message = `Parameters “time” and “event”: no row has both “${names.time}” and “${names.event}”. Choose columns that are filled.`;
    throw new Failure('invalid_input', message, { param: 'time' });
  }
  if (counts.negative > 0) {
    const message = `Parameter “time”: column “${names.time}” is below zero in ${counts.negative} rows. Follow-up cannot end before it begins; mend or leave out these rows.`;
    throw new Failure('invalid_input', message, { param: 'time', rows: counts.negative });
  }
}

function checkStrata(found: number, column: string): void {
  if (found < 2) {
    const message = `Parameter “strata”: column “${column}” has one group only, so there is nothing to compare. Leave “strata” out for a single curve.`;
    throw new Failure('invalid_input', message, { param: 'strata', column });
  }
  if (found > mostStrata) {
    const message = `Parameter “strata”: column “${column}” has more than ${mostStrata} groups. Choose a column with fewer, or put values together first.`;
    throw new Failure('invalid_input', message, { param: 'strata', column });
  }
}

function tableOf([stratum, time, events, censored]: readonly Float64Array[], position: number): EventTable {
  const from = stratum!.indexOf(position);
  const to = stratum!.lastIndexOf(position) + 1;
  return { time: time!.subarray(from, to), events: events!.subarray(from, to), censored: censored!.subarray(from, to) };
}
