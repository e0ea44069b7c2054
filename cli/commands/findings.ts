import type { Command } from 'commander';
import { onTerminal, type Terminal } from '../terminal.ts';
import { textTable } from '../text-table.ts';

async function list(terminal: Terminal, study: string, json: boolean): Promise<void> {
  await terminal.backend.call('study.open', { path: study });
  const findings = await terminal.backend.call('finding.list', {});
  if (json)
    return terminal.print(
      JSON.stringify(
        findings.map(({ id, title, createdAt, checked }) => ({ id, title, createdAt, summary: checked.summary })),
      ),
    );
  terminal.print(
    textTable(
      ['finding', 'title', 'cells published', 'withheld'],
      findings.map((f) => [f.id, f.title, f.checked.summary.published, f.checked.summary.withheld]),
    ),
  );
}

async function show(terminal: Terminal, id: string, study: string): Promise<void> {
  await terminal.backend.call('study.open', { path: study });
  terminal.print(JSON.stringify(await terminal.backend.call('finding.get', { id })));
}

async function add(
  terminal: Terminal,
  run: string,
  { study, title, context, json }: { study: string; title?: string; context: string; json?: boolean },
): Promise<void> {
  await terminal.backend.call('study.open', { path: study });
  const finding = await terminal.backend.call('finding.add', { run, title, context });
  const { published, withheld } = finding.checked.summary;
  terminal.print(
    json ? JSON.stringify(finding) : `${finding.id}: ${published} cells may leave, ${withheld} are withheld.`,
  );
}

export function addFindingCommands(program: Command): void {
  const finding = program.command('finding').description('results that were checked for release');
  const study = ['--study <folder>', 'the study'] as const;
  const json = ['--json', 'one JSON document on standard output'] as const;
  finding
    .command('list')
    .requiredOption(...study)
    .option(...json)
    .action((o) => onTerminal((t) => list(t, o.study, o.json === true), o.json === true));
  finding
    .command('show')
    .argument('<id>')
    .requiredOption(...study)
    .option(...json)
    .action((id, o) => onTerminal((t) => show(t, id, o.study), true));
  finding
    .command('add')
    .description('check a run and keep it as a finding')
    .argument('<run>')
    .requiredOption(...study)
    .option('--title <title>')
    .option('--context <words>', 'one sentence of context for the output checker', '')
    .option(...json)
    .action((run, o) => onTerminal((t) => add(t, run, o), o.json === true));
}
