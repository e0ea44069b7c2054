import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Command } from 'commander';
import { type Backend, Failure } from '../../contract/index.ts';
import { hasKeyFile } from '../../core/vault/key-file.ts';
import { wholeNumber } from '../parse.ts';
import { askPassphrase } from '../passphrase.ts';
import { engineEntry, rendererFolder } from '../paths.ts';
import { serveLoopback } from '../serve/server.ts';
import { superviseEngine } from '../serve/supervise.ts';
import { report } from '../terminal.ts';

/** Opens a study before the window is. Without a way to ask for its passphrase here, the window will. */
async function openStudy(backend: Backend, path: string): Promise<void> {
  try {
    const passphrase = hasKeyFile(path) ? await askPassphrase('Passphrase of the study: ') : undefined;
    await backend.call('study.open', { path, passphrase });
  } catch (error) {
    const failure = Failure.from(error);
    if (!failure.details.needed) throw failure;
    process.stderr.write(`The study is encrypted: open it in the window, which asks for its passphrase.\n`);
  }
}

async function serve({ study, port }: { study?: string; port: number }): Promise<void> {
  if (!existsSync(join(rendererFolder, 'index.html'))) {
    throw new Failure(
      'internal',
      'The window has not been built. Start Stillroom with `npm run stillroom -- serve`, which builds it.',
    );
  }
  const engine = superviseEngine(engineEntry);
  if (study) await openStudy(engine, resolve(study));
  const { url, token, close } = await serveLoopback({ backend: engine, rendererFolder, port });
  process.stdout.write(`${url}/#token=${token}\n`);
  process.stderr.write('Open this address in a browser on this machine. Ctrl-C ends it.\n');
  await new Promise<void>((done) => {
    process.once('SIGINT', done);
    process.once('SIGTERM', done);
  });
  await close();
  engine.close();
}

export function addServeCommand(program: Command): void {
  program
    .command('serve')
    .description('the workbench in a browser, on this machine only')
    .option('--study <folder>', 'open this study')
    .option('--port <n>', 'a fixed port', wholeNumber(0, 65_535), 0)
    .action(async (options) => {
      try {
        await serve(options);
      } catch (error) {
        process.exitCode = report(Failure.from(error), false);
      }
    });
}
