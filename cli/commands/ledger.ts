import type { Command } from 'commander';
import { Failure } from '../../contract/index.ts';
import type { RunComparison } from '../../contract/ledger.ts';
import { type LedgerEntry, ledgerEntry } from '../../contract/study.ts';
import { onTerminal, type Terminal } from '../terminal.ts';
import { textTable } from '../text-table.ts';

interface Asked {
  readonly study: string;
  readonly json?: boolean;
}

function entryNumber(text: string): number {
  const seq = Number(text);
  if (Number.isSafeInteger(seq) && seq > 0) return seq;
  throw new Failure('usage', `“${text}” is no number of an entry: they are counted from 1.`);
}

const open = (terminal: Terminal, study: string) => terminal.backend.call('study.open', { path: study });

async function list(
  terminal: Terminal,
  { study, json, words, act, limit }: Asked & { words: string; act?: string; limit: string },
): Promise<void> {
  await open(terminal, study);
  const kind = act === undefined ? null : ledgerEntry.shape.act.safeParse(act);
  if (kind !== null && !kind.success)
    throw new Failure('usage', `There is no act “${act}”. There are: ${ledgerEntry.shape.act.options.join(', ')}.`);
  const answer = await terminal.backend.call('ledger.list', {
    words,
    act: kind?.data ?? null,
    limit: entryNumber(limit),
  });
  if (json) return terminal.print(JSON.stringify(answer));
  terminal.print(
    textTable(
      ['entry', 'when', 'act', 'what'],
      answer.entries.map(({ seq, at, act: one, summary }: LedgerEntry) => [
        seq,
        at.slice(0, 19).replace('T', ' '),
        one,
        summary,
      ]),
    ),
  );
}

/** The line exactly as it stands under the tree: its canonical JSON. */
async function show(terminal: Terminal, entry: string, { study }: Asked): Promise<void> {
  await open(terminal, study);
  const seq = entryNumber(entry);
  await terminal.backend.call('ledger.entry', { seq });
  terminal.print(terminal.backend.session.study().ledger.lines()[seq - 1]!);
}

async function prove(terminal: Terminal, entry: string, { study, json }: Asked): Promise<void> {
  await open(terminal, study);
  const claim = await terminal.backend.call('ledger.prove', { seq: entryNumber(entry) });
  terminal.print(json ? JSON.stringify(claim) : claim.words.trimEnd());
}

async function head(terminal: Terminal, { study, json }: Asked): Promise<void> {
  await open(terminal, study);
  const answer = await terminal.backend.call('ledger.head', {});
  if (answer.head === null) throw new Failure('integrity', answer.problem ?? 'The ledger is not signed.');
  const { size, root, at } = answer.head;
  terminal.print(
    json
      ? JSON.stringify(answer.head)
      : [`${size} entries, signed ${at}`, `root        ${root}`, `fingerprint ${answer.fingerprint}`].join('\n'),
  );
}

function inWords({ title, isSame, compared, differences }: RunComparison): string {
  const lines = differences.map(({ kind, where, before, after }) =>
    kind === 'sql'
      ? 'sql: the text of the queries differs'
      : `${kind} ${where}${before === null && after === null ? ' values' : `: ${before ?? 'nothing'}, now ${after ?? 'nothing'}`}`,
  );
  return [`${title}: ${isSame ? 'the same' : 'not the same'} (${compared} cells and steps compared).`, ...lines].join(
    '\n',
  );
}

async function again(terminal: Terminal, run: string, { study, json }: Asked): Promise<void> {
  await open(terminal, study);
  const answer = await terminal.backend.call('ledger.again', { run }, terminal);
  terminal.print(json ? JSON.stringify(answer) : inWords(answer));
  if (!answer.isSame) throw new Failure('integrity', 'The result did not come out the same.');
}

async function signAnew(terminal: Terminal, { study, json, confirm }: Asked & { confirm: string }): Promise<void> {
  await open(terminal, study);
  const answer = await terminal.backend.call('ledger.signAnew', { confirm });
  terminal.print(json ? JSON.stringify(answer) : `The study signs with another key now: ${answer.fingerprint}`);
}

export function addLedgerCommand(program: Command): void {
  const ledger = program.command('ledger').description('what was done in a study, and proof of it');
  const sub = (name: string, description: string) =>
    ledger
      .command(name)
      .description(description)
      .requiredOption('--study <folder>', 'the study')
      .option('--json', 'one JSON document on standard output');
  sub('list', 'entries, newest first')
    .option('--words <words>', 'only entries with all of these words', '')
    .option('--act <act>', 'only this kind of act')
    .option('--limit <n>', 'so many', '50')
    .action((o) => onTerminal((t) => list(t, o), o.json === true));
  sub('show', 'one entry, exactly as it is hashed')
    .argument('<entry>')
    .action((entry, o) => onTerminal((t) => show(t, entry, o), true));
  sub('prove', 'that an entry stands where it stands, without what it says')
    .argument('<entry>')
    .action((entry, o) => onTerminal((t) => prove(t, entry, o), o.json === true));
  sub('head', 'the signed head, for somebody else to keep').action((o) =>
    onTerminal((t) => head(t, o), o.json === true),
  );
  sub('again', 'make a result again and compare it cell by cell')
    .argument('<run>')
    .action((run, o) => onTerminal((t) => again(t, run, o), o.json === true));
  sub('sign-anew', 'sign with another key, where the one there was is lost')
    .requiredOption('--confirm <name>', 'the name of the study')
    .action((o) => onTerminal((t) => signAnew(t, o), o.json === true));
}
