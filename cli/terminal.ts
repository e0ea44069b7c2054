import { exitCodes, Failure, type Progress } from '../contract/index.ts';
import type { LocalBackend } from '../core/backend.ts';
import { openLocalBackend } from './local-backend.ts';
import { unlocking } from './unlocking.ts';

/** What one run of a command works with. */
export interface Terminal {
  readonly backend: LocalBackend;
  readonly signal: AbortSignal;
  readonly onProgress: (progress: Progress) => void;
  /** Results go to standard output, and nothing else does. */
  print(text: string): void;
  /** Everything else goes to standard error. */
  note(text: string): void;
}

const isWatched = process.stderr.isTTY === true;
const clearLine = '\r\u001b[K';

function progressLine({ stage, done, total }: Progress): string {
  if (done === undefined || !total) return `${stage} …`;
  return done >= total ? `${stage}: finishing …` : `${stage}: ${Math.floor((100 * done) / total)} %`;
}

/** Reports stages on standard error: one moving line on a terminal, one line a stage elsewhere. */
function progressReporter(): { report(progress: Progress): void; end(): void } {
  let last = '';
  return {
    report(progress) {
      if (isWatched) process.stderr.write(`${clearLine}${progressLine(progress)}`);
      else if (progress.stage !== last && progress.stage !== 'query') process.stderr.write(`${progress.stage} …\n`);
      last = progress.stage;
    },
    end() {
      if (isWatched && last) process.stderr.write(clearLine);
    },
  };
}

/** Runs a command with a backend, Ctrl-C as cancel, and the exit code of DESIGN's closed list. */
export async function onTerminal(work: (terminal: Terminal) => Promise<void>, json: boolean): Promise<void> {
  const abort = new AbortController();
  const interrupt = () => abort.abort();
  process.once('SIGINT', interrupt);
  const progress = progressReporter();
  const backend = unlocking(openLocalBackend('terminal'));
  let printed = false;
  try {
    await work({
      backend,
      signal: abort.signal,
      onProgress: progress.report,
      print: (text) => {
        printed = true;
        process.stdout.write(`${text}\n`);
      },
      note: (text) => process.stderr.write(`${text}\n`),
    });
  } catch (error) {
    progress.end();
    process.exitCode = report(Failure.from(error), json && !printed);
  } finally {
    progress.end();
    process.off('SIGINT', interrupt);
    await backend.close();
  }
}

/** Says what failed on standard error, as JSON on standard output as well where JSON was asked for. */
export function report(failure: Failure, json: boolean): number {
  process.stderr.write(`stillroom: ${failure.message}\n`);
  if (json) process.stdout.write(`${JSON.stringify({ failure: failure.toWire() })}\n`);
  if (failure.code === 'internal' && process.env.STILLROOM_DEBUG)
    process.stderr.write(`${failure.stack}\n${String((failure.cause as Error | undefined)?.stack ?? '')}\n`);
  return exitCodes[failure.code];
}
