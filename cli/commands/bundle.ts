import { readFileSync } from 'node:fs';
import { type Command, Option } from 'commander';
import {
  type BundleVerification,
  decisions,
  type SignOffDecision,
  type SignOffSummary,
} from '../../contract/bundle.ts';
import { Failure } from '../../contract/index.ts';
import { counted } from '../../core/report/report-words.ts';
import { tamperWith } from '../../core/report/tamper.ts';
import { isStudy } from '../../core/study/study.ts';
import { wholeNumber } from '../parse.ts';
import { onTerminal, type Terminal } from '../terminal.ts';

interface ExportOptions {
  readonly study: string;
  readonly finding: string[];
  readonly out: string;
  readonly json?: boolean;
}

async function exportBundle(terminal: Terminal, { study, finding, out, json }: ExportOptions): Promise<void> {
  await terminal.backend.call('study.open', { path: study });
  const result = await terminal.backend.call('export.bundle', { findings: finding, out }, terminal);
  terminal.print(
    json
      ? JSON.stringify(result)
      : `${result.bundle}\nsha256 ${result.sha256}\n${counted(result.findings.length, 'finding')}, ${counted(result.changes.length, 'change')} by the disclosure check.`,
  );
}

interface VerifyOptions {
  readonly study?: string;
  readonly head?: string;
  readonly bundle?: string;
  readonly key?: string;
  readonly signOff?: string;
  readonly reviewer?: string;
  readonly fuzz?: number;
  readonly seed: number;
  readonly json?: boolean;
}

async function verify(terminal: Terminal, file: string | undefined, options: VerifyOptions): Promise<void> {
  const folder = options.study ?? (file && isStudy(file) ? file : undefined);
  if (folder) return verifyStudy(terminal, folder, options);
  if (!file) throw new Failure('usage', 'Say what to verify: a bundle, or --study FOLDER.');
  if (options.fuzz !== undefined) return tamper(terminal, file, options.fuzz, options);
  const { key, signOff, reviewer, json } = options;
  const result = await terminal.backend.call('bundle.verify', { path: file, key, signOff, reviewer }, terminal);
  terminal.print(json ? JSON.stringify(result) : bundleText(result).join('\n'));
  requireOk(result);
}

/** A study, and that its ledger goes on from a head or a bundle that was kept elsewhere. */
async function verifyStudy(terminal: Terminal, folder: string, { head, bundle, json }: VerifyOptions): Promise<void> {
  await terminal.backend.call('study.open', { path: folder });
  const result = await terminal.backend.call('study.verify', { against: head ?? bundle }, terminal);
  const said = result.ok ? [`Unchanged: ${result.checked} checks hold.`] : result.problems;
  terminal.print(json ? JSON.stringify(result) : [...said, ...result.remarks].join('\n'));
  requireOk(result);
}

function requireOk({ ok, problems }: { readonly ok: boolean; readonly problems: readonly string[] }): void {
  if (!ok) throw new Failure('integrity', `${counted(problems.length, 'check does', 'checks do')} not hold.`);
}

const timeOf = (iso: string): string => `${iso.slice(0, 16).replace('T', ' ')} UTC`;

function bundleText({ ok, problems, checked, sha256, signature, signOff }: BundleVerification): string[] {
  const signed = signature && [
    `Signed ${timeOf(signature.at)} by the key with the fingerprint`,
    `  ${signature.fingerprint}`,
    'Compare it with the one that the researcher gives you by another way, or demand it with --key.',
    `The study’s ledger had ${counted(signature.ledger.size, 'line')} then; its head is ${signature.ledger.head}.`,
  ];
  return [
    ...(ok ? [`Unchanged: ${counted(checked, 'file')} compared, every signature holds.`] : problems),
    `sha256 ${sha256}`,
    ...(signed ?? []),
    ...(signOff ? signOffText(signOff) : []),
  ];
}

const pastOf: Readonly<Record<SignOffDecision, string>> = { approve: 'Approved', query: 'Queried', refuse: 'Refused' };

