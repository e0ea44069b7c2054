import { type Command, Option } from 'commander';
import { Failure } from '../../contract/index.ts';
import { checkExpression } from '../../core/cohort/check.ts';
import { compileAttrition, compileCohort } from '../../core/cohort/compile.ts';
import type { DialectName } from '../../core/cohort/sql/dialect.ts';
import { readDefinitionFile } from '../../core/handlers/cohort.ts';
import { onTerminal, type Terminal } from '../terminal.ts';

interface SqlOptions {
  readonly dialect: DialectName;
  readonly cdm: string;
  readonly attrition?: boolean;
  readonly json?: boolean;
}

async function showSql(terminal: Terminal, file: string, { dialect, cdm, attrition, json }: SqlOptions): Promise<void> {
  if (cdm.split('.').some((part) => part.trim() === ''))
    throw new Failure('invalid_input', `“${cdm}” names no schema. Write it as --cdm omop or --cdm catalog.schema.`);
  const { expression: definition, name } = readDefinitionFile(file);
  const { expression, problems } = checkExpression(definition);
  if (!expression) {
    const [first] = problems.filter(({ severity }) => severity !== 'warning');
    throw new Failure(
      first?.severity === 'invalid' ? 'invalid_input' : 'unsupported',
      `“${name}” can't be read: at ${first?.path}: ${first?.message}`,
      { problems: problems.map((problem) => ({ ...problem })) },
    );
  }
  const { sql, tables } = (attrition ? compileAttrition : compileCohort)(expression, { dialect, cdm });
  terminal.print(json ? JSON.stringify({ name, dialect, sql, tables }) : sql);
}

export function addCohortSql(cohort: Command): void {
  cohort
    .command('sql')
    .description('the SQL of a definition: one statement that gives the cohort’s rows')
    .argument('<file>')
    .addOption(new Option('--dialect <dialect>', 'who is to run it').choices(['duckdb', 'spark']).default('duckdb'))
    .option('--cdm <schema>', 'where the CDM tables are: schema, or catalog.schema', 'cdm')
    .option('--attrition', 'the inclusion statistics instead: one row a rule')
    .option('--json', 'one JSON document on standard output')
    .action((file: string, options: SqlOptions) =>
      onTerminal((terminal) => showSql(terminal, file, options), options.json === true),
    );
}
