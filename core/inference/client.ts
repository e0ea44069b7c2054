import { type JobContext, quiet } from '../../contract/context.ts';
import { Failure } from '../../contract/failure.ts';
import { cancelled, createJobLine, type Job, lost } from './job-line.ts';
import type { OperationName, Operations } from './operations.ts';
import type { InferencePort, Reply } from './port.ts';
import { createProcessSlot } from './process-slot.ts';

type Ask<K extends OperationName> = (
  input: Operations[K]['input'],
  context?: JobContext,
) => Promise<Operations[K]['output']>;

/** One method for each operation. */
export type InferenceMethods = { readonly [K in OperationName]: Ask<K> };

/** The model, in a process of its own. Jobs wait for one another; each can be cancelled. */
export interface InferenceClient extends InferenceMethods {
  /** Ends the process. A job asked for later starts it again. */
  close(): Promise<void>;
}

export interface InferenceClientOptions {
  /** After this long without a job the process is ended and its memory given back. */
  readonly idleMs?: number;
  /** How long a cancelled job may take to come to a place where it can stop, before its process is ended. */
  readonly graceMs?: number;
}

/**
 * A client that starts the model's process with the first job, drops it when idle, and starts it again after a crash.
 * A crash costs the job that ran (Failure `engine_lost`); those that waited run in the next process.
 */
export function createInferenceClient(
  start: () => Promise<InferencePort>,
  { idleMs = 60_000, graceMs = 400 }: InferenceClientOptions = {},
): InferenceClient {
  const line = createJobLine();
  const slot = createProcessSlot(start, idleMs, {
    onReply: hear,
    onLost: (how) => endCurrent((job) => job.reject(lost(job, how))),
  });
  let nextId = 1;

  function hear(said: Reply): void {
    const job = line.current();
    if (said.id !== job?.id) return;
    if (said.kind === 'progress') job.context.progress(said.progress);
    else if (said.kind === 'done') endCurrent(() => job.resolve(said.value));
    else endCurrent(() => job.reject(Failure.fromWire(said.failure)));
  }

  function endCurrent(report: (job: Job) => void): void {
    const job = line.finish();
    if (job) report(job);
    void goOn();
  }

  async function goOn(): Promise<void> {
    if (line.current()) return;
    const job = line.take();
    if (!job) return slot.rest();
    try {
      const port = await slot.open();
      const { id, operation, input } = job;
      if (line.current() === job) port.postMessage({ kind: 'run', id, operation, input });
    } catch (error) {
      if (line.current() === job) endCurrent(() => job.reject(Failure.from(error)));
    }
  }

  function cancel(job: Job): void {
    if (line.withdraw(job)) {
      job.reject(cancelled());
      return;
    }
    slot.running()?.then(
      (port) => port.postMessage({ kind: 'cancel', id: job.id }),
      () => undefined,
    );
    setTimeout(async () => {
      if (line.current() !== job) return;
      await slot.drop();
      if (line.current() === job) endCurrent(() => job.reject(cancelled()));
    }, graceMs);
  }

  function run<K extends OperationName>(operation: K, input: Operations[K]['input'], context: JobContext = quiet) {
    const { signal } = context;
    let stop = () => {};
    const ended = new Promise<Operations[K]['output']>((resolve, reject) => {
      if (signal.aborted) return reject(cancelled());
      const settle = (value: unknown) => resolve(value as Operations[K]['output']);
      const job: Job = { id: nextId++, operation, input, context, resolve: settle, reject };
      stop = () => cancel(job);
      signal.addEventListener('abort', stop, { once: true });
      line.add(job);
      void goOn();
    });
    return ended.finally(() => signal.removeEventListener('abort', stop));
  }

  return {
    evaluate: (input, context) => run('evaluate', input, context),
    predict: (input, context) => run('predict', input, context),
    predictHeld: (input, context) => run('predictHeld', input, context),
    crossPredict: (input, context) => run('crossPredict', input, context),
    embed: (input, context) => run('embed', input, context),
    explain: (input, context) => run('explain', input, context),
    explainRow: (input, context) => run('explainRow', input, context),
    impute: (input, context) => run('impute', input, context),
    outliers: (input, context) => run('outliers', input, context),
    synthesise: (input, context) => run('synthesise', input, context),
    async close() {
      for (const job of line.clear()) job.reject(new Failure('engine_lost', 'The model was closed while it worked.'));
      await slot.drop();
    },
  };
}