const signOffText = ({ decision, words, reviewer: { name, role }, at, fingerprint }: SignOffSummary): string[] => [
  `${pastOf[decision]} ${timeOf(at)} by ${name}${role === '' ? '' : `, ${role}`}: “${words}”`,
  'The reviewer’s key has the fingerprint',
  `  ${fingerprint}`,
];

/** Changes the bundle in many ways, one at a time, and prints how many of them verification missed. */
async function tamper(terminal: Terminal, file: string, times: number, { seed, json }: VerifyOptions): Promise<void> {
  const { ok, problems } = await terminal.backend.call('bundle.verify', { path: file }, terminal);
  if (!ok) throw new Failure('integrity', `The bundle does not verify as it is. ${problems.join(' ')}`);
  const { tried, byKind, missed } = tamperWith(readFileSync(file), times, seed);
  const kinds = Object.entries(byKind).map(([kind, n]) => `${kind}: ${n}`);
  terminal.print(
    json
      ? JSON.stringify({ tried, byKind, missed, seed })
      : `${tried} changes tried (${kinds.join(', ')}), ${missed.length} missed.`,
  );
  if (missed.length > 0) throw new Failure('integrity', `${missed.length} changes were not found.`);
}

interface SignOffOptions {
  readonly decision?: SignOffDecision;
  readonly words?: string;
  readonly name?: string;
  readonly role?: string;
  readonly out?: string;
  readonly study?: string;
  readonly json?: boolean;
}

async function signOff(terminal: Terminal, file: string, options: SignOffOptions): Promise<void> {
  const { study, decision, words, name, role, out, json } = options;
  if (study !== undefined) {
    await terminal.backend.call('study.open', { path: study });
    const taken = await terminal.backend.call('bundle.takeSignOff', { path: file });
    return terminal.print(json ? JSON.stringify(taken) : [...signOffText(taken), 'It is in the ledger.'].join('\n'));
  }
  if (!decision || !words || !name)
    throw new Failure('usage', 'A sign-off needs --decision, --words and --name; or --study, to take one back.');
  const made = await terminal.backend.call(
    'bundle.signOff',
    { path: file, decision, words, name, role, out },
    terminal,
  );
  terminal.print(json ? JSON.stringify(made) : [made.file, ...signOffText(made.signOff)].join('\n'));
}

export function addBundleCommands(program: Command): void {
  const json = ['--json', 'one JSON document on standard output'] as const;
  program
    .command('export')
    .description('write findings as one checked, signed bundle')
    .requiredOption('--study <folder>', 'the study')
    .requiredOption('--finding <id...>', 'findings of the study')
    .requiredOption('--out <file.zip>', 'the bundle; never overwritten')
    .option(...json)
    .action((o) => onTerminal((t) => exportBundle(t, o), o.json === true));
  program
    .command('verify')
    .description('is a bundle, or a study, unchanged, and who signed it')
    .argument('[file]')
    .option('--study <folder>', 'a study in place of a bundle')
    .option('--head <file>', 'a signed head that the study’s ledger must go on from')
    .option('--bundle <file>', 'the same by the head in a bundle')
    .option('--key <fingerprint>', 'the key that must have signed the bundle')
    .option('--sign-off <file>', 'a reviewer’s decision on the bundle')
    .option('--reviewer <fingerprint>', 'the key that must have signed the decision')
    .option('--fuzz <n>', 'change the bundle in n ways, and count those that are not found', wholeNumber(1, 10_000_000))
    .option('--seed <n>', 'seed of --fuzz', wholeNumber(0, 2 ** 31), 1)
    .option(...json)
    .action((file, o) => onTerminal((t) => verify(t, file, o), o.json === true));
  program
    .command('sign-off')
    .description('record a reviewer’s decision on a bundle, or take one back into its study')
    .argument('<file>', 'the bundle; with --study, the decision’s file')
    .addOption(new Option('--decision <decision>').choices(decisions))
    .option('--words <words>', 'why, or what is asked')
    .option('--name <name>', 'the reviewer')
    .option('--role <role>', 'and what they are')
    .option('--out <file.json>', 'the decision’s file; beside the bundle where left out')
    .option('--study <folder>', 'the study that the bundle left: take the decision into its ledger')
    .option(...json)
    .action((file, o) => onTerminal((t) => signOff(t, file, o), o.json === true));
}
