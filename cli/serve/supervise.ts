import { type ChildProcess, fork } from 'node:child_process';
import type { Backend, CallOptions, Input, Method, Output } from '../../contract/index.ts';
import { followStudy } from '../../contract/wires/open-study.ts';
import { connectPort, type WirePort } from '../../contract/wires/port.ts';

/** The backend in a process of its own, started again when it dies. */
export interface SupervisedEngine extends Backend {
  /** Process id of the running engine, or null between a death and the next call. */
  pid(): number | null;
  close(): void;
}

const portTo = (child: ChildProcess): WirePort => ({
  postMessage: (message) => void (child.connected && child.send(message as object)),
  onMessage: (listener) => void child.on('message', listener),
  onClose: (listener) => void child.once('exit', listener),
});

/**
 * Runs the engine in a forked process. When it dies, running jobs fail with `engine_lost`; the next call starts a new
 * engine, which reopens the study from its journal.
 */
export function superviseEngine(entry: string): SupervisedEngine {
  let child: ChildProcess | null = null;
  let backend: Promise<Backend> | null = null;
  const study = followStudy();

  async function start(): Promise<Backend> {
    const started = fork(entry, { serialization: 'advanced', stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
    child = started;
    started.once('exit', () => {
      if (child !== started) return;
      child = null;
      backend = null;
    });
    const connected = connectPort(portTo(started));
    try {
      return await study.reopen(connected);
    } catch (error) {
      // The study does not open any more; the engine runs all the same.
      if (child === started) backend = Promise.resolve(connected);
      throw error;
    }
  }

  return {
    async call<M extends Method>(method: M, input: Input<M>, options?: CallOptions): Promise<Output<M>> {
      backend ??= start();
      const current = backend;
      const connected = await current.catch((error) => {
        if (backend === current) backend = null;
        throw error;
      });
      const output = await connected.call(method, input, options);
      study.heed(method, output);
      return output;
    },
    pid: () => child?.pid ?? null,
    close() {
      child?.disconnect();
      child = null;
      backend = null;
    },
  };
}
