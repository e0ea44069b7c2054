import { fork } from 'node:child_process';
import { Failure } from '../../contract/failure.ts';
import type { InferencePort } from './port.ts';

export interface ForkOptions {
  /** Flags for Node itself, as when the entry is TypeScript. */
  readonly execArgv?: readonly string[];
}

/**
 * Starts the built `process.ts` at `entry` as a Node process of its own. `advanced` serialization carries typed arrays.
 * Failure `engine_lost` when it cannot be started.
 */
export async function forkInference(entry: string, { execArgv = [] }: ForkOptions = {}): Promise<InferencePort> {
  const child = fork(entry, {
    serialization: 'advanced',
    execArgv: [...execArgv],
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  await new Promise<void>((resolve, reject) => {
    child.once('spawn', resolve);
    child.on('error', (cause) => {
      reject(new Failure('engine_lost', `The model's process could not be started: ${cause.message}`, {}, { cause }));
    });
  });
  return {
    pid: child.pid,
    postMessage: (message) => {
      if (child.connected) child.send(message as object);
    },
    on(event: 'message' | 'close', listener: ((message: unknown) => void) & ((how: string) => void)) {
      if (event === 'message') child.on('message', listener);
      else child.once('exit', (code, signal) => listener(signal ? `signal ${signal}` : `exit code ${code}`));
    },
    close: () => {
      child.kill('SIGKILL');
    },
  };
}
