import { type Command, InvalidArgumentError } from 'commander';
import { type Exposed, searchAttacks } from '../../core/disclosure/search/search.ts';
import { loadSolver } from '../../core/disclosure/solve/highs.ts';
import { onTerminal, type Terminal } from '../terminal.ts';
import { textTable } from '../text-table.ts';

interface AttackOptions {
  readonly releases: number;
  readonly seed: number;
  readonly json?: boolean;
}

const atOnce = 100;

function wholeNumber(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value) || value < 1) throw new InvalidArgumentError('Give a whole number from 1.');
  return value;
}

async function attack(terminal: Terminal, { releases, seed, json }: AttackOptions): Promise<void> {
  const started = performance.now();
  const solver = await loadSolver();
  const tried: Record<string, number> = {};
  const exposed: Exposed[] = [];
  let [refused, rounded] = [0, 0];
  for (let from = 0; from < releases; from += atOnce) {
    terminal.signal.throwIfAborted();
    terminal.onProgress({ stage: 'Attacking', done: from, total: releases });
    const found = searchAttacks({ from, to: Math.min(releases, from + atOnce) }, seed, { solver });
    for (const [kind, count] of Object.entries(found.tried)) tried[kind] = (tried[kind] ?? 0) + count;
    exposed.push(...found.exposed);
    refused += found.refused;
    rounded += found.rounded;
    // The search runs on this thread: what waits, such as Ctrl-C, has its turn between two batches.
    await new Promise((resolve) => setTimeout(resolve, 0));
  }
  if (exposed.length > 0) process.exitCode = 1;
  const elapsedMs = performance.now() - started;
  if (json) return terminal.print(JSON.stringify({ releases, seed, tried, rounded, refused, exposed, elapsedMs }));
  terminal.print(
    textTable(
      ['kind', 'tried', 'exposed'],
      Object.entries(tried).map(([kind, count]) => [kind, count, exposed.filter((one) => one.kind === kind).length]),
    ),
  );
  terminal.print(
    `\n${releases} releases attacked (seed ${seed}), ${rounded} of them rounded, ${refused} refused, in ${(elapsedMs / 1000).toFixed(0)} s: in ${exposed.length} of them a small count could be bounded closer than the rule.`,
  );
}

export function addCheckAttackCommand(program: Command): void {
  program
    .command('check-attack')
    .description('draws releases, checks them, and tries to work out their small counts')
    .option('--releases <number>', 'how many', wholeNumber, 1000)
    .option('--seed <number>', 'the same seed draws the same releases', wholeNumber, 1)
    .option('--json', 'one JSON document on standard output')
    .action((options: AttackOptions) => onTerminal((terminal) => attack(terminal, options), options.json === true));
}
