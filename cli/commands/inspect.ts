import { existsSync, writeFileSync } from 'node:fs';
import type { GateChoice, IdentifierFinding, ImportPlan, InspectedColumn } from '../../contract/data.ts';
import { Failure } from '../../contract/index.ts';
import { advisedDecisions } from '../../core/deidentify/decide/group-decisions.ts';
import type { Terminal } from '../terminal.ts';
import { textTable } from '../text-table.ts';
import { printAccounts } from './read-accounts.ts';

export interface InspectOptions {
  readonly json?: true;
  readonly format?: string;
  /** Where to write the decisions the gate advises. */
  readonly suggest?: string;
  /** Suggest for weak findings as well. */
  readonly weak?: true;
}

/** Format, tables and the gate's report of files, as text or JSON; with `suggest` a decisions file beside it. */
export async function inspect(terminal: Terminal, paths: string[], options: InspectOptions): Promise<void> {
  const { json, format, suggest, weak } = options;
  if (suggest !== undefined && existsSync(suggest)) throw alreadyThere(suggest);
  const plan = await terminal.backend.call('import.inspect', { paths, format }, terminal);
  if (json) terminal.print(JSON.stringify(plan));
  else printPlan(terminal, plan);
  if (suggest === undefined) return;
  const decisions = advisedDecisions(plan, weak === true);
  const lines = decisions.map((one) => `  ${JSON.stringify(one)}`);
  writeFileSync(suggest, `[\n${lines.join(',\n')}\n]\n`, { flag: 'wx' });
  terminal.note(
    `${decisions.length} advised decisions are in ${suggest}. Read them, change what you decide otherwise, then: stillroom import … --decisions ${suggest}`,
  );
}

function alreadyThere(path: string): Failure {
  return new Failure(
    'conflict',
    `“${path}” is there already; it may hold decisions of yours. Name another file, or move it.`,
  );
}

function printPlan(terminal: Terminal, plan: ImportPlan): void {
  const { format, cdmVersion, confidence, reason, tables, summary } = plan;
  const sure = confidence < 1 ? `, ${Math.round(100 * confidence)} % sure` : '';
  terminal.print(`${format}${cdmVersion ? ` ${cdmVersion}` : ''}${sure}${reason ? `: ${reason}` : ''}.`);
  terminal.print(`${tables.length} tables. ${plan.verdict.toUpperCase()}: ${summary}\n`);
  terminal.print(
    textTable(
      ['table', 'rows', 'columns', 'suspected identifiers'],
      tables.map((t) => [
        t.name,
        t.rows,
        t.columns.length,
        suspects(t.columns)
          .map((c) => c.name)
          .join(', '),
      ]),
    ),
  );
  for (const { name, columns } of tables)
    for (const column of suspects(columns)) terminal.print(`\n${columnText(name, column)}`);
  printAccounts(terminal, plan);
  terminal.print(`\n${plan.risk.regime}.`);
  for (const note of plan.risk.notes) terminal.print(`- ${note}`);
  for (const { name, warnings } of tables) for (const warning of warnings) terminal.note(`${name}: ${warning}`);
  for (const warning of plan.warnings) terminal.note(warning);
}

const suspects = (columns: readonly InspectedColumn[]) => columns.filter((c) => c.identifiers.length > 0);

/** One suspected column: what was found, its examples masked, and what could be done, the advised way first. */
function columnText(table: string, { name, identifiers, examples = [], choices = [] }: InspectedColumn): string {
  const found = identifiers.map((finding) => `  ${findingText(finding)}`);
  const [advised, ...others] = choices;
  if (!advised) return [`${table}.${name}`, ...found].join('\n');
  const become = examples.map((example, i) => `    ${example}  →  ${advised.after[i] || '(nothing)'}`);
  const ways = others.length ? `; or ${others.map(wayText).join(', ')}` : '';
  return [`${table}.${name}`, ...found, `  advised: ${wayText(advised)}${ways}`, ...become].join('\n');
}

const findingText = ({ category, label, evidence, strength, rate }: IdentifierFinding): string =>
  `${label} (Safe Harbor ${category}), ${strength} evidence by ${evidence}${rate === null ? '' : `, ${(100 * rate).toFixed(1)} % of values`}`;

const wayText = ({ action, to }: GateChoice): string => (to ? `${action} to ${to}` : action);
