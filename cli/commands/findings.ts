import type { Command } from 'commander';
import { Failure } from '../../contract/index.ts';
import { isStudy } from '../../core/study/study.ts';
import { onTerminal, type Terminal } from '../terminal.ts';
import { textTable } from '../text-table.ts';

const counted = (n: number, what: string) => `${n} ${what}${n === 1 ? '' : 's'}`;

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

async function exportBundle(
  terminal: Terminal,
  { study, finding, out, json }: { study: string; finding: string[]; out: string; json?: boolean },
): Promise<void> {
  await terminal.backend.call('study.open', { path: study });
  const result = await terminal.backend.call('export.bundle', { findings: finding, out }, terminal);
  terminal.print(
    json
      ? JSON.stringify(result)
      : `${result.bundle}\nsha256 ${result.sha256}\n${counted(result.findings.length, 'finding')}, ${counted(result.changes.length, 'change')} by the disclosure check.`,
  );
}

async function verify(
  terminal: Terminal,
  file: string | undefined,
  { study, json }: { study?: string; json?: boolean },
): Promise<void> {
  const folder = study ?? (file && isStudy(file) ? file : undefined);
  if (!folder && !file) throw new Failure('usage', 'Say what to verify: a bundle, or --study FOLDER.');
  if (folder) await terminal.backend.call('study.open', { path: folder });
  const result = folder
    ? await terminal.backend.call('study.verify', {}, terminal)
    : await terminal.backend.call('bundle.verify', { path: file! }, terminal);
  terminal.print(
    json
      ? JSON.stringify(result)
      : result.ok
        ? `Unchanged: ${result.checked} checks hold.`
        : result.problems.join('\n'),
  );
  if (!result.ok) throw new Failure('integrity', `${result.problems.length} checks do not hold.`);
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
  program
    .command('export')
    .description('write findings as one checked bundle')
    .requiredOption(...study)
    .requiredOption('--finding <id...>', 'findings of the study')
    .requiredOption('--out <file.zip>', 'the bundle; never overwritten')
    .option(...json)
    .action((o) => onTerminal((t) => exportBundle(t, o), o.json === true));
  program
    .command('verify')
    .description('is a bundle, or a study, unchanged')
    .argument('[file]')
    .option(...study)
    .option(...json)
    .action((file, o) => onTerminal((t) => verify(t, file, o), o.json === true));
}
