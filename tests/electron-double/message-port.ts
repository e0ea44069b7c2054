import { EventEmitter } from 'node:events';

/** One end of a channel, as MessagePortMain: holds what arrives until `start`, tells both ends when one closes. */
export class MessagePortDouble extends EventEmitter {
  #peer: MessagePortDouble | null = null;
  #held: unknown[] | null = [];
  #isClosed = false;

  static entangled(): readonly [MessagePortDouble, MessagePortDouble] {
    const ends = [new MessagePortDouble(), new MessagePortDouble()] as const;
    ends[0].#peer = ends[1];
    ends[1].#peer = ends[0];
    return ends;
  }

  postMessage(message: unknown, transfer: readonly unknown[] = []): void {
    if (transfer.length > 0) throw new Error('The double hands ports to processes only, not over other ports.');
    const data = structuredClone(message);
    const peer = this.#peer;
    setImmediate(() => {
      if (peer) peer.#take(data);
    });
  }

  start(): void {
    const held = this.#held ?? [];
    this.#held = null;
    setImmediate(() => {
      for (const data of held) this.#take(data);
    });
  }

  close(): void {
    const peer = this.#peer;
    setImmediate(() => {
      this.#end();
      if (peer) peer.#end();
    });
  }

  #take(data: unknown): void {
    if (this.#isClosed) return;
    if (this.#held) this.#held.push(data);
    else this.emit('message', { data, ports: [] });
  }

  #end(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.emit('close');
  }
}

export class MessageChannelDouble {
  readonly port1: MessagePortDouble;
  readonly port2: MessagePortDouble;

  constructor() {
    [this.port1, this.port2] = MessagePortDouble.entangled();
  }
}
