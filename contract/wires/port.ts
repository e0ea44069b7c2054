import type { Backend, CallOptions, Input, Method, Output } from '../backend.ts';
import type { Progress } from '../define.ts';
import { Failure, type FailureWire } from '../failure.ts';

/**
 * What both ends need of a channel that carries structured clones: a DOM or Node MessagePort, an Electron
 * utilityProcess, a forked process. Each host adapts its own in a few lines.
 */
export interface WirePort {
  postMessage(message: unknown): void;
  onMessage(listener: (message: unknown) => void): void;
  onClose(listener: () => void): void;
}

type ToBackend =
  | { readonly id: number; readonly method: Method; readonly input: unknown }
  | { readonly id: number; readonly cancel: true };

type FromBackend =
  | { readonly id: number; readonly progress: Progress }
  | { readonly id: number; readonly ok: unknown }
  | { readonly id: number; readonly error: FailureWire };

/** A cancel signal without the platform's own: contract/ knows neither Node nor the DOM. */
function canceller() {
  const listeners = new Set<() => void>();
  const signal = {
    aborted: false,
    throwIfAborted() {
      if (signal.aborted) throw new Failure('cancelled', 'Cancelled.');
    },
    addEventListener: (_: 'abort', listener: () => void) => void listeners.add(listener),
    removeEventListener: (_: 'abort', listener: () => void) => void listeners.delete(listener),
  };
  return {
    signal,
    abort() {
      if (signal.aborted) return;
      signal.aborted = true;
      for (const listener of listeners) listener();
    },
  };
}

function isRequest(message: unknown): message is ToBackend {
  if (typeof message !== 'object' || message === null) return false;
  const request = message as Record<string, unknown>;
  return typeof request.id === 'number' && (request.cancel === true || typeof request.method === 'string');
}

/** Serves a backend over a port. A message that is not a request is dropped; when the port closes, its jobs are cancelled. */
export function servePort(backend: Backend, port: WirePort): void {
  const running = new Map<number, () => void>();
  port.onClose(() => {
    for (const abort of running.values()) abort();
  });
  port.onMessage((message) => {
    if (!isRequest(message)) return;
    if ('cancel' in message) {
      running.get(message.id)?.();
      return;
    }
    const { id, method, input } = message;
    const { signal, abort } = canceller();
    running.set(id, abort);
    const send = (answer: FromBackend) => port.postMessage(answer);
    backend
      .call(method, input as never, { signal, onProgress: (progress) => send({ id, progress }) })
      .then(
        (ok) => send({ id, ok }),
        (error) => send({ id, error: Failure.from(error).toWire() }),
      )
      .finally(() => running.delete(id));
  });
}

interface Waiting {
  readonly resolve: (value: unknown) => void;
  readonly reject: (failure: Failure) => void;
  readonly onProgress?: ((progress: Progress) => void) | undefined;
}

const lost = () =>
  new Failure('engine_lost', 'The engine stopped while this was running. The study is safe; it can be run again.');

/** The backend at the other end of a port. When the port closes, what was running fails with `engine_lost`. */
export function connectPort(port: WirePort): Backend {
  const waiting = new Map<number, Waiting>();
  let next = 0;
  let closed = false;

  port.onClose(() => {
    closed = true;
    for (const { reject } of waiting.values()) reject(lost());
    waiting.clear();
  });
  port.onMessage((message) => {
    const answer = message as FromBackend;
    const call = waiting.get(answer.id);
    if (!call) return;
    if ('progress' in answer) {
      call.onProgress?.(answer.progress);
      return;
    }
    waiting.delete(answer.id);
    if ('ok' in answer) call.resolve(answer.ok);
    else call.reject(Failure.fromWire(answer.error));
  });

  return {
    call<M extends Method>(method: M, input: Input<M>, { signal, onProgress }: CallOptions = {}): Promise<Output<M>> {
      if (closed) return Promise.reject(lost());
      if (signal?.aborted) return Promise.reject(new Failure('cancelled', 'Cancelled.'));
      const id = ++next;
      const cancel = () => port.postMessage({ id, cancel: true });
      const answer = new Promise<Output<M>>((resolve, reject) => {
        waiting.set(id, { resolve: resolve as (value: unknown) => void, reject, onProgress });
        port.postMessage({ id, method, input });
      });
      signal?.addEventListener('abort', cancel, { once: true });
      return answer.finally(() => signal?.removeEventListener('abort', cancel));
    },
  };
}
