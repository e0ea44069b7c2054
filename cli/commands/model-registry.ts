import type { Command } from 'commander';
import { onTerminal, type Terminal } from '../terminal.ts';
import { textTable } from '../text-table.ts';
import { digits, open } from './model-answer.ts';

interface Options {
  readonly study: string;
  readonly json?: boolean;
}

async function evaluations(terminal: Terminal, { study, json }: Options): Promise<void> {
  await open(terminal, study);
  const kept = await terminal.backend.call('model.evaluations', {});
  if (json) {
    terminal.print(JSON.stringify(kept));
    return;
  }
  const rows = kept.map((one) => [
    one.run,
    one.at.slice(0, 16),
    one.model.name,
    one.of,
    one.target,
    one.n,
    `${digits(one.measure.mean)} (${digits(one.measure.low)} to ${digits(one.measure.high)})`,
    digits(one.slope),
  ]);
  terminal.print(textTable(['run', 'at', 'model', 'of', 'outcome', 'rows', 'AUC or R²', 'slope'], rows));
}

async function compare(terminal: Terminal, first: string, second: string, { study, json }: Options): Promise<void> {
  await open(terminal, study);
  const found = await terminal.backend.call('model.compare', { first, second });
  if (json) {
    terminal.print(JSON.stringify(found));
    return;
  }
  const { measure, slope, ece, prevalence } = found;
  const row = (name: string, sides: { first: number | null; second: number | null }) => [
    name,
    digits(sides.first),
    digits(sides.second),
  ];
  terminal.print(
    textTable(
      ['', found.first.of, found.second.of],
      [
        row('AUC or R²', { first: found.first.measure.mean, second: found.second.measure.mean }),
        row('calibration slope', slope),
        row('calibration error', ece),
        row('prevalence', prevalence),
      ],
    ),
  );
  terminal.print(`\nDifference ${digits(measure.difference)} (${digits(measure.low)} to ${digits(measure.high)}).\n`);
  const shifts = found.shift
    .slice(0, 20)
    .map((s) => [s.feature, digits(s.shift), digits(s.missing.first), digits(s.missing.second)]);
  terminal.print(textTable(['feature', 'shift (SD, or share)', 'missing before', 'after'], shifts));
  for (const notice of found.notices) terminal.note(notice);
}

export function addRegistryCommands(model: Command): void {
  model
    .command('evaluations')
    .description('every evaluation kept in a study')
    .requiredOption('--study <folder>', 'the study')
    .option('--json', 'one JSON document on standard output')
    .action((options: Options) => onTerminal((t) => evaluations(t, options), options.json === true));
  model
    .command('compare')
    .description('two evaluations beside one another: discrimination, calibration, features that moved')
    .argument('<first>')
    .argument('<second>')
    .requiredOption('--study <folder>', 'the study')
    .option('--json', 'one JSON document on standard output')
    .action((first: string, second: string, options: Options) =>
      onTerminal((t) => compare(t, first, second, options), options.json === true),
    );
}
