import { type ChildProcess, fork } from 'node:child_process';
import { EventEmitter } from 'node:events';
import { fileURLToPath } from 'node:url';
import { asked } from './asked.ts';
import type { MessagePortDouble } from './message-port.ts';
import { createPortLink, type PortFrame, type PortLink } from './port-link.ts';

export type ToUtility =
  | PortFrame
  | { readonly kind: 'message'; readonly data: unknown; readonly ports: readonly number[] };
export type FromUtility = PortFrame | { readonly kind: 'message'; readonly data: unknown };

const starter = fileURLToPath(new URL('./utility-start.ts', import.meta.url));

interface UtilityOptions {
  readonly serviceName?: string;
  readonly stdio?: 'inherit' | 'ignore';
}

/** A forked Node process in the place of Electron's utility process. */
class UtilityProcessDouble extends EventEmitter {
  readonly #child: ChildProcess;
  readonly #link: PortLink;

  constructor(entry: string, args: readonly string[], { stdio = 'inherit' }: UtilityOptions) {
    super();
    this.#child = fork(starter, [entry, ...args], {
      execArgv: ['--import', import.meta.resolve('tsx')],
      serialization: 'advanced',
      stdio: ['ignore', stdio, stdio, 'ipc'],
    });
    this.#link = createPortLink((frame) => this.#send(frame));
    this.#child.on('message', (message: FromUtility) => {
      if (message.kind === 'message') this.emit('message', message.data);
      else this.#link.hear(message);
    });
    this.#child.once('exit', (code) => {
      this.#link.end();
      this.emit('exit', code);
    });
  }

  get pid(): number | undefined {
    return this.#child.pid;
  }

  postMessage(data: unknown, transfer: readonly MessagePortDouble[] = []): void {
    this.#send({ kind: 'message', data, ports: transfer.map((port) => this.#link.give(port)) });
  }

  kill(): boolean {
    return this.#child.kill('SIGTERM');
  }

  /** To a process that has just ended nothing is said: its exit tells the rest. */
  #send(message: ToUtility): void {
    if (this.#child.connected) this.#child.send(message, () => {});
  }
}

export const utilityProcess = {
  fork(entry: string, args: readonly string[] = [], options: UtilityOptions = {}): UtilityProcessDouble {
    asked.utilities.push({ entry, serviceName: options.serviceName ?? '' });
    return new UtilityProcessDouble(entry, args, options);
  },
};
