import { MessagePortDouble } from './message-port.ts';

/** What goes between two processes for the ports that one has handed to the other. */
export type PortFrame =
  | { readonly kind: 'port'; readonly id: number; readonly data: unknown }
  | { readonly kind: 'closed'; readonly id: number };

/** Carries ports over the one channel there is to another process. */
export interface PortLink {
  /** Hands a port over: what arrives at it goes to the other process from now on. Answers its number on the link. */
  give(port: MessagePortDouble): number;
  /** A port that the other process handed over under this number. */
  take(id: number): MessagePortDouble;
  hear(frame: PortFrame): void;
  /** The other process is gone: every port handed to it closes. */
  end(): void;
}

export function createPortLink(send: (frame: PortFrame) => void): PortLink {
  const ports = new Map<number, MessagePortDouble>();
  let given = 0;
  const attach = (id: number, port: MessagePortDouble) => {
    ports.set(id, port);
    port.on('message', ({ data }) => send({ kind: 'port', id, data }));
    port.on('close', () => {
      if (ports.delete(id)) send({ kind: 'closed', id });
    });
    port.start();
  };
  const drop = (id: number) => {
    const port = ports.get(id);
    ports.delete(id);
    port?.close();
  };
  return {
    give(port) {
      given += 1;
      attach(given, port);
      return given;
    },
    take(id) {
      const [near, far] = MessagePortDouble.entangled();
      attach(id, far);
      return near;
    },
    hear(frame) {
      if (frame.kind === 'closed') drop(frame.id);
      else ports.get(frame.id)?.postMessage(frame.data);
    },
    end() {
      for (const id of [...ports.keys()]) drop(id);
    },
  };
}
