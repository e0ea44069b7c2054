import { type JobContext, quiet } from '../../contract/context.ts';
import { Failure } from '../../contract/failure.ts';
import type { OperationName, Operations } from './operations.ts';
import { type InferencePort, type Reply, reply } from './port.ts';

/** The model, in a process of its own. Jobs wait for one another; each can be cancelled. */
export interface InferenceClient {
  evaluate(input: Operations['evaluate']['input'], context?: JobContext): Promise<Operations['evaluate']['output']>;
  predict(input: Operations['predict']['input'], context?: JobContext): Promise<Operations['predict']['output']>;
  /** Ends the process. A job asked for later starts it again. */
  close(): Promise<void>;
}

export interface InferenceClientOptions {
  /** After this long without a job the process is ended and its memory given back. */
  readonly idleMs?: number;
  /** How long a cancelled job may take to come to a place where it can stop, before its process is ended. */
  readonly graceMs?: number;
}

interface Job {
  readonly id: number;
  readonly operation: OperationName;
  readonly input: unknown;
  readonly context: JobContext;
  readonly finish: (settle: () => void) => void;
  readonly resolve: (value: unknown) => void;
  readonly reject: (failure: Failure) => void;
}

const cancelled = () => new Failure('cancelled', 'Cancelled.');

/**
 * A client that starts the model's process with the first job, drops it when idle, and starts it again after a crash.
 * A crash costs the job that ran (Failure `engine_lost`); those that waited run in the next process.
 */
export function createInferenceClient(
  start: () => Promise<InferencePort>,
  { idleMs = 60_000, graceMs = 400 }: InferenceClientOptions = {},
): InferenceClient {
  const waiting: Job[] = [];
  let port: Promise<InferencePort> | undefined;
  let current: Job | undefined;
  let idle: ReturnType<typeof setTimeout> | undefined;
  let nextId = 1;

  function drop(): void {
    const dropped = port;
    port = undefined;
    void dropped?.then(
      (opened) => opened.close(),
      () => undefined,
    );
  }

  async function open(): Promise<InferencePort> {
    const opened = await start();
    opened.on('message', (message) => hear(reply.parse(message)));
    opened.on('close', (how) => lost(opened, how));
    return opened;
  }

  function lost(gone: InferencePort, how: string): void {
    void port?.then((held) => {
      if (held !== gone) return;
      port = undefined;
      settle((job) => job.reject(lostFailure(job, how)));
    });
  }

  function hear(said: Reply): void {
    if (said.id !== current?.id) return;
    if (said.kind === 'progress') current.context.progress(said.progress);
    else if (said.kind === 'done') settle((job) => job.resolve(said.value));
    else settle((job) => job.reject(Failure.fromWire(said.failure)));
  }

  /** Ends the current job and takes up the next. */
  function settle(end: (job: Job) => void): void {
    const job = current;
    current = undefined;
    if (job) job.finish(() => end(job));
    void next();
  }

  async function next(): Promise<void> {
    if (current) return;
    const job = waiting.shift();
    if (!job) {
      clearTimeout(idle);
      idle = setTimeout(drop, idleMs);
      idle.unref?.();
      return;
    }
    clearTimeout(idle);
    current = job;
    try {
      port ??= open();
      const opened = await port;
      if (current === job) opened.postMessage({ kind: 'run', id: job.id, operation: job.operation, input: job.input });
    } catch (error) {
      port = undefined;
      if (current === job) settle(() => job.reject(Failure.from(error)));
    }
  }

  function cancel(job: Job): void {
    const place = waiting.indexOf(job);
    if (place >= 0) {
      waiting.splice(place, 1);
      job.finish(() => job.reject(cancelled()));
      return;
    }
    void port?.then((opened) => opened.postMessage({ kind: 'cancel', id: job.id }));
    setTimeout(() => {
      if (current !== job) return;
      drop();
      settle(() => job.reject(cancelled()));
    }, graceMs);
  }

  function run<K extends OperationName>(
    operation: K,
    input: Operations[K]['input'],
    context: JobContext = quiet,
  ): Promise<Operations[K]['output']> {
    return new Promise((resolve, reject) => {
      if (context.signal.aborted) {
        reject(cancelled());
        return;
      }
      const stop = () => cancel(job);
      const job: Job = {
        id: nextId++,
        operation,
        input,
        context,
        finish(end) {
          context.signal.removeEventListener('abort', stop);
          end();
        },
        resolve: (value) => resolve(value as Operations[K]['output']),
        reject,
      };
      context.signal.addEventListener('abort', stop, { once: true });
      waiting.push(job);
      void next();
    });
  }

  return {
    evaluate: (input, context) => run('evaluate', input, context),
    predict: (input, context) => run('predict', input, context),
    async close() {
      clearTimeout(idle);
      const closed = new Failure('engine_lost', 'The model was closed while it worked.');
      for (const job of waiting.splice(0)) job.finish(() => job.reject(closed));
      const held = port;
      port = undefined;
      const job = current;
      current = undefined;
      job?.finish(() => job.reject(closed));
      (await held?.catch(() => undefined))?.close();
    },
  };
}

function lostFailure(job: Job, how: string): Failure {
  return new Failure(
    'engine_lost',
    `The model's process ended (${how}) before “${job.operation}” was done. Nothing else is lost: run it again, with fewer rows or features if it happens again.`,
    { operation: job.operation },
  );
}
