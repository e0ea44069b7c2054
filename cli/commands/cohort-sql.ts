import { type Command, Option } from 'commander';
import { Failure } from '../../contract/index.ts';
import { type CheckedExpression, checkExpression } from '../../core/cohort/check.ts';
import { compileAttrition, compileCohort, compileScript } from '../../core/cohort/compile.ts';
import type { DialectName } from '../../core/cohort/sql/dialect.ts';
import { readDefinitionFile } from '../../core/handlers/cohort.ts';
import { onTerminal, type Terminal } from '../terminal.ts';

interface SqlOptions {
  readonly dialect: DialectName;
  readonly cdm: string;
  readonly attrition?: boolean;
  readonly into?: string;
  readonly format?: string;
  readonly json?: boolean;
}

/** A name with its schema, as it is written on the command line: no part of it may be empty. */
function refuseEmptyPart(option: string, name: string, example: string): void {
  if (name.split('.').some((part) => part.trim() === ''))
    throw new Failure('invalid_input', `“${name}” is not a name. Write it as ${option} ${example}.`);
}

function readChecked(
  terminal: Terminal,
  file: string,
): { readonly name: string; readonly expression: CheckedExpression } {
  const { expression: definition, name, warnings } = readDefinitionFile(file);
  for (const { path, message } of warnings) terminal.note(`warning at ${path}: ${message}`);
  const { expression, problems } = checkExpression(definition);
  if (expression) return { name, expression };
  const [first] = problems.filter(({ severity }) => severity !== 'warning');
  throw new Failure(
    first?.severity === 'invalid' ? 'invalid_input' : 'unsupported',
    `“${name}” can't be read: at ${first?.path}: ${first?.message}`,
    { problems: problems.map((problem) => ({ ...problem })) },
  );
}

async function showSql(terminal: Terminal, file: string, options: SqlOptions): Promise<void> {
  const { dialect, cdm, attrition, into, format, json } = options;
  refuseEmptyPart('--cdm', cdm, 'omop, or catalog.schema');
  if (into !== undefined) refuseEmptyPart('--into', into, 'work.t2d');
  const { name, expression } = readChecked(terminal, file);
  if (into !== undefined) {
    const statements = compileScript(expression, { dialect, cdm, into, format });
    terminal.print(json ? JSON.stringify({ name, dialect, statements }) : `${statements.join(';\n\n')};`);
    return;
  }
  const { sql, tables } = (attrition ? compileAttrition : compileCohort)(expression, { dialect, cdm });
  terminal.print(json ? JSON.stringify({ name, dialect, sql, tables }) : sql);
}

export function addCohortSql(cohort: Command): void {
  cohort
    .command('sql')
    .description('the SQL of a definition: one statement that gives the cohort’s rows')
    .addHelpText(
      'after',
      `
With --into, several statements that keep the rows and the attrition in two tables; steps that are read more than
once are tables while they run, and dropped at the end. See docs/guide/spark.md.`,
    )
    .argument('<file>')
    .addOption(new Option('--dialect <dialect>', 'who is to run it').choices(['duckdb', 'spark']).default('duckdb'))
    .option('--cdm <schema>', 'where the CDM tables are: schema, or catalog.schema', 'cdm')
    .addOption(new Option('--attrition', 'the inclusion statistics instead: one row a rule').conflicts('into'))
    .option('--into <name>', 'statements that make tables instead: work.t2d makes work.t2d_cohort')
    .option('--format <format>', 'how those tables are stored, such as parquet or delta')
    .option('--json', 'one JSON document on standard output')
    .action((file: string, options: SqlOptions) =>
      onTerminal((terminal) => showSql(terminal, file, options), options.json === true),
    );
}
