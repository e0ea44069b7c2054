/** First thing in a forked process: `process.parentPort` as Electron gives it, then the entry itself. */
import { EventEmitter } from 'node:events';
import { pathToFileURL } from 'node:url';
import { createPortLink } from './port-link.ts';
import type { ToUtility } from './utility-process.ts';

/** Holds what arrives until somebody listens. */
class ParentPortDouble extends EventEmitter {
  readonly #held: unknown[] = [];

  constructor() {
    super();
    this.on('newListener', (event) => {
      if (event === 'message') setImmediate(() => this.#deliver());
    });
  }

  postMessage(data: unknown): void {
    process.send?.({ kind: 'message', data });
  }

  take(event: unknown): void {
    this.#held.push(event);
    this.#deliver();
  }

  #deliver(): void {
    while (this.#held.length > 0 && this.listenerCount('message') > 0) this.emit('message', this.#held.shift());
  }
}

const parentPort = new ParentPortDouble();
const link = createPortLink((frame) => process.send?.(frame));
process.on('message', (message: ToUtility) => {
  if (message.kind === 'message') parentPort.take({ data: message.data, ports: message.ports.map(link.take) });
  else link.hear(message);
});
// Electron ends its utility processes with the main process.
process.on('disconnect', () => process.exit(0));

const [node = '', , entry = '', ...args] = process.argv;
process.argv = [node, entry, ...args];
Object.assign(process, { parentPort });
await import(pathToFileURL(entry).href);
