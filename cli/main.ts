import { Command, CommanderError } from 'commander';
import { exitCodes, Failure } from '../contract/index.ts';
import manifest from '../package.json' with { type: 'json' };
import { addAnalyseCommand } from './commands/analyse.ts';
import { addBenchCommand } from './commands/bench.ts';
import { addBundleCommands } from './commands/bundle.ts';
import { addCheckCommand } from './commands/check.ts';
import { addCohortCommands } from './commands/cohort.ts';
import { addConceptCommands } from './commands/concept.ts';
import { addConceptSetCommands } from './commands/concept-set.ts';
import { addDataCommands } from './commands/data.ts';
import { addDemoCommand } from './commands/demo.ts';
import { addFindingCommands } from './commands/findings.ts';
import { addKeysCommands } from './commands/keys.ts';
import { addLedgerCommand } from './commands/ledger.ts';
import { addModelCommands } from './commands/model.ts';
import { addRiskCommand } from './commands/risk.ts';
import { addSampleCommand } from './commands/sample.ts';
import { addServeCommand } from './commands/serve.ts';
import { addSqlCommand } from './commands/sql.ts';
import { usePassphraseFile } from './passphrase.ts';
import { report } from './terminal.ts';

const program = new Command('stillroom')
  .description(
    'A local-first research workbench for clinical cohorts. Nothing leaves this machine but checked findings.',
  )
  .version(manifest.version)
  .exitOverride()
  .showHelpAfterError();

addDemoCommand(program);
addDataCommands(program);
addRiskCommand(program);
addSqlCommand(program);
addCohortCommands(program);
addConceptCommands(program);
addConceptSetCommands(program);
addAnalyseCommand(program);
addModelCommands(program);
addFindingCommands(program);
addBundleCommands(program);
addCheckCommand(program);
addKeysCommands(program);
addLedgerCommand(program);
addServeCommand(program);
addSampleCommand(program);
addBenchCommand(program);

function inherit(command: Command): void {
  for (const child of command.commands) {
    child.exitOverride().showHelpAfterError();
    if (child.options.some(({ long }) => long === '--study'))
      child.option('--passphrase-file <file>', 'read the passphrase of an encrypted study from a file');
    inherit(child);
  }
}
inherit(program);
program.hook('preAction', (_program, command) => usePassphraseFile(command.opts().passphraseFile));

try {
  await program.parseAsync();
} catch (error) {
  if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? 0 : exitCodes.usage;
  else process.exitCode = report(Failure.from(error), process.argv.includes('--json'));
}
