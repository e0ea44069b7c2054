import { Failure } from '../../../contract/failure.ts';
import { literal } from '../../engine/sql-text.ts';
import { columnNamed, type TableColumn, tableColumns } from '../columns.ts';
import { fillSql } from '../fill-sql.ts';
import type { AnalysisCall, AnalysisOutcome, TableInput } from '../input.ts';
import { type Choice, chooseVariable } from './choose-variables.ts';
import type { Groups } from './group.ts';
import groupsSql from './groups-of-table.sql?raw';
import type { TableOneParams, TableOneResult, Variable } from './spec.ts';
import { type Desk, summariseCategorical, summariseContinuous } from './summarise.ts';

const mostGroups = 20;

/** Table one of a plain table: its columns, over all rows or by the groups of one column. */
export async function describeTable(
  call: AnalysisCall<TableOneParams> & { input: TableInput },
): Promise<AnalysisOutcome<TableOneResult>> {
  const { params, input, connection, context } = call;
  const columns = await tableColumns(connection, input.table);
  const by = params.by === undefined ? null : columnNamed(columns, params.by, 'by');
  const grouping = { table: input.table, by: by?.sql ?? literal('all') };
  const sql: string[] = [fillSql(groupsSql, { ...grouping, limit: String(mostGroups + 2) })];
  const counted = await connection.rows<{ name: string | null; n: number }>(sql[0]!, [], context);
  const groups = groupsOf(counted, by);
  const desk: Desk = { connection, context, grouping, groups, sql };
  const wanted = params.variables?.map((name) => columnNamed(columns, name, 'variables')) ?? columns;
  const choices = await choose(
    desk,
    wanted.filter((column) => column !== by),
  );
  const variables = await summarise(desk, choices);
  const { contrast, list } = groups;
  return {
    result: {
      source: 'table',
      unit: 'rows',
      by: by?.name ?? null,
      groups: list.map(({ name, n }) => ({ name, n })),
      contrast: contrast && { of: list[contrast.of]!.name, against: list[contrast.against]!.name },
      excluded: by ? [{ reason: 'group missing', n: counted.find(({ name }) => name === null)?.n ?? 0 }] : [],
      skipped: choices.flatMap((choice) =>
        choice.kind === 'skipped' ? [{ column: choice.column.name, reason: choice.reason }] : [],
      ),
      notes: [],
      variables,
    },
    sql,
  };
}

/** The later of two groups in order is compared with the earlier: 1 with 0, true with false. */
function groupsOf(counted: readonly { name: string | null; n: number }[], by: TableColumn | null): Groups {
  const list = counted.flatMap(({ name, n }) => (name === null ? [] : [{ key: name, name, n }]));
  if (list.length === 0) {
    const message = by ? `Parameter “by”: column “${by.name}” holds no value.` : 'The table has no rows to describe.';
    throw new Failure('invalid_input', message, { param: by ? 'by' : 'table' });
  }
  if (by && list.length < 2) {
    const message = `Parameter “by”: column “${by.name}” has one group only, so there is nothing to compare. Leave “by” out to describe all rows.`;
    throw new Failure('invalid_input', message, { param: 'by', column: by.name });
  }
  if (list.length > mostGroups) {
    const message = `Parameter “by”: column “${by!.name}” has more than ${mostGroups} groups. Choose a column with fewer.`;
    throw new Failure('invalid_input', message, { param: 'by', column: by!.name });
  }
  return { list, contrast: list.length === 2 ? { of: 1, against: 0 } : null };
}

async function choose(desk: Desk, columns: readonly TableColumn[]): Promise<Choice[]> {
  if (columns.length === 0) throw nothingToDescribe();
  const counts = columns.map((column, i) => `count(DISTINCT ${column.sql}) AS c${i}`).join(', ');
  const query = `SELECT ${counts} FROM ${desk.grouping.table} AS d WHERE ${desk.grouping.by} IS NOT NULL`;
  desk.sql.push(query);
  const distinct = await desk.connection.numbers(query, [], desk.context);
  return columns.map((column, i) => chooseVariable(column, distinct.values[i]![0]!));
}

async function summarise(desk: Desk, choices: readonly Choice[]): Promise<Variable[]> {
  const variables: Variable[] = [];
  const usable = choices.filter((choice) => choice.kind !== 'skipped');
  for (const { kind, column } of usable) {
    desk.context.progress({ stage: 'variables', done: variables.length, total: usable.length });
    const subject = { section: 'columns', name: column.name, label: column.name, sql: column.sql };
    variables.push(
      await (kind === 'continuous' ? summariseContinuous(desk, subject) : summariseCategorical(desk, subject)),
    );
  }
  if (variables.length === 0) throw nothingToDescribe();
  return variables;
}

const nothingToDescribe = () =>
  new Failure(
    'invalid_input',
    'Parameter “variables”: none of the columns is a number or a category that can be described.',
    {
      param: 'variables',
    },
  );
