import type { JobContext } from '../../contract/context.ts';
import { Failure } from '../../contract/failure.ts';
import { createWorkbench } from './operations.ts';
import { type Port, type Reply, request } from './port.ts';

/**
 * Serves the model over a port: one job after another, progress while it runs, cancel between two runs of the model.
 * The host that closes the port ends the process; nothing here outlives it.
 */
export function serveInference(port: Port): void {
  const bench = createWorkbench();
  const running = new Map<number, AbortController>();
  let tail: Promise<void> = Promise.resolve();
  const say = (message: Reply, transfer: readonly ArrayBufferLike[] = []) => port.postMessage(message, transfer);

  async function work(id: number, operation: string, input: unknown, signal: AbortSignal): Promise<void> {
    const context: JobContext = { signal, progress: (progress) => say({ kind: 'progress', id, progress }) };
    try {
      const value = await bench.run(operation, input, context);
      say({ kind: 'done', id, value }, buffersOf(value));
    } catch (error) {
      say({ kind: 'failed', id, failure: Failure.from(error).toWire() });
    } finally {
      running.delete(id);
    }
  }

  port.on('message', (message) => {
    const asked = request.parse(message);
    if (asked.kind === 'cancel') {
      running.get(asked.id)?.abort();
      return;
    }
    const abort = new AbortController();
    running.set(asked.id, abort);
    tail = tail.then(() => work(asked.id, asked.operation, asked.input, abort.signal));
  });
}

/** The buffers of a result's own typed arrays: the process that made them has no more use for them. */
function buffersOf(value: unknown): ArrayBufferLike[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap((part) => (ArrayBuffer.isView(part) ? [part.buffer] : []));
}
